package io.braid.chains.relay;

import static io.braid.chains.relay.ValidatedChain.CODE;
import static io.braid.chains.relay.ValidatedChain.HEAD;
import static io.braid.chains.relay.ValidatedChain.PARA;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.hash.Blake2b;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.inclusion.ParaInclusion;
import io.braid.pallets.parachains.inclusion.PendingCandidate;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.OccupiedCoreAssumption;
import io.braid.runtime.api.parachains.PersistedValidationData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AsyncBackingTest {
  private static final Bytes ONE = Bytes.utf8("head 1");
  private static final Bytes TWO = Bytes.utf8("head 2");
  private static final Bytes THREE = Bytes.utf8("head 3");

  /** The empty message that separates signals from messages. */
  private static final Bytes SEPARATOR = Bytes.EMPTY;

  /** A chain with three cores. */
  private final ValidatedChain relay =
      new ValidatedChain(
          7,
          HostConfiguration.development(3),
          List.of(new RelayGenesis.Parachain(PARA, HEAD, CODE)),
          List.of(PARA, PARA));

  private RelayRuntime runtime() {
    return relay.runtime();
  }

  private BackedCandidate block(int core, Bytes parent, Bytes head) {
    return relay.backed(relay.candidate(PARA, core, parent, head, Optional.empty()));
  }

  private List<BackedCandidate> threeBlocks() {
    return List.of(block(0, HEAD, ONE), block(1, ONE, TWO), block(2, TWO, THREE));
  }

  private List<BackedCandidate> enter(BackedCandidate... candidates) {
    return relay.enter(List.of(), List.of(candidates), List.of()).backedCandidates();
  }

  private List<Bytes> pendingHeads() {
    return runtime().paraInclusion.pending(PARA).stream()
        .map(p -> p.commitments().headData())
        .toList();
  }

  @Test
  void aChainOnThreeCoresMakesThreeBlocksInOneRelayBlock() {
    List<BackedCandidate> blocks = threeBlocks();

    assertThat(relay.enter(List.of(), blocks, List.of()).backedCandidates()).isEqualTo(blocks);

    assertThat(pendingHeads()).containsExactly(ONE, TWO, THREE);
    assertThat(runtime().paraInclusion.pending(PARA))
        .extracting(PendingCandidate::core)
        .containsExactly(0, 1, 2);
    assertThat(runtime().parachainHost.candidatesPendingAvailability(PARA)).hasSize(3);
    assertThat(runtime().parachainHost.availabilityCores())
        .hasSize(3)
        .allMatch(CoreState.Occupied.class::isInstance);
    assertThat(runtime().parachainHost.onChainVotes().orElseThrow().backingValidatorsPerCandidate())
        .hasSize(3);
    relay.next();
    relay.enter(relay.available(0, 1, 2), List.of(), List.of());

    assertThat(runtime().paras.heads.find(PARA)).contains(THREE);
    assertThat(pendingHeads()).isEmpty();
    assertThat(relay.chain.events())
        .filteredOn(ParaInclusion.Event.CandidateIncluded.class::isInstance)
        .hasSize(3);
  }

  @Test
  void ofBlocksOutOfOrderOnlyThoseThatFollowEachOtherAreTaken() {
    assertThat(enter(block(1, ONE, TWO), block(0, HEAD, ONE), block(2, TWO, THREE)))
        .extracting(b -> b.candidate().commitments().headData())
        .containsExactly(ONE);
  }

  @Test
  void oneCoreTakesOneBlockAtATime() {
    assertThat(enter(block(0, HEAD, ONE), block(0, ONE, TWO))).hasSize(1);
    relay.next();

    assertThat(enter(block(0, ONE, TWO), block(1, ONE, TWO)))
        .extracting(b -> b.candidate().descriptor().coreIndex())
        .containsExactly(1);
    assertThat(pendingHeads()).containsExactly(ONE, TWO);
  }

  @Test
  void whatIsAvailableWaitsForWhatIsBeforeIt() {
    relay.enter(List.of(), threeBlocks(), List.of());
    relay.next();
    relay.enter(relay.available(0, 2), List.of(), List.of());
    assertThat(runtime().paras.heads.find(PARA)).contains(ONE);
    assertThat(pendingHeads()).containsExactly(TWO, THREE);
    relay.next();

    relay.enter(relay.available(1), List.of(), List.of());

    assertThat(runtime().paras.heads.find(PARA)).contains(THREE);
  }

  @Test
  void aBlockThatIsNotAvailableInTimeTakesThoseThatFollowWithIt() {
    enter(block(0, HEAD, ONE));
    relay.next();
    enter(block(1, ONE, TWO));
    relay.next();
    relay.next();
    relay.next();

    relay.enter(List.of(), List.of(), List.of());

    assertThat(pendingHeads()).isEmpty();
    assertThat(relay.chain.events())
        .filteredOn(ParaInclusion.Event.CandidateTimedOut.class::isInstance)
        .hasSize(2);
    assertThat(runtime().paras.heads.find(PARA)).contains(HEAD);
  }

  @Test
  void aDisputedBlockTakesThoseThatFollowWithIt() {
    List<BackedCandidate> blocks = threeBlocks();
    relay.enter(List.of(), blocks, List.of());
    Hash256 second = ValidatedChain.hashOf(blocks.get(1).candidate());

    runtime().paraInclusion.freeDisputed(second::equals);

    assertThat(pendingHeads()).containsExactly(ONE);
  }

  // Relay parents

  private CommittedCandidateReceipt on(Header relayParent, Bytes parent, Bytes head) {
    return relay.candidate(relayParent, PARA, 0, parent, head, Optional.empty(), List.of());
  }

  /** Development networks allow three blocks before the parent. */
  @Test
  void aBlockMayBuildOnAnOlderRelayParentButNotOnOneTooOld() {
    relay.next();
    Header tooOld = relay.parent();
    relay.next();
    Header oldest = relay.parent();
    relay.next();
    relay.next();
    relay.next();

    assertThat(enter(relay.backed(on(tooOld, HEAD, ONE)), relay.backed(on(oldest, HEAD, TWO))))
        .hasSize(1);
    assertThat(pendingHeads()).containsExactly(TWO);
    assertThat(runtime().paraInclusion.pending(PARA).getFirst().relayParentNumber())
        .isEqualTo(oldest.number());
  }

  @Test
  void aChainsRelayParentsDoNotGoBack() {
    relay.next();
    Header older = relay.parent();
    relay.next();
    CommittedCandidateReceipt newer = on(relay.parent(), HEAD, ONE);
    CommittedCandidateReceipt back =
        relay.candidate(older, PARA, 1, ONE, TWO, Optional.empty(), List.of());

    assertThat(enter(relay.backed(newer), relay.backed(back))).hasSize(1);
    assertThat(pendingHeads()).containsExactly(ONE);
  }

  @Test
  void relayParentsOfTheLastSessionAreForgotten() {
    relay.next();
    Header last = relay.parent();
    relay.after(ValidatedChain.EPOCH_SLOTS);
    relay.next();

    assertThat(runtime().parasShared.allowedRelayParents.get().find(last.parentHash())).isEmpty();
  }

  // Cores

  private BackedCandidate selecting(int core, Bytes... upward) {
    return relay.backed(
        relay.candidate(relay.parent(), PARA, core, HEAD, ONE, Optional.empty(), List.of(upward)));
  }

  @Test
  void aChainChoosesItsCoreByASignalThatIsNoMessage() {
    // SelectCore(4, 0): the fourth of three cores, counted from 0 round and round, is 1.
    Bytes select = Bytes.fromHex("0x000400");
    assertThat(enter(selecting(0, SEPARATOR, select))).isEmpty();
    relay.next();
    assertThat(enter(selecting(1, SEPARATOR, select))).hasSize(1);
    relay.next();

    relay.enter(relay.available(1), List.of(), List.of());

    assertThat(runtime().paras.heads.find(PARA)).contains(ONE);
    assertThat(relay.chain.events())
        .noneMatch(ParaInclusion.Event.UpwardMessagesReceived.class::isInstance);
  }

  @Test
  void signalsThatAreNoneOrComeTwiceAreRefused() {
    Bytes select = Bytes.fromHex("0x000000");

    assertThat(enter(selecting(0, SEPARATOR, Bytes.utf8("?")))).isEmpty();
    relay.next();
    assertThat(enter(selecting(0, SEPARATOR, select, select))).isEmpty();
    relay.next();
    // The claim queue is two long.
    assertThat(enter(selecting(0, SEPARATOR, Bytes.fromHex("0x000002")))).isEmpty();
    relay.next();
    // Whose collator it approves of is no business of the chain.
    assertThat(enter(selecting(0, SEPARATOR, select, Bytes.fromHex("0x010401")))).hasSize(1);
  }

  @Test
  void theAuthorMayWriteTheCoreBehindTheVotes() {
    BackedCandidate block = block(2, HEAD, ONE);

    assertThat(enter(withCore(block, 1))).isEmpty();
    relay.next();
    assertThat(enter(withCore(block(2, HEAD, ONE), 2))).hasSize(1);
  }

  private static BackedCandidate withCore(BackedCandidate block, int core) {
    Bits votes = block.validatorIndices();
    Bits all = Bits.zeros(votes.size() + 8);
    for (int i = 0; i < votes.size(); i++) {
      all = all.with(i, votes.get(i));
    }
    for (int i = 0; i < 8; i++) {
      all = all.with(votes.size() + i, (core >> i & 1) == 1);
    }
    return new BackedCandidate(block.candidate(), block.validityVotes(), all);
  }

  @Test
  void aDescriptorOfVersionOneNeedsAChainWithOneCoreAndGivesNoSignals() {
    assertThat(enter(relay.backed(firstVersion(relay, List.of()), 0, relay.group(0)))).isEmpty();
    ValidatedChain single = new ValidatedChain(7);

    assertThat(
            single
                .enter(
                    List.of(),
                    List.of(
                        single.backed(
                            firstVersion(single, List.of(SEPARATOR, Bytes.fromHex("0x000000"))),
                            0,
                            single.group(0))),
                    List.of())
                .backedCandidates())
        .isEmpty();
    single.next();
    assertThat(
            single
                .enter(
                    List.of(),
                    List.of(single.backed(firstVersion(single, List.of()), 0, single.group(0))),
                    List.of())
                .backedCandidates())
        .hasSize(1);
  }

  /** With a collator's key and signature where version 2 has core, session and zeros. */
  private static CommittedCandidateReceipt firstVersion(ValidatedChain chain, List<Bytes> upward) {
    CommittedCandidateReceipt candidate =
        chain.candidate(chain.parent(), PARA, 0, HEAD, ONE, Optional.empty(), upward);
    CandidateDescriptor d = candidate.descriptor();
    byte[] key = new byte[25];
    byte[] signature = new byte[64];
    java.util.Arrays.fill(key, (byte) 7);
    java.util.Arrays.fill(signature, (byte) 9);
    return new CommittedCandidateReceipt(
        new CandidateDescriptor(
            d.paraId(),
            d.relayParent(),
            77,
            7777,
            77777,
            Bytes.wrap(key),
            d.persistedValidationDataHash(),
            d.povHash(),
            d.erasureRoot(),
            Bytes.wrap(signature),
            d.paraHead(),
            d.validationCodeHash()),
        candidate.commitments());
  }

  // What nodes ask

  @Test
  void theClaimQueueHasTheChainOnAllItsCores() {
    List<Integer> turns = List.of(PARA, PARA);

    assertThat(runtime().parachainHost.claimQueue())
        .isEqualTo(Map.of(0, turns, 1, turns, 2, turns));
    assertThat(runtime().parachainHost.schedulingLookahead()).isEqualTo(2);
  }

  @Test
  void constraintsNameTheIncludedHeadAndTheStateWhatWaitsBehindIt() {
    relay.next();
    relay.next();
    enter(block(0, HEAD, ONE), block(1, ONE, TWO));

    BackingConstraints constraints = runtime().parachainHost.backingConstraints(PARA).orElseThrow();
    assertThat(constraints.requiredParent()).isEqualTo(HEAD);
    assertThat(constraints.validationCodeHash())
        .isEqualTo(Hash256.of(Blake2b.hash256(CODE.unsafeArray())));
    // Block 3, with three relay parents in store.
    assertThat(constraints.minRelayParentNumber()).isZero();
    assertThat(constraints.umpRemaining()).isEqualTo(8);
    assertThat(constraints.maxHeadDataSize()).isEqualTo(32 * 1024);
    var state = runtime().parachainHost.paraBackingState(PARA).orElseThrow();
    assertThat(state.constraints().requiredParent()).isEqualTo(HEAD);
    assertThat(state.pendingAvailability())
        .extracting(p -> p.commitments().headData())
        .containsExactly(ONE, TWO);
    assertThat(runtime().parachainHost.backingConstraints(7)).isEmpty();
  }

  @Test
  void aWatermarkMayStayOrMoveToTheRelayParentButNotBack() {
    runtime().hrmp.prune(PARA, 2);

    assertThat(
            java.util.stream.IntStream.rangeClosed(1, 6)
                .filter(block -> runtime().hrmp.acceptableWatermark(PARA, 5, block)))
        .containsExactly(2, 5);
    assertThat(
            runtime()
                .parachainHost
                .backingConstraints(PARA)
                .orElseThrow()
                .hrmpInbound()
                .validWatermarks())
        .containsExactly(2);
  }

  @Test
  void theNextBlockBuildsOnTheLastThatWaitsOrOnWhatIsIncluded() {
    enter(block(0, HEAD, ONE), block(1, ONE, TWO));

    assertThat(parentHead(OccupiedCoreAssumption.INCLUDED)).contains(TWO);
    assertThat(parentHead(OccupiedCoreAssumption.TIMED_OUT)).contains(HEAD);
    assertThat(parentHead(OccupiedCoreAssumption.FREE)).isEmpty();
  }

  private Optional<Bytes> parentHead(OccupiedCoreAssumption assumption) {
    return runtime()
        .parachainHost
        .persistedValidationData(PARA, assumption)
        .map(PersistedValidationData::parentHead);
  }
}
