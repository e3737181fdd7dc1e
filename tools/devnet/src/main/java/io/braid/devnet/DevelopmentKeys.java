package io.braid.devnet;

import io.braid.chains.relay.RelayKeys;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Locale;

/**
 * The well-known keys of development networks, derived from the public development phrase: node
 * {@code alice} has those of {@code //Alice}. Never for anything of value.
 */
public final class DevelopmentKeys {
  /** The accounts that every client library knows, all endowed at genesis. */
  static final List<String> ACCOUNTS = List.of("alice", "bob", "charlie", "dave", "eve", "ferdie");

  private DevelopmentKeys() {}

  private static String uri(String name) {
    return "//" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  static KeyPair sr25519(String name) {
    return KeyPair.of(KeyScheme.SR25519, uri(name));
  }

  private static KeyPair ed25519(String name) {
    return KeyPair.of(KeyScheme.ED25519, uri(name));
  }

  private static KeyPair ecdsa(String name) {
    return KeyPair.of(KeyScheme.ECDSA, uri(name));
  }

  static AccountId account(String name) {
    return sr25519(name).accountId();
  }

  /** The session keys that genesis names for a validator. */
  static KeysOf<RelayKeys> session(String name) {
    Bytes sr25519 = sr25519(name).publicKey();
    return new KeysOf<>(
        account(name),
        new RelayKeys(
            ed25519(name).publicKey(),
            sr25519,
            sr25519,
            sr25519,
            sr25519,
            ecdsa(name).publicKey()));
  }

  /** The secrets behind {@link #session}, and a collator's. */
  public static MemoryKeystore keystore(String name, NonceEntropy entropy) {
    MemoryKeystore keys =
        new MemoryKeystore(entropy).with("gran", ed25519(name)).with("beef", ecdsa(name));
    for (String type : List.of("babe", "para", "asgn", "audi", "aura")) {
      keys = keys.with(type, sr25519(name));
    }
    return keys;
  }
}
