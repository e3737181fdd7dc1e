package io.braid.wasm.host;

import org.teavm.interop.Import;

/**
 * The host functions as they stand on the wire, named and typed as in appendix B of the Polkadot
 * specification. A {@code long} is a span, an {@code int} an address or a small number.
 */
final class HostFunctions {
  private static final String ENV = "env";

  private HostFunctions() {}

  /** Ends the call: becomes the instruction {@code unreachable}, not an import. */
  @Import(module = "braid", name = "trap")
  static native void trap();

  @Import(module = ENV, name = "ext_allocator_free_version_1")
  static native void free(int address);

  @Import(module = ENV, name = "ext_logging_log_version_1")
  static native void log(int level, long target, long message);

  @Import(module = ENV, name = "ext_storage_get_version_1")
  static native long get(long key);

  @Import(module = ENV, name = "ext_storage_exists_version_1")
  static native int exists(long key);

  @Import(module = ENV, name = "ext_storage_set_version_1")
  static native void set(long key, long value);

  @Import(module = ENV, name = "ext_storage_clear_version_1")
  static native void clear(long key);

  @Import(module = ENV, name = "ext_storage_clear_prefix_version_2")
  static native long clearPrefix(long prefix, long limit);

  @Import(module = ENV, name = "ext_storage_append_version_1")
  static native void append(long key, long element);

  @Import(module = ENV, name = "ext_storage_next_key_version_1")
  static native long nextKey(long key);

  @Import(module = ENV, name = "ext_storage_root_version_2")
  static native long root(int stateVersion);

  @Import(module = ENV, name = "ext_storage_start_transaction_version_1")
  static native void startTransaction();

  @Import(module = ENV, name = "ext_storage_commit_transaction_version_1")
  static native void commitTransaction();

  @Import(module = ENV, name = "ext_storage_rollback_transaction_version_1")
  static native void rollbackTransaction();

  @Import(module = ENV, name = "ext_storage_proof_size_storage_proof_size_version_1")
  static native long storageProofSize();

  @Import(module = ENV, name = "ext_default_child_storage_get_version_1")
  static native long childGet(long child, long key);

  @Import(module = ENV, name = "ext_default_child_storage_set_version_1")
  static native void childSet(long child, long key, long value);

  @Import(module = ENV, name = "ext_default_child_storage_clear_version_1")
  static native void childClear(long child, long key);

  @Import(module = ENV, name = "ext_default_child_storage_next_key_version_1")
  static native long childNextKey(long child, long key);

  @Import(module = ENV, name = "ext_default_child_storage_clear_prefix_version_2")
  static native long childClearPrefix(long child, long prefix, long limit);

  @Import(module = ENV, name = "ext_default_child_storage_root_version_2")
  static native long childRoot(long child, int stateVersion);

  @Import(module = ENV, name = "ext_hashing_blake2_128_version_1")
  static native int blake2b128(long data);

  @Import(module = ENV, name = "ext_hashing_blake2_256_version_1")
  static native int blake2b256(long data);

  @Import(module = ENV, name = "ext_hashing_twox_64_version_1")
  static native int twox64(long data);

  @Import(module = ENV, name = "ext_hashing_twox_128_version_1")
  static native int twox128(long data);

  @Import(module = ENV, name = "ext_hashing_twox_256_version_1")
  static native int twox256(long data);

  @Import(module = ENV, name = "ext_hashing_keccak_256_version_1")
  static native int keccak256(long data);

  @Import(module = ENV, name = "ext_hashing_sha2_256_version_1")
  static native int sha256(long data);

  @Import(module = ENV, name = "ext_misc_runtime_version_version_1")
  static native long runtimeVersion(long code);

  @Import(module = ENV, name = "ext_trie_blake2_256_ordered_root_version_2")
  static native int orderedTrieRoot(long values, int stateVersion);

  @Import(module = ENV, name = "ext_crypto_sr25519_verify_version_2")
  static native int sr25519Verify(int signature, long message, int publicKey);

  @Import(module = ENV, name = "ext_crypto_ed25519_verify_version_1")
  static native int ed25519Verify(int signature, long message, int publicKey);

  @Import(module = ENV, name = "ext_crypto_secp256k1_ecdsa_recover_compressed_version_2")
  static native long secp256k1RecoverCompressed(int signature, int messageHash);

  @Import(module = ENV, name = "ext_crypto_secp256k1_ecdsa_recover_version_2")
  static native long secp256k1Coordinates(int signature, int messageHash);

  @Import(module = ENV, name = "ext_crypto_ecdsa_generate_version_1")
  static native int ecdsaGenerate(int keyType, long seed);

  @Import(module = ENV, name = "ext_crypto_sr25519_generate_version_1")
  static native int sr25519Generate(int keyType, long seed);

  @Import(module = ENV, name = "ext_crypto_ed25519_generate_version_1")
  static native int ed25519Generate(int keyType, long seed);

  /** The result, {@code Ok(())} or {@code Err(())}, is one byte. */
  @Import(module = ENV, name = "ext_offchain_submit_transaction_version_1")
  static native long submitTransaction(long data);

  @Import(module = ENV, name = "ext_offchain_index_set_version_1")
  static native void offchainIndexSet(long key, long value);

  @Import(module = ENV, name = "ext_offchain_local_storage_get_version_1")
  static native long offchainGet(int kind, long key);
}
