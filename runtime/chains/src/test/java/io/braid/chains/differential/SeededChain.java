package io.braid.chains.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.differential.TwoBuilds.Pair;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.frame.Call;
import io.braid.frame.MultiAddress;
import io.braid.frame.executive.Executive;
import io.braid.frame.executive.Extrinsic;
import io.braid.frame.executive.MultiSignature;
import io.braid.frame.extension.CheckMetadataHash;
import io.braid.frame.extension.Era;
import io.braid.frame.extension.TransactionRefused;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.primitives.U128;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.BlockCodec;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.InherentDataCodec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.ScaleWriter;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A chain that is built block by block from a seed, in both builds at once. */
abstract class SeededChain {
  static final U128 UNIT = U128.of(1_000_000_000_000L);

  /** Time of block 0 in slots. */
  private static final long FIRST_SLOT = 1_000_000;

  /** A call into Wasm costs far more than its work: so most blocks are only executed there. */
  private static final int SIDE_BY_SIDE = 4;

  final List<KeyPair> keys =
      List.of("Alice", "Bob", "Charlie", "Dave", "Eve").stream()
          .map(name -> KeyPair.of(KeyScheme.SR25519, "//" + name))
          .toList();
  final RandomGenerator random;

  private final TwoBuilds builds;
  private final int[] nonces = new int[keys.size()];
  private final Map<Hash256, Bytes> nodes = new HashMap<>();
  private StateTrie state;
  private Header parent;
  private long slot = FIRST_SLOT;
  private int number;
  private int included;

  /** Writes the state of block 0. Gets a chain of which only the keys are there yet. */
  interface Start {
    void write(SeededChain chain, Host host);
  }

  SeededChain(TwoBuilds builds, long seed, Start start) {
    this.builds = builds;
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    StateHost genesis = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    start.write(this, genesis);
    state = kept(genesis);
    parent = new Header(Hash256.ZERO, 0, state.root(), Hash256.ZERO, new Digest(List.of()));
  }

  abstract Executive executive(Host host);

  /** What the author of a slot claims. */
  abstract List<DigestItem> claims(long slot);

  /** How many slots after the last block the next one comes. */
  int advance() {
    return 1 + random.nextInt(3);
  }

  /**
   * What the author of the block says in inherents; every slot is a second long.
   *
   * @param onto the header of the block before
   */
  InherentData inherents(long slot, Header onto) {
    return InherentData.EMPTY.with("timstap0", Codecs.U64, slot * 1_000);
  }

  /**
   * Some call.
   *
   * @param depth how deep calls may carry others
   */
  abstract Call call(int depth);

  TreeMap<AccountId, U128> endowments() {
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    keys.forEach(key -> balances.put(key.accountId(), UNIT.multiply(1_000)));
    return balances;
  }

  private StateTrie kept(StateHost host) {
    TrieUpdate update = host.overlay().update(StateVersion.V1);
    nodes.putAll(update.newNodes());
    return new StateTrie(update.root(), NodeSource.EMPTY.over(nodes), StatelessHost.BLAKE2);
  }

  final StateTrie state() {
    return state;
  }

  final int included() {
    return included;
  }

  final byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  final AccountId someone() {
    return random.nextInt(4) == 0
        ? AccountId.of(randomBytes(32))
        : keys.get(random.nextInt(keys.size())).accountId();
  }

  final U128 someAmount() {
    return UNIT.multiply(random.nextInt(400)).divide(1 + random.nextInt(50));
  }

  /** A step of building a block, in Wasm only in every {@value #SIDE_BY_SIDE}th block. */
  private Bytes made(Pair building, String entryPoint, byte[] arguments) {
    return number % SIDE_BY_SIDE == 0
        ? builds.returned(building, entryPoint, arguments)
        : builds.returnedNatively(building.onNative(), entryPoint, arguments);
  }

  /** Builds a block, then has both builds execute it from scratch. */
  final void grow() {
    number++;
    slot += advance();
    Pair building = Pair.over(state);
    Header opening =
        new Header(hash(parent), number, Hash256.ZERO, Hash256.ZERO, new Digest(claims(slot)));
    made(building, "Core_initialize_block", HeaderCodec.CODEC.encode(opening));
    List<Bytes> body = applyInherents(building, inherents(slot, parent));
    for (int i = random.nextInt(6); i > 0; i--) {
      int signer = random.nextInt(keys.size());
      Bytes extrinsic = sign(signer, call(2), random.nextInt(10) == 0 ? 7 : 0);
      if (apply(building, extrinsic)) {
        nonces[signer]++;
        body.add(extrinsic);
        included++;
      }
    }
    Header header =
        HeaderCodec.CODEC.decodeAll(made(building, "BlockBuilder_finalize_block", new byte[0]));
    Pair again = Pair.over(state);
    builds.returned(again, "Core_execute_block", BlockCodec.CODEC.encode(new Block(header, body)));
    state = kept(again.onNative());
    assertThat(state.root()).isEqualTo(header.stateRoot());
    parent = header;
  }

  private static Hash256 hash(Header header) {
    return Hash256.of(Blake2b.hash256(HeaderCodec.CODEC.encode(header)));
  }

  private List<Bytes> applyInherents(Pair building, InherentData data) {
    Bytes encoded =
        made(building, "BlockBuilder_inherent_extrinsics", InherentDataCodec.CODEC.encode(data));
    List<Bytes> body = new ArrayList<>();
    for (Bytes inherent : Codecs.list(Codecs.bytes(Integer.MAX_VALUE), 16).decodeAll(encoded)) {
      assertThat(apply(building, inherent)).as("the inherent " + inherent).isTrue();
      body.add(inherent);
    }
    return body;
  }

  private boolean apply(Pair building, Bytes extrinsic) {
    building.startTransaction();
    Bytes result =
        made(
            building, "BlockBuilder_apply_extrinsic", new ScaleWriter().bytes(extrinsic).toArray());
    boolean valid = result.get(0) == 0;
    building.endTransaction(valid);
    return valid;
  }

  private Bytes sign(int signer, Call call, int nonceOffset) {
    List<Object> explicit = new ArrayList<>();
    explicit.add(Unit.UNIT);
    explicit.add(Unit.UNIT);
    explicit.add(Unit.UNIT);
    explicit.add(Unit.UNIT);
    explicit.add(Era.IMMORTAL);
    explicit.add(nonces[signer] + nonceOffset);
    explicit.add(Unit.UNIT);
    explicit.add(U128.of(random.nextInt(1_000)));
    explicit.add(CheckMetadataHash.Mode.DISABLED);
    try {
      StateHost host = StateHost.over(state);
      Executive executive = executive(host);
      Bytes payload = executive.extrinsics().signingPayload(host, call, explicit);
      Bytes signature = keys.get(signer).sign(payload.unsafeArray(), NonceEntropy.NONE);
      return executive
          .extrinsics()
          .encode(
              new Extrinsic.Signed(
                  MultiAddress.of(keys.get(signer).accountId()),
                  new MultiSignature.Sr25519(signature),
                  explicit,
                  call));
    } catch (TransactionRefused refused) {
      throw new AssertionError(refused);
    }
  }
}
