package io.braid.parachains.prospective;

import static io.braid.parachains.prospective.Fragments.candidate;
import static io.braid.parachains.prospective.Fragments.limits;
import static io.braid.parachains.prospective.Fragments.relay;
import static io.braid.parachains.prospective.Fragments.relays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayParent;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateCommitments;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The scenarios of the tests of {@code fragment_chain} in the Polkadot SDK, on the same rules. */
class FragmentChainTest {
  private static final RelayParent R2 = relay(2);
  private static final RelayParent R3 = relay(3);
  private static final RelayParent R4 = relay(4);

  private static final Prospect A = candidate(R3, "genesis", "a");
  private static final Prospect B = candidate(R3, "a", "b");
  private static final Prospect C = candidate(R4, "b", "c");

  private static Scope scope(int maxBackable, Scope.Pending... pending) {
    return new Scope(relays(4, 2), List.of(pending), limits(2, "genesis"), maxBackable);
  }

  private static FragmentChain chain() {
    return new FragmentChain(scope(3));
  }

  private static FragmentChain with(FragmentChain chain, Prospect... candidates) {
    for (Prospect each : candidates) {
      assertThat(chain.add(each)).isEmpty();
    }
    return chain;
  }

  private static FragmentChain backed(FragmentChain chain, Prospect... candidates) {
    for (Prospect each : candidates) {
      with(chain, each);
      chain.noteBacked(each.hash());
    }
    return chain;
  }

  private static Scope.Pending pending(Prospect candidate, RelayParent relayParent) {
    return new Scope.Pending(candidate, relayParent);
  }

  @Test
  void relayParentsOlderThanTheRuntimePermitsAreOutOfScope() {
    Scope scope = new Scope(relays(9, 3), List.of(), limits(7, "genesis"), 1);

    assertThat(scope.relayParents()).extracting(RelayParent::number).containsExactly(9, 8, 7);
    assertThat(scope.earliest()).isEqualTo(relay(7));
    assertThat(scope.relayParent(relay(6).hash())).isEmpty();
  }

  @Test
  void aScopeHasNoGaps() {
    assertThatThrownBy(
            () -> new Scope(List.of(relay(9), relay(7)), List.of(), limits(1, "genesis"), 1))
        .hasMessageContaining("gaps");
  }

  @Test
  void aSecondedCandidateWaitsBesideTheChainUntilItIsBacked() {
    FragmentChain chain = with(chain(), A);

    assertThat(chain.chain()).isEmpty();
    assertThat(chain.unconnected()).containsExactly(A.hash());

    chain.noteBacked(A.hash());

    assertThat(chain.chain()).containsExactly(A.hash());
    assertThat(chain.unconnected()).isEmpty();
  }

  @Test
  void aCandidateWhoseParentIsNotHereJoinsWhenItComes() {
    FragmentChain chain = backed(chain(), C, B);
    assertThat(chain.chain()).isEmpty();

    backed(chain, A);

    assertThat(chain.chain()).containsExactly(A.hash(), B.hash(), C.hash());
  }

  @Test
  void aCandidateIsTakenInOnce() {
    FragmentChain chain = with(chain(), A);

    assertThat(chain.add(A)).containsInstanceOf(ProspectRefusal.AlreadyKnown.class);
  }

  @Test
  void aRelayParentThatIsTooOldOrOnAnotherForkIsRefused() {
    assertThat(chain().add(candidate(relay(1), "genesis", "x")))
        .contains(new ProspectRefusal.RelayParentOutOfScope(relay(1).hash()));
    assertThat(chain().add(candidate(relay(5), "genesis", "x")))
        .contains(new ProspectRefusal.RelayParentOutOfScope(relay(5).hash()));
  }

  @Test
  void theRelayParentOfAChildMayNotBeBeforeItsParents() {
    FragmentChain chain = backed(chain(), A);

    assertThat(chain.add(candidate(R2, "a", "b")))
        .contains(new ProspectRefusal.RelayParentMovesBack(3, 2));
  }

  @Test
  void whatStandsOnAnOlderRelayParentThanItsParentNeverJoins() {
    Prospect early = candidate(R2, "a", "b");
    FragmentChain chain = with(chain(), early);
    chain.noteBacked(early.hash());

    backed(chain, A);

    assertThat(chain.chain()).containsExactly(A.hash());
    assertThat(chain.contains(early.hash())).isFalse();
  }

  @Test
  void pendingCandidatesComeFirstThoughTheirRelayParentIsTooOldForOthers() {
    Prospect old = candidate(relay(1), "genesis", "a");
    FragmentChain chain = new FragmentChain(scope(2, pending(old, relay(1))));

    assertThat(chain.chain()).containsExactly(old.hash());
    assertThat(chain.backable(Set.of(old.hash()), 5)).isEmpty();

    backed(chain, B);
    assertThat(chain.chain()).containsExactly(old.hash(), B.hash());
  }

  @Test
  void nothingMayForkAwayFromAPendingCandidateNorStandOnAnOlderRelayParent() {
    FragmentChain chain = new FragmentChain(scope(2, pending(A, R3)));

    assertThat(chain.add(candidate(R3, "genesis", "x")))
        .contains(new ProspectRefusal.WorseFork(A.hash()));
    assertThat(chain.add(candidate(R2, "elsewhere", "x")))
        .contains(new ProspectRefusal.RelayParentMovesBack(3, 2));
  }

  @Test
  void ofTwoForksTheOneWithTheLowerHashWinsWhicheverIsBackedFirst() {
    Prospect one = candidate(R3, "genesis", "one");
    Prospect two = candidate(R3, "genesis", "two");
    Prospect lower = one.hash().compareTo(two.hash()) < 0 ? one : two;
    Prospect higher = lower == one ? two : one;

    assertThat(backed(chain(), higher, lower).chain()).containsExactly(lower.hash());
    FragmentChain decided = backed(chain(), lower);
    assertThat(decided.add(higher)).contains(new ProspectRefusal.WorseFork(lower.hash()));
    FragmentChain both = with(chain(), lower, higher);
    both.noteBacked(lower.hash());
    assertThat(both.contains(higher.hash())).isFalse();
  }

  @Test
  void aForkThatLosesTakesAllThatBuildsOnItAlong() {
    Prospect one = candidate(R3, "genesis", "one");
    Prospect two = candidate(R3, "genesis", "two");
    Prospect lower = one.hash().compareTo(two.hash()) < 0 ? one : two;
    Prospect higher = lower == one ? two : one;
    Prospect child = candidate(R3, lower == one ? "two" : "one", "child");
    Prospect grandchild = candidate(R4, "child", "grandchild");
    FragmentChain chain = backed(chain(), higher, child, grandchild);
    assertThat(chain.chain()).hasSize(3);

    backed(chain, lower);

    assertThat(chain.chain()).containsExactly(lower.hash());
    assertThat(chain.unconnected()).isEmpty();
  }

  @Test
  void aCandidateMustLeadToANewHead() {
    FragmentChain chain = backed(chain(), A, B);

    assertThat(chain.add(candidate(R3, "x", "x"))).containsInstanceOf(ProspectRefusal.Cycle.class);
    assertThat(chain.add(candidate(R3, "b", "genesis")))
        .containsInstanceOf(ProspectRefusal.Cycle.class);
    assertThat(chain.add(candidate(R3, "b", "a"))).containsInstanceOf(ProspectRefusal.Cycle.class);
  }

  @Test
  void candidatesThatGoRoundInACircleBesideTheChainNeverJoin() {
    FragmentChain chain = backed(chain(), candidate(R3, "x", "y"), candidate(R3, "y", "x"));
    assertThat(chain.chain()).isEmpty();

    assertThat(backed(chain, A).chain()).containsExactly(A.hash());
  }

  @Test
  void theChainIsNoLongerThanTheParachainHasTurns() {
    FragmentChain chain = backed(new FragmentChain(scope(2)), A, B, C);

    assertThat(chain.chain()).containsExactly(A.hash(), B.hash());
    assertThat(chain.unconnected()).containsExactly(C.hash());
  }

  @Test
  void whatComesNextBeginsBehindTheAncestorsAndIsNeverPending() {
    FragmentChain chain = backed(new FragmentChain(scope(3, pending(A, R3))), B, C);

    assertThat(chain.backable(Set.of(A.hash()), 1)).containsExactly(B.hash());
    assertThat(chain.backable(Set.of(A.hash()), 5)).containsExactly(B.hash(), C.hash());
    assertThat(chain.backable(Set.of(A.hash(), B.hash()), 5)).containsExactly(C.hash());
    assertThat(chain.backable(Set.of(A.hash(), C.hash()), 5)).containsExactly(B.hash(), C.hash());
    assertThat(chain.backable(Set.of(A.hash()), 0)).isEmpty();
    assertThat(chain.backable(Set.of(), 5)).isEmpty();
  }

  @Test
  void aHeadIsKnownFromWhoMakesItAndFromWhoBuildsOnIt() {
    FragmentChain chain = with(backed(chain(), A), C);

    for (String head : List.of("genesis", "a", "b", "c")) {
      assertThat(chain.head(Candidates.hash(Bytes.utf8(head)))).contains(Bytes.utf8(head));
    }
    assertThat(chain.head(Hash256.ZERO)).isEmpty();
  }

  @Test
  void theNextRelayBlockTakesOverWhatMayStillCome() {
    FragmentChain before = with(backed(chain(), A, B), C);
    Scope scope = new Scope(relays(5, 3), List.of(pending(A, R3)), limits(3, "genesis"), 3);

    FragmentChain after = FragmentChain.following(before, scope);

    assertThat(after.chain()).containsExactly(A.hash(), B.hash());
    assertThat(after.unconnected()).containsExactly(C.hash());
    after.noteBacked(C.hash());
    assertThat(after.chain()).containsExactly(A.hash(), B.hash(), C.hash());
  }

  @Test
  void whatWasIncludedIsForgotten() {
    FragmentChain before = backed(new FragmentChain(scope(3, pending(A, R3))), B);

    FragmentChain after =
        FragmentChain.following(before, new Scope(relays(5, 3), List.of(), limits(3, "a"), 3));

    assertThat(after.chain()).containsExactly(B.hash());
    assertThat(after.contains(A.hash())).isFalse();
  }

  @Test
  void whatBuildsOnACandidateThatTimedOutComesNextNoMore() {
    Prospect other = candidate(R4, "genesis", "other");
    FragmentChain before = backed(new FragmentChain(scope(3, pending(A, R3))), B);

    FragmentChain after = FragmentChain.following(before, scope(3));
    assertThat(after.chain()).isEmpty();
    assertThat(after.contains(B.hash())).isTrue();

    assertThat(backed(after, other).chain()).containsExactly(other.hash());
  }

  @Test
  void relayParentsThatFallOutOfScopeTakeTheirCandidatesAlong() {
    FragmentChain before = with(backed(chain(), A), C);

    FragmentChain after =
        FragmentChain.following(
            before, new Scope(relays(5, 4), List.of(), limits(4, "genesis"), 3));

    assertThat(after.contains(A.hash())).isFalse();
    assertThat(after.contains(C.hash())).isTrue();
  }

  @Test
  void ofACandidateThatIsNotHereItsHashesAreEnoughToRefuseIt() {
    FragmentChain chain = new FragmentChain(scope(3, pending(A, R3)));
    Hash256 unknown = Candidates.hash(Bytes.utf8("unknown"));

    assertThat(chain.refusal(unknown, R3.hash(), A.head())).isEmpty();
    assertThat(chain.refusal(unknown, R3.hash(), unknown)).isEmpty();
    assertThat(chain.refusal(unknown, R2.hash(), A.head()))
        .contains(new ProspectRefusal.RelayParentMovesBack(3, 2));
    assertThat(chain.refusal(unknown, R3.hash(), A.parentHead()))
        .contains(new ProspectRefusal.WorseFork(A.hash()));
  }

  @Test
  void limitsAreCountedThroughTheChain() {
    Prospect greedy =
        candidate(
            R3,
            "genesis",
            Fragments.CODE,
            Fragments.output(
                3, List.of(Bytes.utf8("one"), Bytes.utf8("two")), List.of(), Optional.empty(), 0));
    FragmentChain chain = backed(chain(), greedy);

    Prospect next =
        candidate(
            R3,
            "b",
            Fragments.CODE,
            new CandidateCommitments(
                List.of(Bytes.utf8("three"), Bytes.utf8("four")),
                List.of(),
                Optional.empty(),
                Bytes.utf8("c"),
                0,
                3));

    assertThat(chain.add(next))
        .contains(new ProspectRefusal.TooMuch("a number of upward messages", 1, 2));
  }
}
