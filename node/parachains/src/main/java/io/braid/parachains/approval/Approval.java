package io.braid.parachains.approval;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.grandpa.FinalityTarget;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Timers;
import io.braid.parachains.availability.DataRecovery;
import io.braid.parachains.protocol.ApprovalMessage;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.CandidateReceipt;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Approval as the rest of a node sees it: events go in, and out comes what GRANDPA may vote for.
 */
public final class Approval {
  private final ApprovalVoting voting;
  private final Chain chain;

  /**
   * What approval needs of the world.
   *
   * @param slotMillis of the relay chain
   */
  public record Ports(Keystore keys, Timers timers, InstantSource clock, long slotMillis) {}

  public Approval(
      Chain chain,
      RelayViews views,
      Ports ports,
      ApprovalPeers peers,
      DataRecovery recovery,
      PvfWorkers workers,
      ApprovalObserver observer) {
    this.chain = chain;
    voting =
        new ApprovalVoting(
            chain,
            ports.keys(),
            ports.timers(),
            ports.clock(),
            ports.slotMillis(),
            peers,
            new BlockReader(chain, views),
            new CandidateCheck(views, recovery, workers),
            observer);
  }

  /**
   * What the voter is held back by.
   *
   * @param others what else must hold of a block
   */
  public FinalityTarget target(Predicate<Hash256> others) {
    return new ApprovedAncestor(chain, block -> voting.isApproved(block) && others.test(block));
  }

  /** Begins: takes in the blocks that the chain holds above its last final one. */
  public void start() {
    voting.catchUp();
  }

  /**
   * Says whether a candidate is valid, always the same of one candidate.
   *
   * @param block whose state has the candidate's code and its session's validators
   * @param group that backed the candidate
   * @param answer gets the verdict, perhaps from within this call; never when this machine cannot
   *     tell
   */
  public void judge(
      Hash256 block, CandidateReceipt candidate, int group, Consumer<Boolean> answer) {
    voting.judge(block, candidate, group, answer);
  }

  /** Whether everything that a block above the last final one includes is approved. */
  public boolean isApproved(Hash256 block) {
    return voting.isApproved(block);
  }

  /** Blocks above the last final one that wait for approval. */
  public int waitingBlocks() {
    return voting.waitingBlocks();
  }

  /** A relay block was imported. */
  public void onImported(BlockRef block, Header header) {
    voting.onImported(block, header);
  }

  /** Relay blocks became final. */
  public void onFinalised(BlockRef last, List<BlockRef> discarded) {
    voting.onFinalised(last, discarded);
  }

  /** A message came. */
  public void onMessage(PeerId peer, ApprovalMessage message) {
    voting.onMessage(peer, message);
  }

  /** A peer has blocks that it did not have before. */
  public void onKnows(PeerId peer) {
    voting.onKnows(peer);
  }

  public void onDisconnected(PeerId peer) {
    voting.onDisconnected(peer);
  }
}
