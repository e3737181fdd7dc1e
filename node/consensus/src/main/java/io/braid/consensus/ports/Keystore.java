package io.braid.consensus.ports;

import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.Sr25519Vrf;
import io.braid.crypto.sr25519.VrfInOut;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.executor.host.HostKeystore;
import io.braid.primitives.Bytes;
import java.util.Optional;

/** The node's secret keys: what a runtime may ask of them, and the VRF for authors. */
public interface Keystore extends HostKeystore {
  String BABE = "babe";
  String GRANDPA = "gran";
  String AURA = "aura";
  String BEEFY = "beef";

  /**
   * Signs a hash of 32 bytes with an ecdsa key: 65 bytes, r, s and recovery id; nothing without
   * that key.
   */
  Optional<Bytes> signPrehashed(String keyType, Bytes publicKey, byte[] hash);

  /** Evaluates the VRF of an sr25519 key; nothing without that key. */
  Optional<VrfInOut> vrfEvaluate(String keyType, Bytes publicKey, Transcript input);

  /** Evaluates the VRF of an sr25519 key and proves it; nothing without that key. */
  default Optional<VrfSignature> vrfSign(String keyType, Bytes publicKey, Transcript input) {
    return vrfSign(keyType, publicKey, input, Sr25519Vrf.noExtra());
  }

  /**
   * As the other {@code vrfSign}.
   *
   * @param extra what else the proof signs, without influence on the output
   */
  Optional<VrfSignature> vrfSign(
      String keyType, Bytes publicKey, Transcript input, Transcript extra);
}
