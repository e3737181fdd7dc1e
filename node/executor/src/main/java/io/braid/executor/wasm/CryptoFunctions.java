package io.braid.executor.wasm;

import io.braid.crypto.ecdsa.EcdsaRecovery;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Signatures and session keys. */
final class CryptoFunctions {
  private static final int SIGNATURE = 64;
  private static final int RECOVERABLE = 65;
  private static final int KEY = 32;
  private static final int COMPRESSED = 33;
  private static final int MAX_URI_BYTES = 1 << 10;

  private CryptoFunctions() {}

  static HostFunction.Table table() {
    HostFunction.Table table = new HostFunction.Table();
    addChecks(table);
    for (KeyScheme scheme : KeyScheme.values()) {
      addKeys(table, scheme, "ext_crypto_" + scheme.name().toLowerCase(Locale.ROOT));
    }
    for (int version = 1; version <= 2; version++) {
      table
          .add(
              "ext_crypto_secp256k1_ecdsa_recover_version_" + version,
              "ii:l",
              (c, a) -> recovered(c, a, false))
          .add(
              "ext_crypto_secp256k1_ecdsa_recover_compressed_version_" + version,
              "ii:l",
              (c, a) -> recovered(c, a, true));
    }
    return table
        .run("ext_crypto_start_batch_verify_version_1", "", (c, a) -> c.startBatch())
        .add(
            "ext_crypto_finish_batch_verify_version_1",
            ":i",
            (c, a) -> WasmCall.bool(c.finishBatch()));
  }

  private static void addChecks(HostFunction.Table table) {
    HostFunction.Body ed25519 =
        (c, a) ->
            WasmCall.bool(
                c.host().ed25519Verify(c.fixed(a[0], SIGNATURE), c.read(a[1]), c.fixed(a[2], KEY)));
    HostFunction.Body sr25519 =
        (c, a) ->
            WasmCall.bool(
                c.host().sr25519Verify(c.fixed(a[0], SIGNATURE), c.read(a[1]), c.fixed(a[2], KEY)));
    HostFunction.Body ecdsa =
        (c, a) ->
            WasmCall.bool(
                c.host()
                    .ecdsaVerify(
                        c.fixed(a[0], RECOVERABLE), c.read(a[1]), c.fixed(a[2], COMPRESSED)));
    table
        .add("ext_crypto_ed25519_verify_version_1", "ili:i", ed25519)
        .add("ext_crypto_sr25519_verify_version_1", "ili:i", sr25519)
        .add("ext_crypto_sr25519_verify_version_2", "ili:i", sr25519)
        .add("ext_crypto_ecdsa_verify_version_1", "ili:i", ecdsa)
        .add("ext_crypto_ecdsa_verify_version_2", "ili:i", ecdsa)
        .add(
            "ext_crypto_ecdsa_verify_prehashed_version_1",
            "iii:i",
            (c, a) ->
                WasmCall.bool(
                    c.host()
                        .ecdsaVerifyPrehashed(
                            c.fixed(a[0], RECOVERABLE),
                            c.fixed(a[1], KEY),
                            c.fixed(a[2], COMPRESSED))))
        .add("ext_crypto_ed25519_batch_verify_version_1", "ili:i", batched(ed25519))
        .add("ext_crypto_sr25519_batch_verify_version_1", "ili:i", batched(sr25519))
        .add("ext_crypto_ecdsa_batch_verify_version_1", "ili:i", batched(ecdsa));
  }

  /** A check that also counts towards the batch that is open; it is done at once. */
  private static HostFunction.Body batched(HostFunction.Body check) {
    return (c, a) -> WasmCall.bool(c.addToBatch(check.call(c, a) == 1));
  }

  private static void addKeys(HostFunction.Table table, KeyScheme scheme, String prefix) {
    int keySize = scheme == KeyScheme.ECDSA ? COMPRESSED : KEY;
    table
        .add(
            prefix + "_generate_version_1",
            "il:i",
            (c, a) ->
                c.pointer(c.host().generateKey(scheme, c.keyType(a[0]), seed(c, a[1])).toArray()))
        .add(
            prefix + "_public_keys_version_1",
            "i:l",
            (c, a) -> {
              List<Bytes> keys = c.host().publicKeys(scheme, c.keyType(a[0]));
              ScaleWriter out = new ScaleWriter().compact(keys.size());
              keys.forEach(out::raw);
              return c.span(out);
            })
        .add(
            prefix + "_sign_version_1",
            "iil:l",
            (c, a) -> {
              Bytes key = Bytes.wrap(c.fixed(a[1], keySize));
              Optional<Bytes> signature = c.host().sign(scheme, c.keyType(a[0]), key, c.read(a[2]));
              ScaleWriter out = new ScaleWriter(80).bool(signature.isPresent());
              signature.ifPresent(out::raw);
              return c.span(out);
            });
  }

  private static Optional<String> seed(WasmCall call, long span) {
    ScaleReader in = call.scale(span);
    return in.bool() ? Optional.of(in.string(MAX_URI_BYTES)) : Optional.empty();
  }

  /**
   * The SCALE form of the key, or of why there is none: 0 bad r or s, 1 bad id, 2 bad signature.
   */
  private static long recovered(WasmCall call, long[] a, boolean compressed) {
    EcdsaRecovery recovery =
        call.host().secp256k1Recover(call.fixed(a[0], RECOVERABLE), call.fixed(a[1], KEY));
    return call.span(
        switch (recovery) {
          case EcdsaRecovery.Recovered key ->
              new ScaleWriter(80).u8(0).raw(compressed ? key.compressed() : key.coordinates());
          case EcdsaRecovery.ScalarTooLarge() -> new ScaleWriter().u8(1).u8(0);
          case EcdsaRecovery.BadRecoveryId(int found) -> new ScaleWriter().u8(1).u8(1);
          case EcdsaRecovery.NoSuchKey() -> new ScaleWriter().u8(1).u8(2);
        });
  }
}
