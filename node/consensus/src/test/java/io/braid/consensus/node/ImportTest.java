package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.authoring.Proposal;
import io.braid.consensus.authoring.ProposalLimits;
import io.braid.consensus.authoring.Proposer;
import io.braid.consensus.authoring.TransactionQueue;
import io.braid.consensus.babe.BabeRefusal;
import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.importing.HeaderCheck;
import io.braid.consensus.importing.ImportRefusal;
import io.braid.consensus.importing.ImportResult;
import io.braid.consensus.importing.IncomingBlock;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.primitives.U128;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.trie.TrieRoot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is alone is offered the blocks that another network made. */
class ImportTest {
  private final List<IncomingBlock> blocks = new ArrayList<>();
  private RelayNetwork source = new RelayNetwork(4, 29, 0, 2_000, 10);
  private Node node = source.nodes.getFirst();

  @BeforeEach
  void run() {
    source.world.run(Duration.ofSeconds(40));
    Chain chain = source.nodes.getFirst().chain();
    for (int i = 1; i <= chain.finalised().number(); i++) {
      Hash256 hash = chain.hashAt(i).orElseThrow();
      blocks.add(
          new IncomingBlock(
              chain.header(hash).orElseThrow(),
              chain.body(hash).orElseThrow(),
              chain.justifications(hash)));
    }
    // Same genesis, no links.
    source.world.link((a, b) -> false);
    node = source.add("alone", 40, new MemoryDatabase(), Role.FULL);
  }

  private BlockImporter importer() {
    return node.importer();
  }

  private IncomingBlock block(int number) {
    return blocks.get(number - 1);
  }

  private static IncomingBlock with(IncomingBlock block, Header header) {
    return new IncomingBlock(header, block.body(), List.of());
  }

  @Test
  void realBlocksAreImportedAndTheirJustificationsFinaliseThem() {
    for (IncomingBlock block : blocks) {
      assertThat(importer().offer(block)).isInstanceOf(ImportResult.Imported.class);
    }

    assertThat(node.chain().best().number()).isEqualTo(blocks.size());
    assertThat(node.chain().finalised().number()).isEqualTo(blocks.size());
    assertThat(importer().offer(block(3))).isInstanceOf(ImportResult.AlreadyKnown.class);
  }

  @Test
  void blocksWaitForTheirParents() {
    for (int i = 6; i > 1; i--) {
      assertThat(importer().offer(block(i))).isInstanceOf(ImportResult.ParentUnknown.class);
    }

    assertThat(importer().offer(block(1))).isInstanceOf(ImportResult.Imported.class);
    assertThat(node.chain().best().number()).isEqualTo(6);
  }

  @Test
  void aChangedHeaderBreaksItsSeal() {
    Header h = block(1).header();
    Header changed = new Header(h.parentHash(), 1, Hash256.ZERO, h.extrinsicsRoot(), h.digest());

    assertThat(importer().offer(with(block(1), changed)))
        .isInstanceOfSatisfying(
            ImportResult.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .isInstanceOfSatisfying(
                        ImportRefusal.Header.class,
                        header ->
                            assertThat(header.reason()).isInstanceOf(BabeRefusal.BadSeal.class)));
    assertThat(node.chain().best().number()).isZero();
  }

  @Test
  void aChangedBodyIsRefusedByTheRuntime() {
    List<Bytes> body = new ArrayList<>(block(1).body());
    body.add(Bytes.fromHex("0x040200"));

    assertThat(importer().offer(new IncomingBlock(block(1).header(), body, List.of())))
        .isInstanceOfSatisfying(
            ImportResult.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .isInstanceOfAny(ImportRefusal.Execution.class, ImportRefusal.Inherents.class));
    assertThat(importer().offer(new IncomingBlock(block(1).header(), List.of(), List.of())))
        .isInstanceOf(ImportResult.Refused.class);
    assertThat(importer().offer(block(1))).isInstanceOf(ImportResult.Imported.class);
  }

  /** Takes every header, so that only the block's execution decides. */
  private BlockImporter credulous() {
    return new BlockImporter(
        node.chain(),
        (sealed, now) -> new HeaderCheck.Accepted(sealed, 1, 1, new Batch()),
        List.of(),
        source.world);
  }

  private static TransactionQueue queue(Bytes transaction) {
    return new TransactionQueue() {
      @Override
      public Iterable<Bytes> ready() {
        return List.of(transaction);
      }

      @Override
      public void refused(Bytes extrinsic, TransactionValidityError reason) {
        throw new AssertionError("refused: " + reason);
      }

      @Override
      public void trapped(Bytes extrinsic, String reason) {
        throw new AssertionError(reason);
      }
    };
  }

  /** Block 1 with one transfer, as its author would build it. */
  private Block blockWithTransfer() {
    Chain chain = node.chain();
    Hash256 genesis = chain.genesis().hash();
    Bytes transfer =
        Extrinsics.sign(
            RelayNetwork.account(0),
            0,
            0,
            Extrinsics.transfer(RelayNetwork.account(1).publicKey(), U128.of(1_000_000_000_000L)),
            genesis,
            chain.runtimeVersion(genesis).orElseThrow().specVersion());
    long slot = 1_000_000;
    Bytes claim = BabePreDigestCodec.CODEC.encodeToBytes(new BabePreDigest.SecondaryPlain(0, slot));
    Proposal built =
        new Proposer(chain, queue(transfer), source.world)
            .propose(
                chain.best(),
                new Digest(List.of(new DigestItem.PreRuntime(Bytes.utf8("BABE"), claim))),
                InherentData.EMPTY.with("timstap0", Codecs.U64, slot * 2_000),
                ProposalLimits.until(source.world.instant().plusSeconds(60)),
                false);
    assertThat(built).isInstanceOf(Proposal.Built.class);
    return ((Proposal.Built) built).block();
  }

  private static Hash256 extrinsicsRoot(List<Bytes> body) {
    List<Bytes> sized = body.stream().map(x -> new ScaleWriter().bytes(x).toBytes()).toList();
    return TrieRoot.ordered(sized, StateVersion.V0, StatelessHost.BLAKE2);
  }

  @Test
  void aBlockWhoseOnlyFaultIsASignatureIsRefused() {
    Block block = blockWithTransfer();
    List<Bytes> body = new ArrayList<>(block.extrinsics());
    byte[] bent = body.getLast().toArray();
    bent[40 + 32] ^= 1; // in the signature's scalar
    body.set(body.size() - 1, Bytes.wrap(bent));
    Header h = block.header();
    assertThat(extrinsicsRoot(block.extrinsics())).isEqualTo(block.header().extrinsicsRoot());
    Hash256 root = extrinsicsRoot(body);
    Header changed = new Header(h.parentHash(), 1, h.stateRoot(), root, h.digest());

    assertThat(reason(credulous().offer(new IncomingBlock(changed, body, List.of()))))
        .isInstanceOf(ImportRefusal.Execution.class);
    assertThat(credulous().offer(new IncomingBlock(h, block.extrinsics(), List.of())))
        .isInstanceOf(ImportResult.Imported.class);
  }

  @Test
  void aMissingSealAndAWrongNumberAreRefused() {
    Header h = block(1).header();

    assertThat(reason(importer().offer(with(block(1), h.unsealed()))))
        .isInstanceOf(ImportRefusal.Header.class);
    Header numbered = new Header(h.parentHash(), 2, h.stateRoot(), h.extrinsicsRoot(), h.digest());
    assertThat(reason(importer().offer(with(block(1), numbered))))
        .isEqualTo(new ImportRefusal.WrongNumber(1, 2));
  }

  private static ImportRefusal reason(ImportResult result) {
    assertThat(result).isInstanceOf(ImportResult.Refused.class);
    return ((ImportResult.Refused) result).reason();
  }

  @Test
  void aForkBelowTheLastFinalBlockIsRefused() {
    blocks.forEach(importer()::offer);
    Header h = block(2).header();
    Header fork = new Header(h.parentHash(), 2, Hash256.ZERO, h.extrinsicsRoot(), h.digest());

    assertThat(reason(importer().offer(with(block(2), fork))))
        .isEqualTo(new ImportRefusal.ForkBelowFinalised(blocks.size()));
  }
}
