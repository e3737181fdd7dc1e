package io.braid.executor.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.crypto.ecdsa.EcdsaKeyPair;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.host.HostKeystore;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.RuntimeTrap;
import io.braid.executor.host.SignatureChecks;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import io.braid.scale.ScaleWriter;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import run.endive.runtime.ByteArrayMemory;
import run.endive.wasm.types.MemoryLimits;

/**
 * The host functions as a module calls them; expected bytes follow the specification's appendix B.
 */
class HostFunctionsTest {
  private static final Bytes NONE = Bytes.fromHex("00");

  private final KeyPair alice = KeyPair.of(KeyScheme.SR25519, "//Alice");
  private final HostKeystore keystore =
      new HostKeystore() {
        @Override
        public Bytes generate(KeyScheme scheme, String keyType, Optional<String> seed) {
          return KeyPair.of(scheme, seed.orElseThrow()).publicKey();
        }

        @Override
        public List<Bytes> publicKeys(KeyScheme scheme, String keyType) {
          return keyType.equals("babe") ? List.of(alice.publicKey()) : List.of();
        }

        @Override
        public Optional<Bytes> sign(
            KeyScheme scheme, String keyType, Bytes publicKey, byte[] message) {
          return publicKey.equals(alice.publicKey())
              ? Optional.of(alice.sign(message))
              : Optional.empty();
        }
      };
  private final StateHost host =
      new StateHost(
          StateTrie.empty(StatelessHost.BLAKE2), SignatureChecks.DIRECT, keystore, RuntimeLog.NONE);
  private final WasmCall call = new WasmCall(host);

  HostFunctionsTest() {
    call.attach(new ByteArrayMemory(new MemoryLimits(1, 32)), 0);
  }

  private long call(String name, long... arguments) {
    return HostFunction.find("ext_" + name).orElseThrow().body().call(call, arguments);
  }

  private long put(String hex) {
    return call.span(Bytes.fromHex(hex).toArray());
  }

  private long put(Bytes bytes) {
    return call.span(bytes.toArray());
  }

  private long pointer(Bytes bytes) {
    return call.pointer(bytes.toArray());
  }

  private Bytes answer(String name, long... arguments) {
    return call.bytes(call(name, arguments));
  }

  private Bytes fixed(int size, String name, long... arguments) {
    return Bytes.wrap(call.fixed(call(name, arguments), size));
  }

  @Test
  void storageIsReadWholeOrInParts() {
    assertThat(answer("storage_get_version_1", put("01"))).isEqualTo(NONE);
    call("storage_set_version_1", put("01"), put("0a0b0c0d"));
    assertThat(answer("storage_get_version_1", put("01"))).isEqualTo(Bytes.fromHex("01100a0b0c0d"));
    long out = put("ffff");
    assertThat(answer("storage_read_version_1", put("01"), out, 1))
        .isEqualTo(Bytes.fromHex("0103000000"));
    assertThat(call.bytes(out)).isEqualTo(Bytes.fromHex("0b0c"));
    assertThat(answer("storage_read_version_1", put("01"), out, 0xFFFFFFFFL))
        .isEqualTo(Bytes.fromHex("0100000000"));
    assertThat(answer("storage_read_version_1", put("02"), out, 0)).isEqualTo(NONE);
    assertThat(call("storage_exists_version_1", put("01"))).isEqualTo(1);
    call("storage_clear_version_1", put("01"));
    assertThat(call("storage_exists_version_1", put("01"))).isZero();
  }

  @Test
  void keysAreWalkedAppendedToAndClearedByPrefix() {
    call("storage_append_version_1", put("0101"), put("07"));
    call("storage_append_version_1", put("0101"), put("08"));
    call("storage_set_version_1", put("0102"), put(""));
    assertThat(answer("storage_next_key_version_1", put("01")))
        .isEqualTo(Bytes.fromHex("01080101"));
    assertThat(answer("storage_next_key_version_1", put("0102"))).isEqualTo(NONE);
    assertThat(answer("storage_get_version_1", put("0101"))).isEqualTo(Bytes.fromHex("010c080708"));
    assertThat(answer("storage_clear_prefix_version_2", put("01"), put("0100000000")))
        .isEqualTo(Bytes.fromHex("0000000000"));
    assertThat(answer("storage_next_key_version_1", put(""))).isEqualTo(NONE);
  }

  @Test
  void transactionsNestAndRootsFollow() {
    Bytes empty = answer("storage_root_version_2", 1);
    assertThat(empty)
        .isEqualTo(
            Bytes.fromHex("03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314"));
    call("storage_start_transaction_version_1");
    call("storage_set_version_1", put("01"), put("02"));
    assertThat(answer("storage_root_version_1")).isNotEqualTo(empty);
    call("storage_rollback_transaction_version_1");
    assertThat(answer("storage_root_version_1")).isEqualTo(empty);
    assertThatThrownBy(() -> call("storage_commit_transaction_version_1"))
        .isInstanceOf(RuntimeTrap.class);
    assertThatThrownBy(() -> call("storage_root_version_2", 2)).isInstanceOf(RuntimeTrap.class);
    assertThat(call("storage_proof_size_storage_proof_size_version_1")).isEqualTo(-1);
  }

  @Test
  void childStorageStandsBesideTheTop() {
    String child = "default_child_storage_";
    call(child + "set_version_1", put("63"), put("01"), put("02"));
    assertThat(answer(child + "get_version_1", put("63"), put("01")))
        .isEqualTo(Bytes.fromHex("010402"));
    assertThat(call(child + "exists_version_1", put("64"), put("01"))).isZero();
    assertThat(answer(child + "next_key_version_1", put("63"), put("")))
        .isEqualTo(Bytes.fromHex("010401"));
    TreeMap<Bytes, Bytes> contents = new TreeMap<>();
    contents.put(Bytes.fromHex("01"), Bytes.fromHex("02"));
    assertThat(answer(child + "root_version_2", put("63"), 1))
        .isEqualTo(TrieRoot.of(contents, StateVersion.V1, StatelessHost.BLAKE2).bytes());
    assertThat(answer(child + "storage_kill_version_3", put("63"), put("00")))
        .isEqualTo(Bytes.fromHex("0000000000"));
    assertThat(call(child + "exists_version_1", put("63"), put("01"))).isZero();
  }

  @Test
  void hashesHaveTheirPublishedValues() {
    long abc = put(Bytes.utf8("abc"));
    assertThat(fixed(32, "hashing_sha2_256_version_1", abc).hex())
        .isEqualTo("0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(fixed(32, "hashing_keccak_256_version_1", abc).hex())
        .isEqualTo("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    assertThat(fixed(32, "hashing_blake2_256_version_1", abc).hex())
        .isEqualTo("0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    assertThat(fixed(16, "hashing_twox_128_version_1", put(Bytes.utf8("System"))).hex())
        .isEqualTo("0x26aa394eea5630e07c48ae0c9558cef7");
    assertThat(fixed(8, "hashing_twox_64_version_1", abc))
        .isEqualTo(fixed(32, "hashing_twox_256_version_1", abc).slice(0, 8));
    assertThat(fixed(16, "hashing_blake2_128_version_1", abc).size()).isEqualTo(16);
  }

  @Test
  void aProofIsVerifiedAgainstItsRoot() {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < 50; i++) {
      entries.put(Bytes.of((byte) i, (byte) 1), Bytes.wrap(new byte[40 + i]));
    }
    TrieUpdate built = TrieRoot.build(entries, StateVersion.V1, StatelessHost.BLAKE2);
    ProofRecorder recorder =
        new ProofRecorder(hash -> Optional.ofNullable(built.newNodes().get(hash)));
    Bytes value =
        new StateTrie(built.root(), recorder, StatelessHost.BLAKE2)
            .get(Bytes.fromHex("0701"))
            .orElseThrow();
    long root = pointer(built.root().bytes());
    long proof = put(StorageProof.CODEC.encodeToBytes(recorder.proof()));
    String name = "trie_blake2_256_verify_proof_version_2";
    assertThat(call(name, root, proof, put("0701"), put(value), 1)).isEqualTo(1);
    assertThat(call(name, root, proof, put("0701"), put("00"), 1)).isZero();
    assertThat(call(name, root, proof, put("2901"), put(value), 1)).isZero();
    Bytes list = new ScaleWriter().compact(2).bytes(value).bytes(Bytes.EMPTY).toBytes();
    assertThat(fixed(32, "trie_blake2_256_ordered_root_version_2", put(list), 1))
        .isEqualTo(
            TrieRoot.ordered(List.of(value, Bytes.EMPTY), StateVersion.V1, StatelessHost.BLAKE2)
                .bytes());
  }

  @Test
  void signaturesAreReallyChecked() {
    Bytes message = Bytes.utf8("message");
    Bytes signature = alice.sign(message.toArray());
    long key = pointer(alice.publicKey());
    assertThat(call("crypto_sr25519_verify_version_2", pointer(signature), put(message), key))
        .isEqualTo(1);
    assertThat(call("crypto_sr25519_verify_version_2", pointer(signature), put("00"), key))
        .isZero();
    call("crypto_start_batch_verify_version_1");
    call("crypto_sr25519_batch_verify_version_1", pointer(signature), put("00"), key);
    assertThat(call("crypto_finish_batch_verify_version_1")).isZero();
    assertThat(call("crypto_finish_batch_verify_version_1")).isEqualTo(1);
  }

  @Test
  void recoveryNamesTheKeyOrWhyThereIsNone() {
    EcdsaKeyPair pair = pair();
    byte[] hash = StatelessHost.BLAKE2.hash(new byte[] {1}).toArray();
    Bytes signature = pair.signPrehashed(hash);
    long hashed = call.pointer(hash);
    String name = "crypto_secp256k1_ecdsa_recover_";
    assertThat(answer(name + "compressed_version_2", pointer(signature), hashed))
        .isEqualTo(Bytes.concat(NONE, pair.publicKey()));
    assertThat(answer(name + "version_2", pointer(signature), hashed))
        .isEqualTo(Bytes.concat(NONE, pair.uncompressedPublicKey().slice(1)));
    byte[] badId = signature.toArray();
    badId[64] = 9;
    assertThat(answer(name + "version_2", call.pointer(badId), hashed))
        .isEqualTo(Bytes.fromHex("0101"));
    byte[] tooLarge = signature.toArray();
    java.util.Arrays.fill(tooLarge, 0, 32, (byte) -1);
    assertThat(answer(name + "version_2", call.pointer(tooLarge), hashed))
        .isEqualTo(Bytes.fromHex("0100"));
  }

  private static EcdsaKeyPair pair() {
    byte[] seed = new byte[32];
    seed[31] = 7;
    return EcdsaKeyPair.fromSeed(seed).orElseThrow();
  }

  @Test
  void keysComeFromTheKeystore() {
    long babe = pointer(Bytes.utf8("babe"));
    Bytes seed = new ScaleWriter().u8(1).string("//Alice").toBytes();
    assertThat(fixed(32, "crypto_sr25519_generate_version_1", babe, put(seed)))
        .isEqualTo(alice.publicKey());
    assertThat(answer("crypto_sr25519_public_keys_version_1", babe))
        .isEqualTo(Bytes.concat(Bytes.fromHex("04"), alice.publicKey()));
    assertThat(answer("crypto_sr25519_sign_version_1", babe, pointer(alice.publicKey()), put("01")))
        .satisfies(signed -> assertThat(signed.size()).isEqualTo(65));
    assertThat(
            answer(
                "crypto_sr25519_sign_version_1",
                babe,
                pointer(Bytes.wrap(new byte[32])),
                put("01")))
        .isEqualTo(NONE);
  }

  @Test
  void theOffchainIndexIsKeptAside() {
    call("offchain_index_set_version_1", put("01"), put("02"));
    call("offchain_index_clear_version_1", put("03"));
    assertThat(host.offchainIndex())
        .containsEntry(Bytes.fromHex("01"), Optional.of(Bytes.fromHex("02")))
        .containsEntry(Bytes.fromHex("03"), Optional.empty());
    assertThat(host.overlay().changes()).isEmpty();
  }

  @Test
  void whatATransactionPutIntoTheOffchainIndexGoesWithIt() {
    call("offchain_index_set_version_1", put("01"), put("02"));
    host.startTransaction();
    call("offchain_index_set_version_1", put("01"), put("03"));
    call("offchain_index_set_version_1", put("04"), put("05"));
    host.rollbackTransaction();

    assertThat(host.offchainIndex())
        .containsExactly(Map.entry(Bytes.fromHex("01"), Optional.of(Bytes.fromHex("02"))));
  }

  @Test
  void aBlockReadsNothingOfWhatTheNodeKeepsForItself() {
    assertThatThrownBy(() -> call("offchain_local_storage_get_version_1", 1, put("01")))
        .hasMessageContaining("expected a call that answers the node");
  }
}
