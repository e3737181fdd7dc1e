package io.braid.consensus.importing;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.chain.NewBlock;
import io.braid.consensus.chain.PendingState;
import io.braid.consensus.chain.StateAccess;
import io.braid.executor.CallResult;
import io.braid.executor.host.DeferredChecks;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.BlockCodec;
import io.braid.runtime.api.CheckInherentsResult;
import io.braid.runtime.api.CheckInherentsResultCodec;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.InherentDataCodec;
import io.braid.scale.Decoded;
import io.braid.scale.ScaleWriter;
import io.braid.trie.TrieUpdate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Verifies, executes and stores blocks from outside, one at a time. Blocks that came before their
 * parents wait for them, at most {@link #WAITING_BLOCKS} at a time.
 */
public final class BlockImporter {
  public static final int WAITING_BLOCKS = 256;

  private final Chain chain;
  private final ConsensusEngine engine;
  private final List<InherentDataProvider> inherents;
  private final InstantSource clock;
  private final WaitingBlocks waiting = new WaitingBlocks(WAITING_BLOCKS);
  private JustificationImport finality = JustificationImport.NONE;
  private ImportObserver observer = ImportObserver.NONE;

  /**
   * @param inherents what blocks' inherents are checked against
   */
  public BlockImporter(
      Chain chain,
      ConsensusEngine engine,
      List<InherentDataProvider> inherents,
      InstantSource clock) {
    this.chain = chain;
    this.engine = engine;
    this.inherents = List.copyOf(inherents);
    this.clock = clock;
  }

  /** Sends justifications that come with blocks to {@code finality} from now on. */
  public void finalityBy(JustificationImport checked) {
    finality = checked;
  }

  /** Tells {@code listener} of every block that is offered from now on. */
  public void observedBy(ImportObserver listener) {
    observer = listener;
  }

  /** Imports a block, and then those that waited for it. The answer is about the first. */
  public ImportResult offer(IncomingBlock block) {
    ImportResult result = importOne(block);
    if (result instanceof ImportResult.Imported(BlockRef first, boolean best)) {
      Deque<Hash256> parents = new ArrayDeque<>(List.of(first.hash()));
      while (!parents.isEmpty()) {
        for (IncomingBlock child : waiting.takeChildren(parents.pop())) {
          if (importOne(child) instanceof ImportResult.Imported next) {
            parents.add(next.block().hash());
          }
        }
      }
      waiting.dropUpTo(chain.finalised().number());
    }
    return result;
  }

  private ImportResult importOne(IncomingBlock block) {
    observer.onBegun();
    ImportResult result = imported(block);
    observer.onEnded(result);
    return result;
  }

  private ImportResult imported(IncomingBlock block) {
    BlockRef ref = BlockRef.of(block.header());
    if (chain.isKnown(ref.hash())) {
      justify(ref, block.justifications());
      return new ImportResult.AlreadyKnown(ref);
    }
    Hash256 parent = block.header().parentHash();
    Optional<Header> above = chain.header(parent);
    if (above.isEmpty()) {
      waiting.add(block);
      return new ImportResult.ParentUnknown(ref, parent);
    }
    if (!chain.inTree(parent)) {
      return refused(ref, new ImportRefusal.ForkBelowFinalised(chain.finalised().number()));
    }
    if (above.get().number() + 1 != ref.number()) {
      return refused(ref, new ImportRefusal.WrongNumber(above.get().number() + 1, ref.number()));
    }
    return verify(ref, block, new BlockRef(above.get().number(), parent));
  }

  private static ImportResult refused(BlockRef block, ImportRefusal reason) {
    return new ImportResult.Refused(block, reason);
  }

  private ImportResult verify(BlockRef ref, IncomingBlock block, BlockRef parent) {
    Instant now = clock.instant();
    HeaderCheck check = engine.check(block.header(), now);
    observer.onChecked(check instanceof HeaderCheck.Accepted);
    return switch (check) {
      case HeaderCheck.Refused(HeaderRefusal reason) ->
          refused(ref, new ImportRefusal.Header(reason));
      case HeaderCheck.Accepted accepted -> {
        Block executed = new Block(accepted.unsealed(), block.body());
        yield switch (execution(executed, new InherentContext(parent, accepted.slot(), now))) {
          case Execution.Refused(ImportRefusal reason) -> refused(ref, reason);
          case Execution.Done(TrieUpdate changes, Batch beside) ->
              changes.root().equals(block.header().stateRoot())
                  ? store(ref, block, accepted, changes, beside)
                  : refused(
                      ref, new ImportRefusal.StateRoot(block.header().stateRoot(), changes.root()));
        };
      }
    };
  }

  /** What executing a block came to. */
  private sealed interface Execution {
    record Done(TrieUpdate changes, Batch beside) implements Execution {}

    record Refused(ImportRefusal reason) implements Execution {}
  }

  /** Executes the block while its signatures are checked; once more when one of them is wrong. */
  private Execution execution(Block block, InherentContext context) {
    DeferredChecks deferred = chain.deferredChecks();
    Execution outcome = execute(block, context, chain.access(context.parent().hash(), deferred));
    return deferred.allValid()
        ? outcome
        : execute(block, context, chain.access(context.parent().hash(), false));
  }

  private Execution execute(Block block, InherentContext context, StateAccess access) {
    return switch (access) {
      case StateAccess.Unavailable(String reason) ->
          new Execution.Refused(new ImportRefusal.StateUnavailable(reason));
      case StateAccess.Ready(PendingState state) -> execute(block, context, state);
    };
  }

  private Execution execute(Block block, InherentContext context, PendingState state) {
    Optional<String> mistake = inherentMistake(block, context, state);
    if (mistake.isPresent()) {
      return new Execution.Refused(new ImportRefusal.Inherents(mistake.get()));
    }
    return switch (state.call("Core_execute_block", BlockCodec.CODEC.encode(block))) {
      case CallResult.Trapped(String reason) ->
          new Execution.Refused(new ImportRefusal.Execution(reason));
      case CallResult.StateMissing(String reason) ->
          new Execution.Refused(new ImportRefusal.StateUnavailable(reason));
      case CallResult.Returned returned -> new Execution.Done(state.changes(), state.beside());
    };
  }

  private Optional<String> inherentMistake(
      Block block, InherentContext context, PendingState state) {
    if (inherents.isEmpty()) {
      return Optional.empty();
    }
    InherentData data = InherentDataProvider.collect(inherents, context);
    ScaleWriter arguments = new ScaleWriter(1 << 10);
    arguments.write(BlockCodec.CODEC, block).write(InherentDataCodec.CODEC, data);
    return switch (state.ask("BlockBuilder_check_inherents", arguments.toArray())) {
      case CallResult.Trapped(String reason) -> Optional.of(reason);
      case CallResult.StateMissing(String reason) -> Optional.of(reason);
      case CallResult.Returned(Bytes output) ->
          switch (CheckInherentsResultCodec.CODEC.tryDecode(output)) {
            case Decoded.Malformed<CheckInherentsResult>(String reason) -> Optional.of(reason);
            case Decoded.Value<CheckInherentsResult>(CheckInherentsResult answer) ->
                answer.okay() ? Optional.empty() : Optional.of(describe(answer));
          };
    };
  }

  private static String describe(CheckInherentsResult answer) {
    StringBuilder text = new StringBuilder("the runtime refuses inherents");
    answer
        .errors()
        .data()
        .forEach((id, error) -> text.append(' ').append(id.toUtf8()).append(": ").append(error));
    return text.toString();
  }

  private ImportResult store(
      BlockRef ref,
      IncomingBlock block,
      HeaderCheck.Accepted accepted,
      TrieUpdate changes,
      Batch beside) {
    chain.insert(
        new NewBlock(
            block.header(),
            block.body(),
            changes.newNodes(),
            accepted.weight(),
            accepted.extra().addAll(beside)));
    justify(ref, block.justifications());
    return new ImportResult.Imported(ref, chain.best().equals(ref));
  }

  private void justify(BlockRef ref, List<Justification> justifications) {
    for (Justification justification : justifications) {
      finality.offer(ref, justification);
    }
  }

  /**
   * Imports a block that this node built itself: the header is checked as any other's, the
   * execution is taken on trust.
   *
   * @param state what building it made of the parent's state
   * @param beside what building it put beside the state
   */
  public ImportResult offerOwn(Header sealed, List<Bytes> body, TrieUpdate state, Batch beside) {
    BlockRef ref = BlockRef.of(sealed);
    if (chain.isKnown(ref.hash())) {
      return new ImportResult.AlreadyKnown(ref);
    }
    if (!chain.inTree(sealed.parentHash())) {
      return refused(ref, new ImportRefusal.ForkBelowFinalised(chain.finalised().number()));
    }
    return switch (engine.check(sealed, clock.instant())) {
      case HeaderCheck.Refused(HeaderRefusal reason) ->
          refused(ref, new ImportRefusal.Header(reason));
      case HeaderCheck.Accepted accepted ->
          store(ref, new IncomingBlock(sealed, body, List.of()), accepted, state, beside);
    };
  }
}
