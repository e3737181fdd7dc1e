package io.braid.parachains.relay;

import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/** Finds this node among the validators of a session, and signs as that validator. */
public final class ValidatorKeys {
  /** The type of the keys that sign statements and bitfields. */
  public static final String KEY_TYPE = "para";

  /**
   * This node as a validator.
   *
   * @param index among the validators of the session
   */
  public record Self(int index, Bytes key) {}

  private final Keystore keys;

  public ValidatorKeys(Keystore keys) {
    this.keys = keys;
  }

  /** This node's place; empty when it does not validate in that session. */
  public Optional<Self> self(RelayView view) {
    List<Bytes> ours = keys.publicKeys(KeyScheme.SR25519, KEY_TYPE);
    for (int index = 0; index < view.validators().size(); index++) {
      if (ours.contains(view.validators().get(index))) {
        return Optional.of(new Self(index, view.validators().get(index)));
      }
    }
    return Optional.empty();
  }

  /** This node's place, when it is in the group that is assigned to a core. */
  public Optional<Self> member(RelayView view, int core) {
    return self(view).filter(self -> view.backersOf(core).contains(self.index()));
  }

  /** Empty when the key has left the keystore. */
  public Optional<Bytes> sign(Self self, Bytes payload) {
    return keys.sign(KeyScheme.SR25519, KEY_TYPE, self.key(), payload.unsafeArray());
  }
}
