package io.braid.parachains.approval;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Timers;
import io.braid.parachains.approval.AssignmentCriteria.LeavingCore;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.protocol.ApprovalMessage;
import io.braid.parachains.protocol.AssignmentCert;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.CandidateReceipt;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the approval of every block that may become final: takes others' assignments and
 * approvals, and passes them on; makes this node's own when its turn has come, as {@link OwnTurns}
 * does. Time is looked at with every tick as long as a block is not final.
 */
final class ApprovalVoting {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovalVoting.class);

  /** Others need this long to hear of an assignment before approvals count by it. */
  private static final long APPROVAL_DELAY_TICKS = 2;

  /** An assignment to a tranche that begins later than this is not taken yet. */
  private static final long FAR_TRANCHES = 20;

  /** A block so old may be final in a moment: nothing is done about it before the next tick. */
  private static final int OLD_TICKS = 120;

  private final Chain chain;
  private final Timers timers;
  private final Ticks ticks;
  private final ApprovalPeers peers;
  private final ApprovalObserver observer;
  private final BlockReader reader;
  private final ApprovalDistribution distribution;
  private final OwnTurns turns;
  private final EarlyMessages early = new EarlyMessages();

  /** Blocks above the last final one that include candidates. */
  private final Map<Hash256, IncludingBlock> blocks = new LinkedHashMap<>();

  /** Blocks above the last final one that include nothing. */
  private final Set<Hash256> empty = new HashSet<>();

  private final Map<Hash256, CandidateVotes> candidates = new LinkedHashMap<>();
  private boolean tickPlanned;

  ApprovalVoting(
      Chain chain,
      Keystore keys,
      Timers timers,
      InstantSource clock,
      long slotMillis,
      ApprovalPeers peers,
      BlockReader reader,
      CandidateCheck checks,
      ApprovalObserver observer) {
    this.chain = chain;
    this.timers = timers;
    this.peers = peers;
    this.observer = observer;
    this.reader = reader;
    ticks = new Ticks(clock, slotMillis);
    distribution = new ApprovalDistribution(peers);
    turns =
        new OwnTurns(
            keys,
            timers,
            ticks,
            checks,
            distribution,
            new Verdicts(chain.database()),
            observer,
            new OwnTurns.Blocks() {
              @Override
              public List<IncludingBlock> including(CandidateVotes candidate) {
                return blocksWith(candidate);
              }

              @Override
              public void progress(IncludingBlock block) {
                ApprovalVoting.this.progress(block);
              }
            });
  }

  /** Takes in the blocks that the chain holds above its last final one. */
  void catchUp() {
    List<BlockRef> known = new ArrayList<>();
    for (BlockRef leaf : chain.leaves()) {
      BlockRef at = leaf;
      while (at.number() > chain.finalised().number() && !known.contains(at)) {
        known.add(at);
        Hash256 parent = chain.header(at.hash()).orElseThrow().parentHash();
        at = new BlockRef(at.number() - 1, parent);
      }
    }
    known.sort(Comparator.comparingInt(BlockRef::number));
    known.forEach(block -> onImported(block, chain.header(block.hash()).orElseThrow()));
  }

  private List<IncludingBlock> blocksWith(CandidateVotes candidate) {
    return blocks.values().stream()
        .filter(block -> block.candidates().stream().anyMatch(each -> each.votes() == candidate))
        .toList();
  }

  // The chain

  /** A relay block was imported. */
  void onImported(BlockRef ref, Header header) {
    switch (reader.read(ref, header, this::votes)) {
      case BlockReader.Read.NothingIncluded nothing -> empty.add(ref.hash());
      case BlockReader.Read.Unreadable(String reason) ->
          LOG.warn("block {} cannot be approved here: {}", ref, reason);
      case BlockReader.Read.Includes(IncludingBlock block) -> {
        blocks.put(ref.hash(), block);
        for (IncludedCandidate each : block.candidates()) {
          observer.onIncluded(
              ref,
              block.parent(),
              block.facts().session(),
              each.votes().receipt(),
              each.leaving().group());
        }
        if (trancheNow(block) < OLD_TICKS) {
          progress(block);
        }
        early.take(ref.hash()).forEach(Runnable::run);
        planTick();
      }
    }
  }

  private CandidateVotes votes(CandidateReceipt receipt, int validators) {
    Hash256 hash = Candidates.hash(receipt);
    return candidates.computeIfAbsent(hash, key -> new CandidateVotes(hash, receipt, validators));
  }

  /** Relay blocks up to this one are final; others at their heights never will be. */
  void onFinalised(BlockRef finalised, List<BlockRef> discarded) {
    discarded.forEach(block -> empty.remove(block.hash()));
    discarded.forEach(block -> blocks.remove(block.hash()));
    blocks.values().removeIf(block -> block.ref().number() <= finalised.number());
    empty.removeIf(block -> !chain.inTree(block) || block.equals(finalised.hash()));
    Set<CandidateVotes> alive = new HashSet<>();
    blocks.values().forEach(block -> block.candidates().forEach(each -> alive.add(each.votes())));
    candidates.values().removeIf(each -> !alive.contains(each) && !each.checking);
    distribution.keepOnly(blocks.keySet());
  }

  /** Whether all candidates that a block above the last final one includes are approved. */
  boolean isApproved(Hash256 block) {
    IncludingBlock including = blocks.get(block);
    return including == null ? empty.contains(block) : including.isApproved();
  }

  /** Judges a candidate for a dispute; see {@link OwnTurns#judge}. */
  void judge(Hash256 block, CandidateReceipt receipt, int group, Consumer<Boolean> answer) {
    turns.judge(block, receipt, group, answer);
  }

  /** Blocks above the last final one that wait for approval. */
  int waitingBlocks() {
    return (int) blocks.values().stream().filter(block -> !block.isApproved()).count();
  }

  // Time

  private void planTick() {
    if (!tickPlanned && !blocks.isEmpty()) {
      tickPlanned = true;
      timers.after(
          ticks.untilNext(),
          () -> {
            tickPlanned = false;
            List.copyOf(blocks.values()).forEach(this::progress);
            planTick();
          });
    }
  }

  /** Looks how a block stands: whether more is approved, and whether it is this node's turn. */
  private void progress(IncludingBlock block) {
    boolean before = block.isApproved();
    turns.draw(block);
    for (IncludedCandidate each : block.candidates()) {
      RequiredTranches.Timing timing = timing(block);
      AssignmentTable table = each.assignments();
      Bits approvals = each.votes().approvals();
      RequiredTranches required = RequiredTranches.of(table, approvals, timing);
      each.approved |=
          required.areMet(table, approvals, ticks.now() - APPROVAL_DELAY_TICKS)
              || RequiredTranches.isNobodyLeft(table, approvals, timing, block.backers(each));
      if (turns.isDue(each, required, trancheNow(block))) {
        turns.trigger(block, each);
      }
    }
    turns.signDue(block);
    sendAgain(block);
    if (!before && block.isApproved()) {
      LOG.debug("block {} is approved", block.ref());
      observer.onApproved(block.ref().hash());
    }
  }

  /**
   * A block that is not final though everybody had time for it twice is told of again: it may be
   * approved here and not at those whom an approval did not reach.
   */
  private void sendAgain(IncludingBlock block) {
    long patience = 2 * Math.max(1, ticks.inSlots(block.facts().info().noShowSlots()));
    if (block.sentAt == 0) {
      block.sentAt = ticks.now();
    } else if (ticks.now() >= block.sentAt + patience) {
      block.sentAt = ticks.now();
      distribution.sendAgain(block.ref().hash());
    }
  }

  private RequiredTranches.Timing timing(IncludingBlock block) {
    return new RequiredTranches.Timing(
        ticks.ofSlot(block.facts().slot()),
        trancheNow(block),
        ticks.inSlots(block.facts().info().noShowSlots()),
        block.facts().info().neededApprovals());
  }

  private int trancheNow(IncludingBlock block) {
    long passed = ticks.now() - ticks.ofSlot(block.facts().slot());
    return (int) Math.clamp(passed, 0, Integer.MAX_VALUE);
  }

  // Others

  /** A message came. */
  void onMessage(PeerId peer, ApprovalMessage message) {
    switch (message) {
      case ApprovalMessage.Assignments(var assignments) ->
          assignments.forEach(each -> onAssignment(peer, each));
      case ApprovalMessage.Approvals(var approvals) ->
          approvals.forEach(each -> onApproval(peer, each));
    }
  }

  /** A peer has blocks that it did not have before. */
  void onKnows(PeerId peer) {
    distribution.onKnows(peer);
  }

  void onDisconnected(PeerId peer) {
    distribution.onDisconnected(peer);
  }

  /** The block, when it is alive and has candidates; what is about an unknown one waits. */
  private Optional<IncludingBlock> block(Hash256 hash, Runnable work) {
    IncludingBlock block = blocks.get(hash);
    if (block == null && !chain.isKnown(hash)) {
      early.add(hash, work);
    }
    return Optional.ofNullable(block);
  }

  private void onAssignment(PeerId peer, ApprovalMessage.Assignment message) {
    ApprovalMessage.IndirectCert cert = message.cert();
    block(cert.blockHash(), () -> onAssignment(peer, message))
        .filter(block -> !distribution.isKnown(peer, message))
        .ifPresent(block -> {
          if (!Bitfield.isProper(message.candidates(), block.candidates().size())) {
            peers.report(peer, "expected candidates of the block, found " + message.candidates());
            return;
          }
          acceptAssignment(peer, block, message);
        });
  }

  private void acceptAssignment(
      PeerId peer, IncludingBlock block, ApprovalMessage.Assignment message) {
    ApprovalMessage.IndirectCert cert = message.cert();
    List<IncludedCandidate> claimed = block.at(message.candidates());
    if (claimed.stream().allMatch(each -> each.assignments().isAssigned(cert.validator()))) {
      return;
    }
    List<LeavingCore> cores =
        claimed.stream()
            .map(IncludedCandidate::leaving)
            .sorted(Comparator.comparingInt(LeavingCore::core))
            .toList();
    switch (block.criteria().check(cores, cert.validator(), block.facts().story(), cert.cert())) {
      case CertCheck.Refused(String reason) -> peers.report(peer, reason);
      case CertCheck.Valid(int tranche) -> {
        if (tranche < trancheNow(block) + FAR_TRANCHES) {
          claimed.forEach(each -> each.assignments().add(tranche, cert.validator(), ticks.now()));
          distribution.spread(message);
          progress(block);
          early.take(cert.blockHash()).forEach(Runnable::run);
        }
      }
    }
  }

  private void onApproval(PeerId peer, ApprovalMessage.Approval message) {
    block(message.blockHash(), () -> onApproval(peer, message))
        .filter(block -> !distribution.isKnown(peer, message))
        .ifPresent(block -> {
          Bits places = message.candidateIndices();
          if (!Bitfield.isProper(places, block.candidates().size())
              || message.validator() < 0
              || message.validator() >= block.facts().info().validators().size()) {
            peers.report(peer, "expected candidates of the block and one of its validators");
            return;
          }
          acceptApproval(peer, block, message);
        });
  }

  private void acceptApproval(PeerId peer, IncludingBlock block, ApprovalMessage.Approval message) {
    int validator = message.validator();
    List<IncludedCandidate> approved = block.at(message.candidateIndices());
    if (!approved.stream().allMatch(each -> each.assignments().isAssigned(validator))) {
      early.add(message.blockHash(), () -> onApproval(peer, message));
      return;
    }
    List<Hash256> hashes = approved.stream().map(each -> each.votes().hash()).toList();
    Bytes key = block.facts().info().validators().get(validator);
    Bytes payload = Signing.approval(hashes, block.facts().session());
    if (!Signing.verify(chain.signatures(), message.signature(), payload, key)) {
      peers.report(peer, "expected an approval that validator " + validator + " signed");
      return;
    }
    approved.forEach(each -> each.votes().approve(validator));
    distribution.spread(message);
    approved.forEach(each -> blocksWith(each.votes()).forEach(this::progress));
  }

  /** The certificate's cores among the candidates that a block includes, as places. */
  static List<Integer> claimed(IncludingBlock block, int core, AssignmentCert cert) {
    return block.placesOf(
        cert.kind() instanceof AssignmentCert.Kind.RelayVrfModuloCompact(Bits bits)
            ? Bitfield.members(bits)
            : List.of(core));
  }
}
