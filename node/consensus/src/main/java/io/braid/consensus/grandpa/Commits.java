package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Justification;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Timers;
import io.braid.primitives.Bytes;
import io.braid.scale.Decoded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What makes a block final: the open rounds' precommits, or a commit or justification of others.
 * One commit waits for a block that is not here; a later one takes its place.
 */
final class Commits {
  private final Chain chain;
  private final VoterLink link;
  private final Timers timers;
  private final RandomGenerator random;
  private final Duration gossip;
  private final OpenRounds rounds;
  private final SetChanges sets;
  private final Finaliser finaliser;
  private final GrandpaListener listener;
  private Optional<GossipMessage.CommitGossip> waiting = Optional.empty();
  private int highestSeen;

  /**
   * @param random spreads own commits over {@code gossip}, the time that a message takes
   */
  Commits(
      Chain chain,
      VoterLink link,
      Timers timers,
      RandomGenerator random,
      Duration gossip,
      OpenRounds rounds,
      SetChanges sets,
      Finaliser finaliser,
      GrandpaListener listener) {
    this.chain = chain;
    this.link = link;
    this.timers = timers;
    this.random = random;
    this.gossip = gossip;
    this.rounds = rounds;
    this.sets = sets;
    this.finaliser = finaliser;
    this.listener = listener;
  }

  // Own

  /** Makes final what the open rounds' precommits suffice for. */
  void finaliseRounds() {
    long set = rounds.voters().id();
    for (Round round : rounds.all()) {
      Optional<BlockRef> block = round.state().finalised().filter(finaliser::canFinalise);
      if (block.isPresent() && set == rounds.voters().id()) {
        List<SignedVote> precommits = round.precommitsFor(block.get());
        finaliser.finalise(round.number(), block.get(), precommits);
        schedule(round.number(), block.get(), precommits);
        sets.afterFinality();
      }
    }
  }

  /** Sends a commit after a while, unless somebody else's made it superfluous. */
  private void schedule(long round, BlockRef block, List<SignedVote> precommits) {
    long set = rounds.voters().id();
    Commit commit = new Commit(block.hash(), block.number(), precommits);
    Duration delay = Duration.ofMillis(random.nextLong(gossip.toMillis() + 1));
    timers.after(
        delay,
        () -> {
          if (highestSeen < block.number()) {
            highestSeen = block.number();
            link.broadcast(new GossipMessage.CommitGossip(round, set, CompactCommit.of(commit)));
          }
        });
  }

  // Others'

  /**
   * A commit came from a peer.
   *
   * @param message its bytes
   */
  void onCommit(PeerId peer, GossipMessage.CommitGossip commit, Bytes message) {
    if (commit.setId() != rounds.voters().id() || !link.isNew(message)) {
      return;
    }
    int number = commit.message().targetNumber();
    if (number > chain.finalised().number()) {
      if (take(Optional.of(peer), commit)) {
        link.passOn(peer, message);
      }
    } else if (number > highestSeen
        && chain.hashAt(number).equals(Optional.of(commit.message().targetHash()))
        && isRight(commit)) {
      // What this voter was about to send itself.
      highestSeen = number;
      link.passOn(peer, message);
    }
  }

  /** Tries again the commit whose block was not here; one of an earlier set is dropped. */
  void retry() {
    Optional<GossipMessage.CommitGossip> commit = waiting;
    waiting = Optional.empty();
    commit.ifPresent(found -> take(Optional.empty(), found));
  }

  private boolean isRight(GossipMessage.CommitGossip commit) {
    return CommitCheck.verify(
            commit.message().expand(),
            commit.round(),
            rounds.voters(),
            finaliser::parent,
            chain.signatures())
        instanceof CommitCheck.Verdict.Valid;
  }

  /** Whether the commit was right, and its block is final now. */
  private boolean take(Optional<PeerId> peer, GossipMessage.CommitGossip gossiped) {
    Commit commit = gossiped.message().expand();
    BlockRef block = new BlockRef(commit.targetNumber(), commit.targetHash());
    if (gossiped.setId() != rounds.voters().id() || block.number() <= chain.finalised().number()) {
      return false;
    }
    boolean known =
        chain.isKnown(block.hash())
            && commit.precommits().stream().allMatch(p -> chain.isKnown(p.vote().targetHash()));
    if (!known) {
      waiting = Optional.of(gossiped);
      peer.ifPresent(from -> listener.onUnknownBlock(from, block));
      return false;
    }
    if (!isRight(gossiped)) {
      peer.ifPresent(from -> link.report(from, "expected a commit that finalises " + block));
      return false;
    }
    return finalise(gossiped.round(), block, commit.precommits());
  }

  private boolean finalise(long round, BlockRef block, List<SignedVote> precommits) {
    if (!finaliser.canFinalise(block) || block.number() > sets.limit(block.hash())) {
      return false;
    }
    highestSeen = Math.max(highestSeen, block.number());
    finaliser.finalise(round, block, precommits);
    sets.afterFinality();
    return true;
  }

  /** A justification came with a block; makes it final when that holds. */
  void offer(BlockRef block, Justification justification) {
    if (!justification.engine().equals(AuthorityChanges.ENGINE)
        || !(GrandpaJustificationCodec.CODEC.tryDecode(justification.data())
            instanceof Decoded.Value<GrandpaJustification>(GrandpaJustification proof))) {
      return;
    }
    Commit commit = proof.commit();
    BlockRef proven = new BlockRef(commit.targetNumber(), commit.targetHash());
    if (proven.equals(block)
        && finaliser.canFinalise(block)
        && CommitCheck.verify(
                proof, rounds.voters().id(), rounds.voters().authorities(), chain.signatures())
            instanceof CommitCheck.Verdict.Valid
        && block.number() <= sets.limit(block.hash())) {
      finaliser.finalise(block, proof);
      sets.afterFinality();
    }
  }
}
