package io.braid.benchmarks;

import io.braid.chains.Blobs;
import io.braid.chains.ParachainGenesis;
import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.chains.template.TemplateRuntime;
import io.braid.chains.template.TemplateRuntimeEntryPoints;
import io.braid.consensus.aura.AuraEngine;
import io.braid.consensus.authoring.TransactionQueue;
import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.chain.NewBlock;
import io.braid.consensus.chain.StateAccess;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.importing.HeaderCheck;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.hash.Twox;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.pallets.session.KeysOf;
import io.braid.parachains.collation.CollationOutcome;
import io.braid.parachains.collation.Collator;
import io.braid.parachains.collation.Offers;
import io.braid.parachains.protocol.CollationFetching;
import io.braid.parachains.protocol.CollationFetching_RequestCodec;
import io.braid.parachains.protocol.CollationFetching_ResponseCodec;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.parachains.ValidationParams;
import io.braid.scale.ScaleWriter;
import io.braid.trie.TrieUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a validator gets to check: a block of the template parachain, made by the real collator. */
final class TemplateCandidate {
  private static final Bytes BEEFY = KeyPair.of(KeyScheme.ECDSA, "//Alice").publicKey();
  private static final int PARA = 2000;
  private static final long SLOT_MILLIS = 6_000;
  private static final long SLOT = 1_000_000;
  private static final Bytes RELAY_CODE = Blobs.of("relay");
  private static final Bytes TEMPLATE_CODE = Blobs.of("template");
  private static final KeyPair COLLATOR = KeyPair.of(KeyScheme.SR25519, "//Collator");

  private TemplateCandidate() {}

  static ValidationParams withTransfers(int count) {
    List<KeyPair> senders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      senders.add(KeyPair.of(KeyScheme.SR25519, "//Sender//" + i));
    }
    Chain parachain = parachain(senders);
    Chain relay = relay(parachain.header(parachain.genesis().hash()).orElseThrow());
    BlockRef relayParent = relayBlock(relay);
    MemoryKeystore keys = new MemoryKeystore(NonceEntropy.NONE).with("aura", COLLATOR);
    Offers offers = new Offers(PARA, new Alone(), relay, keys);
    Collator collator = collator(relay, parachain, new Transfers(parachain, senders), keys, offers);
    CollationOutcome outcome = collator.onBestRelayBlock(relayParent).getLast();
    if (!(outcome instanceof CollationOutcome.Offered offered)) {
      throw new IllegalStateException("no candidate was made: " + outcome);
    }
    CollationFetching.Request request =
        new CollationFetching.Request(relayParent.hash(), PARA, offered.candidate());
    CollationFetching.Response collation =
        CollationFetching_ResponseCodec.CODEC.decodeAll(
            offers
                .onRequest(CollationFetching_RequestCodec.CODEC.encodeToBytes(request))
                .orElseThrow());
    int included = parachain.body(offered.block().hash()).orElseThrow().size();
    if (included < count) {
      throw new IllegalStateException(
          "expected " + count + " transfers, found a body of " + included);
    }
    Header head = parachain.header(parachain.genesis().hash()).orElseThrow();
    return new ValidationParams(
        HeaderCodec.CODEC.encodeToBytes(head),
        collation.pov().blockData(),
        relayParent.number(),
        relay.header(relayParent.hash()).orElseThrow().stateRoot());
  }

  private static Chain parachain(List<KeyPair> senders) {
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    balances.put(COLLATOR.accountId(), TemplateRuntime.UNIT);
    senders.forEach(
        sender -> balances.put(sender.accountId(), TemplateRuntime.UNIT.multiply(1_000)));
    ParachainGenesis genesis =
        new ParachainGenesis(
            PARA, SLOT_MILLIS, List.of(COLLATOR.publicKey()), balances, Optional.empty());
    return open(
        TEMPLATE_CODE,
        TemplateRuntimeEntryPoints::new,
        host -> TemplateRuntime.writeGenesis(genesis, host, TEMPLATE_CODE));
  }

  private static Chain relay(Header head) {
    KeyPair alice = KeyPair.of(KeyScheme.SR25519, "//Alice");
    KeyPair bob = KeyPair.of(KeyScheme.SR25519, "//Bob");
    List<KeysOf<RelayKeys>> validators = new ArrayList<>();
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    for (KeyPair pair : List.of(alice, bob)) {
      Bytes key = pair.publicKey();
      validators.add(new KeysOf<>(pair.accountId(), new RelayKeys(key, key, key, key, key, BEEFY)));
      balances.put(pair.accountId(), RelayRuntime.UNIT);
    }
    RelayGenesis genesis =
        new RelayGenesis(
            SLOT_MILLIS,
            600,
            validators,
            balances,
            Optional.empty(),
            List.of(
                new RelayGenesis.Parachain(
                    PARA, HeaderCodec.CODEC.encodeToBytes(head), TEMPLATE_CODE)),
            List.of());
    return open(RELAY_CODE, RelayRuntimeEntryPoints::new, host -> genesis.write(host, RELAY_CODE));
  }

  private static Chain open(
      Bytes code, Function<Host, EntryPoints> entryPoints, Consumer<Host> genesis) {
    Hash256 codeHash = Hash256.of(Blake2b.hash256(code.unsafeArray()));
    Executor executor =
        new Executor(
            ExecutionStrategy.NATIVE,
            List.of(new NativeRuntime(codeHash, entryPoints)),
            new WasmRuntimes(1, LargeFunctions.INTERPRET));
    return Chain.open(new MemoryDatabase(), executor, Genesis.writtenBy(genesis));
  }

  /** Block 1 of the relay chain: block 0's state, but with a number and a slot. */
  private static BlockRef relayBlock(Chain relay) {
    BlockRef genesis = relay.genesis();
    if (!(relay.access(genesis.hash(), false) instanceof StateAccess.Ready(var state))) {
      throw new IllegalStateException("expected the relay chain's state");
    }
    Bytes slot = Bytes.concat(twox("Babe"), twox("CurrentSlot"));
    state.host().set(slot, new ScaleWriter(8).u64(SLOT).toBytes());
    Bytes number = Bytes.concat(twox("System"), twox("Number"));
    state.host().set(number, new ScaleWriter(4).u32(1).toBytes());
    TrieUpdate changes = state.changes();
    Header header = new Header(genesis.hash(), 1, changes.root(), Hash256.ZERO, Digest.EMPTY);
    return relay.insert(new NewBlock(header, List.of(), changes.newNodes(), 1, new Batch()));
  }

  private static Bytes twox(String text) {
    return Bytes.wrap(Twox.hash128(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Collator collator(
      Chain relay,
      Chain parachain,
      TransactionQueue transactions,
      MemoryKeystore keys,
      Offers offers) {
    AuraEngine aura = AuraEngine.of(parachain);
    InstantSource clock = InstantSource.system();
    BlockImporter importer =
        new BlockImporter(
            parachain,
            (sealed, now) -> new HeaderCheck.Accepted(sealed.unsealed(), 0, 0, new Batch()),
            List.of(),
            clock);
    return new Collator(
        PARA,
        SLOT_MILLIS,
        relay,
        parachain,
        aura,
        importer,
        transactions,
        keys,
        offers,
        new Alone(),
        clock,
        Duration.ofMinutes(1));
  }

  /** One transfer of every sender to the collator; one that cannot be applied is an error. */
  private record Transfers(Chain parachain, List<KeyPair> senders) implements TransactionQueue {
    @Override
    public Iterable<Bytes> ready() {
      return senders.stream().map(this::signed).toList();
    }

    /** {@code Balances.transfer_keep_alive}, version 4, immortal, the sender's first. */
    private Bytes signed(KeyPair sender) {
      Hash256 genesis = parachain.genesis().hash();
      int specVersion = parachain.runtimeVersion(genesis).orElseThrow().specVersion();
      Bytes call =
          new ScaleWriter()
              .u8(10)
              .u8(3)
              .u8(0)
              .raw(COLLATOR.publicKey())
              .compact(TemplateRuntime.UNIT)
              .toBytes();
      Bytes explicit = new ScaleWriter().u8(0).compact(0).compact(0).u8(0).toBytes();
      Bytes implicit =
          new ScaleWriter()
              .u32(specVersion)
              .u32(1)
              .raw(genesis.bytes())
              .raw(genesis.bytes())
              .u8(0)
              .toBytes();
      byte[] payload = Bytes.concat(call, explicit, implicit).toArray();
      return new ScaleWriter()
          .u8(0x84)
          .u8(0)
          .raw(sender.publicKey())
          .u8(1)
          .raw(sender.sign(payload, NonceEntropy.NONE))
          .raw(explicit)
          .raw(call)
          .toBytes();
    }

    @Override
    public void refused(Bytes extrinsic, TransactionValidityError reason) {
      throw new IllegalStateException("a transfer is refused: " + reason);
    }

    @Override
    public void trapped(Bytes extrinsic, String reason) {
      throw new IllegalStateException("a transfer trapped: " + reason);
    }
  }

  /** A network without peers. */
  private static final class Alone implements Network {
    @Override
    public PeerId self() {
      return new PeerId("alone");
    }

    @Override
    public Optional<PeerId> authority(Bytes discoveryKey) {
      return Optional.empty();
    }

    @Override
    public List<PeerId> peers() {
      return List.of();
    }

    @Override
    public void send(PeerId peer, Protocol protocol, Bytes message) {}

    @Override
    public void request(
        PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
      answer.accept(Optional.empty());
    }

    @Override
    public void report(PeerId peer, String reason) {}
  }
}
