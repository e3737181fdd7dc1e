package io.braid.parachains.relay;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainView;
import io.braid.executor.host.SignatureChecks;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.babe.Epoch;
import io.braid.runtime.api.babe.EpochCodec;
import io.braid.runtime.api.parachains.AsyncBackingParams;
import io.braid.runtime.api.parachains.AsyncBackingParamsCodec;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.BackingConstraintsCodec;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateCommitmentsCodec;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.CommittedCandidateReceiptCodec;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.CoreStateCodec;
import io.braid.runtime.api.parachains.GroupRotationInfo;
import io.braid.runtime.api.parachains.GroupRotationInfoCodec;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.runtime.api.parachains.InboundDownwardMessageCodec;
import io.braid.runtime.api.parachains.InboundHrmpMessage;
import io.braid.runtime.api.parachains.InboundHrmpMessageCodec;
import io.braid.runtime.api.parachains.OccupiedCore;
import io.braid.runtime.api.parachains.ScheduledCore;
import io.braid.runtime.api.parachains.SessionInfo;
import io.braid.runtime.api.parachains.SessionInfoCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks the relay chain's runtime about parachains. Answers are empty when the block is unknown or
 * its runtime does not answer; those of the last {@value #KEPT} blocks are kept.
 */
public final class RelayViews {
  private static final int KEPT = 64;
  private static final int KEPT_CODES = 4;
  private static final int KEPT_SESSIONS = 8;
  private static final int MAX_LIST = 1 << 16;

  /** {@code LEGACY_MIN_BACKING_VOTES} of Polkadot's primitives. */
  private static final int LEGACY_MINIMUM_BACKING_VOTES = 2;

  private static final String API = "ParachainHost_";
  private static final byte[] NOTHING = {};

  private static final Codec<List<Bytes>> VALIDATORS = Codecs.list(Codecs.fixedBytes(32), MAX_LIST);
  private static final Codec<Map.Entry<List<List<Integer>>, GroupRotationInfo>> GROUPS =
      Codecs.pair(
          Codecs.list(Codecs.list(Codecs.U32, MAX_LIST), MAX_LIST), GroupRotationInfoCodec.CODEC);
  private static final Codec<List<CoreState>> CORES = Codecs.list(CoreStateCodec.CODEC, MAX_LIST);
  private static final Codec<Optional<SessionInfo>> SESSION_INFO =
      Codecs.option(SessionInfoCodec.CODEC);
  private static final Codec<Optional<Bytes>> CODE = Codecs.option(Codecs.bytes(1 << 26));
  private static final Codec<SortedMap<Integer, List<Integer>>> CLAIM_QUEUE =
      Codecs.sortedMap(Codecs.U32, Codecs.list(Codecs.U32, MAX_LIST), MAX_LIST);
  private static final Codec<Optional<BackingConstraints>> CONSTRAINTS =
      Codecs.option(BackingConstraintsCodec.CODEC);
  private static final Codec<List<CommittedCandidateReceipt>> PENDING =
      Codecs.list(CommittedCandidateReceiptCodec.CODEC, MAX_LIST);
  private static final Codec<List<InboundDownwardMessage>> DOWNWARD =
      Codecs.list(InboundDownwardMessageCodec.CODEC, MAX_LIST);
  private static final Codec<SortedMap<Integer, List<InboundHrmpMessage>>> HORIZONTAL =
      Codecs.sortedMap(Codecs.U32, Codecs.list(InboundHrmpMessageCodec.CODEC, MAX_LIST), MAX_LIST);

  private final ChainView chain;
  private final Map<Hash256, RelayView> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, RelayView> eldest) {
          return size() > KEPT;
        }
      };

  private final Map<Integer, SessionInfo> keptSessions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, SessionInfo> eldest) {
          return size() > KEPT_SESSIONS;
        }
      };

  private final Map<Hash256, Bytes> keptCodes =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, Bytes> eldest) {
          return size() > KEPT_CODES;
        }
      };

  public RelayViews(ChainView chain) {
    this.chain = chain;
  }

  /** A call of the relay chain's runtime. */
  public record Question(String entryPoint, Bytes arguments) {}

  /**
   * What a node of a parachain asks at each relay block. Whoever stands in for the relay chain's
   * own node must know the answers.
   */
  public static List<Question> questions(int paraId) {
    byte[] id = para(paraId);
    return List.of(
        question("session_index_for_child", NOTHING),
        question("validators", NOTHING),
        question("validator_groups", NOTHING),
        question("availability_cores", NOTHING),
        question("claim_queue", NOTHING),
        question("minimum_backing_votes", NOTHING),
        question("async_backing_params", NOTHING),
        question("backing_constraints", id),
        question("candidates_pending_availability", id),
        question("dmq_contents", id),
        question("inbound_hrmp_channels_contents", id));
  }

  private static Question question(String function, byte[] arguments) {
    return new Question(API + function, Bytes.wrap(arguments));
  }

  public Optional<RelayView> at(Hash256 block) {
    RelayView known = kept.get(block);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<RelayView> asked = ask(block);
    asked.ifPresent(view -> kept.put(block, view));
    return asked;
  }

  private Optional<RelayView> ask(Hash256 block) {
    Optional<Header> header = chain.header(block);
    Optional<Integer> session = query(block, "session_index_for_child", NOTHING, Codecs.U32);
    Optional<List<Bytes>> validators = query(block, "validators", NOTHING, VALIDATORS);
    var groups = query(block, "validator_groups", NOTHING, GROUPS);
    Optional<List<CoreState>> cores = query(block, "availability_cores", NOTHING, CORES);
    // Before version 11 of the API a core's next parachain is all that is known.
    SortedMap<Integer, List<Integer>> claimQueue =
        query(block, "claim_queue", NOTHING, CLAIM_QUEUE)
            .orElseGet(() -> scheduled(cores.orElse(List.of())));
    // Runtimes from before version 6 and 7 of the API have neither of these.
    int votes =
        query(block, "minimum_backing_votes", NOTHING, Codecs.U32)
            .orElse(LEGACY_MINIMUM_BACKING_VOTES);
    int ancestry =
        query(block, "async_backing_params", NOTHING, AsyncBackingParamsCodec.CODEC)
            .map(AsyncBackingParams::allowedAncestryLen)
            .orElse(0);
    if (header.isEmpty()
        || session.isEmpty()
        || validators.isEmpty()
        || groups.isEmpty()
        || cores.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RelayView(
            new BlockRef(header.get().number(), block),
            header.get().parentHash(),
            header.get().stateRoot(),
            session.get(),
            validators.get(),
            groups.get().getKey(),
            groups.get().getValue(),
            cores.get(),
            claimQueue,
            votes,
            ancestry));
  }

  private static SortedMap<Integer, List<Integer>> scheduled(List<CoreState> cores) {
    TreeMap<Integer, List<Integer>> next = new TreeMap<>();
    for (int core = 0; core < cores.size(); core++) {
      Optional<ScheduledCore> turn =
          switch (cores.get(core)) {
            case CoreState.Free free -> Optional.empty();
            case CoreState.Scheduled(ScheduledCore scheduled) -> Optional.of(scheduled);
            case CoreState.Occupied(OccupiedCore occupied) -> occupied.nextUpOnAvailable();
          };
      if (turn.isPresent()) {
        next.put(core, List.of(turn.get().paraId()));
      }
    }
    return next;
  }

  /** The keys under which the validators of the view's session are found; none when unknown. */
  public List<Bytes> discoveryKeys(RelayView view) {
    return session(view.block().hash(), view.session())
        .map(SessionInfo::discoveryKeys)
        .orElse(List.of());
  }

  /** The randomness of the BABE epoch that a view's session is; nothing when it is not known. */
  public Optional<Bytes> randomness(RelayView view) {
    return chain
        .query(view.block().hash(), "BabeApi_current_epoch", NOTHING, EpochCodec.CODEC)
        .map(Epoch::randomness);
  }

  /**
   * A session, as {@code block} knows it.
   *
   * @param index the block's own session, its children's, or one of those shortly before
   */
  public Optional<SessionInfo> session(Hash256 block, int index) {
    SessionInfo known = keptSessions.get(index);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<SessionInfo> asked =
        query(block, "session_info", new ScaleWriter(4).u32(index).toArray(), SESSION_INFO)
            .flatMap(info -> info);
    asked.ifPresent(info -> keptSessions.put(index, info));
    return asked;
  }

  /** How what comes from others is checked. */
  public SignatureChecks signatures() {
    return chain.signatures();
  }

  private <T> Optional<T> query(Hash256 block, String function, byte[] arguments, Codec<T> codec) {
    return chain.query(block, API + function, arguments, codec);
  }

  private static byte[] para(int paraId) {
    return new ScaleWriter(4).u32(paraId).toArray();
  }

  /** What is asked of the candidate that comes after the included one. */
  public Optional<BackingConstraints> constraints(Hash256 block, int paraId) {
    return query(block, "backing_constraints", para(paraId), CONSTRAINTS)
        .flatMap(constraints -> constraints);
  }

  /** The candidates that wait for availability, in the order of their blocks. */
  public List<CommittedCandidateReceipt> pending(Hash256 block, int paraId) {
    return query(block, "candidates_pending_availability", para(paraId), PENDING).orElse(List.of());
  }

  /** A relay block that candidates may have been made on; nothing when it is not here. */
  public Optional<RelayParent> relayParent(Hash256 block) {
    return chain
        .header(block)
        .map(header -> new RelayParent(block, header.number(), header.stateRoot()));
  }

  /** The code itself; megabytes, so the last few are kept. */
  public Optional<Bytes> code(Hash256 block, Hash256 codeHash) {
    Bytes known = keptCodes.get(codeHash);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Bytes> asked =
        query(block, "validation_code_by_hash", codeHash.unsafeArray(), CODE).flatMap(code -> code);
    asked.ifPresent(code -> keptCodes.put(codeHash, code));
    return asked;
  }

  /**
   * Whether the relay chain would take these commitments, as far as its limits go; empty when the
   * block's state is not here any more.
   */
  public Optional<Boolean> accepts(Hash256 block, int paraId, CandidateCommitments commitments) {
    byte[] arguments =
        new ScaleWriter(1 << 10)
            .u32(paraId)
            .write(CandidateCommitmentsCodec.CODEC, commitments)
            .toArray();
    return query(block, "check_validation_outputs", arguments, Codecs.BOOL);
  }

  /** The messages that the relay chain holds for a parachain. */
  public Optional<List<InboundDownwardMessage>> downward(Hash256 block, int paraId) {
    return query(block, "dmq_contents", para(paraId), DOWNWARD);
  }

  /** The messages that other parachains sent, by sender. */
  public Optional<SortedMap<Integer, List<InboundHrmpMessage>>> horizontal(
      Hash256 block, int paraId) {
    return query(block, "inbound_hrmp_channels_contents", para(paraId), HORIZONTAL);
  }
}
