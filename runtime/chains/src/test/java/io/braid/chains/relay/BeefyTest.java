package io.braid.chains.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.hash.Keccak;
import io.braid.crypto.keys.KeyPair;
import io.braid.executor.host.StateHost;
import io.braid.frame.Call;
import io.braid.frame.Origin;
import io.braid.pallets.beefy.Beefy;
import io.braid.pallets.beefy.BeefyCall;
import io.braid.pallets.offences.Offences;
import io.braid.pallets.session.OffenceSeverity;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.Perbill;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.beefy.BeefyConsensusLog;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.CommitmentCodec;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.runtime.api.beefy.ForkVotingProof;
import io.braid.runtime.api.beefy.FutureBlockVotingProof;
import io.braid.runtime.api.beefy.MmrLeaf;
import io.braid.runtime.api.beefy.MmrLeafCodec;
import io.braid.runtime.api.beefy.OpaqueForkVotingProof;
import io.braid.runtime.api.beefy.Payload;
import io.braid.runtime.api.beefy.VoteMessage;
import io.braid.runtime.api.mmr.AncestryProof;
import io.braid.runtime.api.mmr.AncestryProofCodec;
import io.braid.runtime.api.mmr.LeafProof;
import io.braid.runtime.api.mmr.MmrError;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.runtime.api.session.MembershipProofCodec;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BeefyTest {
  private static final int OFFENDER = 3;
  private static final Hash256 LIE = Hash256.of(Keccak.hash256(new byte[] {1}));

  private final ValidatedChain relay = new ValidatedChain(7);
  private final AccountId reporter = relay.pairs.get(1).accountId();

  private RelayRuntime runtime() {
    return relay.runtime();
  }

  // The mountain range

  private Hash256 rootIn(Header header) {
    List<Hash256> roots = new ArrayList<>();
    for (BeefyConsensusLog log : BeefyConsensusLog.of(header)) {
      if (log instanceof BeefyConsensusLog.MmrRoot(Hash256 root)) {
        roots.add(root);
      }
    }
    assertThat(roots).hasSize(1);
    return roots.getFirst();
  }

  private Map.Entry<List<Bytes>, LeafProof> proof(List<Integer> blocks, Optional<Integer> best) {
    var result = runtime().mmr.generateProof(blocks, best);
    assertThat(result).isInstanceOf(Result.Ok.class);
    return ((Result.Ok<Map.Entry<List<Bytes>, LeafProof>, MmrError>) result).value();
  }

  @Test
  void everyBlockAddsALeafThatNamesItsParentAndTellsTheRootInItsDigest() {
    Hash256 parent = runtime().system.blockHash.get(0);
    Header first = relay.next();
    Header second = relay.next();

    assertThat(rootIn(first)).isNotEqualTo(rootIn(second));
    // The third block is open.
    assertThat(runtime().mmr.numberOfLeaves.get()).isEqualTo(3);
    MmrLeaf leaf =
        MmrLeafCodec.CODEC.decodeAll(proof(List.of(1), Optional.empty()).getKey().getFirst());
    assertThat(leaf.version()).isZero();
    assertThat(leaf.parentNumberAndHash()).isEqualTo(Map.entry(0, parent));
    assertThat(leaf.beefyNextAuthoritySet())
        .isEqualTo(runtime().beefyMmrLeaf.nextAuthoritySetProof());
  }

  @Test
  void aLeafCommitsToTheParachainsHeads() {
    relay.next();

    MmrLeaf leaf =
        MmrLeafCodec.CODEC.decodeAll(proof(List.of(1), Optional.empty()).getKey().getFirst());
    // The only parachain's id, the length of its head, and the head.
    Bytes head = Bytes.concat(Bytes.fromHex("0xe803000018"), ValidatedChain.HEAD);
    assertThat(leaf.leafExtra()).isEqualTo(Hash256.of(Keccak.hash256(head.unsafeArray())));
  }

  @Test
  void leavesAreProvedForTheRangeOfThenAndOfNow() {
    List<Hash256> roots = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      roots.add(rootIn(relay.next()));
    }
    for (int best = 1; best <= 12; best++) {
      for (List<Integer> blocks : List.of(List.of(1), List.of(best), List.of(1, best))) {
        if (blocks.size() == 1 || best > 1) {
          var proof = proof(blocks, Optional.of(best));
          assertThat(
                  runtime()
                      .mmr
                      .verifyProofStateless(roots.get(best - 1), proof.getKey(), proof.getValue()))
              .as("%s in %d", blocks, best)
              .isInstanceOf(Result.Ok.class);
          assertThat(runtime().mmr.verifyProof(proof.getKey(), proof.getValue()))
              .isInstanceOf(Result.Ok.class);
        }
      }
    }
    var last = proof(List.of(12), Optional.of(12));
    assertThat(runtime().mmr.verifyProofStateless(roots.get(3), last.getKey(), last.getValue()))
        .isEqualTo(new Result.Err<>(MmrError.VERIFY));
    assertThat(runtime().mmr.generateProof(List.of(14), Optional.empty()))
        .isEqualTo(new Result.Err<>(MmrError.LEAF_NOT_FOUND));
    assertThat(runtime().mmr.generateProof(List.of(5), Optional.of(4)))
        .isEqualTo(new Result.Err<>(MmrError.GENERATE_PROOF));
    assertThat(runtime().mmr.generateProof(List.of(0), Optional.empty()))
        .isEqualTo(new Result.Err<>(MmrError.INVALID_NUMERIC_OP));
  }

  @Test
  void theStateHoldsThePeaksAlone() {
    for (int i = 0; i < 6; i++) {
      relay.next();
    }

    assertThat(runtime().mmr.numberOfLeaves.get()).isEqualTo(7);
    assertThat(runtime().mmr.nodes.entries())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(6L, 9L, 10L);
  }

  // Sessions

  @Test
  void everySessionHasASetOfItsOwnThatItsFirstBlockNames() {
    BeefyValidatorSet genesis = runtime().beefy.validatorSet().orElseThrow();
    assertThat(genesis.id()).isZero();
    assertThat(genesis.validators()).contains(ValidatedChain.beefy(0).publicKey()).hasSize(7);
    assertThat(runtime().beefyMmrLeaf.nextAuthoritySetProof().id()).isEqualTo(1);

    relay.after(ValidatedChain.EPOCH_SLOTS);
    Header first = relay.next();

    BeefyValidatorSet next = new BeefyValidatorSet(genesis.validators(), 1);
    assertThat(BeefyConsensusLog.of(first))
        .startsWith(new BeefyConsensusLog.AuthoritiesChange(next))
        .hasSize(2);
    assertThat(runtime().beefy.validatorSet()).contains(next);
    assertThat(runtime().beefy.setIdSession.find(1L)).contains(1);
    assertThat(runtime().beefyMmrLeaf.authoritySetProof().id()).isEqualTo(1);
    assertThat(runtime().beefyMmrLeaf.nextAuthoritySetProof().id()).isEqualTo(2);
    // The leaf of a session's first block names the validators of the session after it.
    MmrLeaf leaf =
        MmrLeafCodec.CODEC.decodeAll(
            proof(List.of(first.number()), Optional.empty()).getKey().getFirst());
    assertThat(leaf.beefyNextAuthoritySet().id()).isEqualTo(2);
  }

  @Test
  void onlyRootStartsBeefyAnewAndOnlyAtABlockToCome() {
    assertThat(runtime().beefy.beefyGenesis()).contains(1);

    assertThat(relay.chain.apply(Origin.ROOT, new BeefyCall.SetNewGenesis(0)))
        .contains(error(Beefy.Error.INVALID_CONFIGURATION));
    assertThat(relay.chain.apply(Origin.signed(reporter), new BeefyCall.SetNewGenesis(5)))
        .contains(new DispatchError.BadOrigin());
    assertThat(relay.chain.apply(Origin.ROOT, new BeefyCall.SetNewGenesis(5))).isEmpty();
    assertThat(runtime().beefy.beefyGenesis()).contains(6);
  }

  // Reports

  private static VoteMessage vote(KeyPair voter, Hash256 root, int block, long setId) {
    Commitment commitment = new Commitment(Payload.ofMmrRoot(root), block, setId);
    byte[] hash = Keccak.hash256(CommitmentCodec.CODEC.encode(commitment));
    Bytes signature = ((KeyPair.Ecdsa) voter).pair().signPrehashed(hash);
    return new VoteMessage(commitment, voter.publicKey(), signature);
  }

  private static VoteMessage vote(Hash256 root, int block, long setId) {
    return vote(ValidatedChain.beefy(OFFENDER), root, block, setId);
  }

  private DoubleVotingProof twoVotes(int block, long setId) {
    return new DoubleVotingProof(vote(Hash256.ZERO, block, setId), vote(LIE, block, setId));
  }

  private MembershipProof membership() {
    return MembershipProofCodec.CODEC.decodeAll(
        runtime()
            .beefy
            .generateKeyOwnershipProof(0, ValidatedChain.beefy(OFFENDER).publicKey())
            .orElseThrow());
  }

  private DispatchError error(Beefy.Error error) {
    return runtime().parts().moduleError(error);
  }

  private Optional<DispatchError> report(Call call) {
    return relay.chain.apply(Origin.signed(reporter), call);
  }

  @Test
  void aValidatorThatVotedTwiceIsRecordedAndDisabled() {
    assertThat(report(new BeefyCall.ReportDoubleVoting(twoVotes(1, 0), membership()))).isEmpty();

    assertThat(relay.chain.events())
        .contains(
            new Offences.Event.Offence(
                Bytes.utf8("beefy:equivocati"), Bytes.fromHex("0x000000000000000001000000")));
    assertThat(runtime().session.disabledValidators.get())
        .containsExactly(Map.entry(OFFENDER, new OffenceSeverity(new Perbill(183_673_468))));
    assertThat(report(new BeefyCall.ReportDoubleVoting(twoVotes(1, 0), membership())))
        .contains(error(Beefy.Error.DUPLICATE_OFFENCE_REPORT));
  }

  @Test
  void twoVotesThatProveNothingAreRefused() {
    VoteMessage honest = vote(Hash256.ZERO, 1, 0);
    VoteMessage otherBlock = vote(LIE, 2, 0);
    VoteMessage otherValidator = vote(ValidatedChain.beefy(0), LIE, 1, 0);
    VoteMessage forged =
        new VoteMessage(vote(LIE, 1, 0).commitment(), honest.id(), honest.signature());

    for (VoteMessage second : List.of(honest, otherBlock, otherValidator, forged)) {
      assertThat(
              report(
                  new BeefyCall.ReportDoubleVoting(
                      new DoubleVotingProof(honest, second), membership())))
          .contains(error(Beefy.Error.INVALID_DOUBLE_VOTING_PROOF));
    }
    assertThat(report(new BeefyCall.ReportDoubleVoting(twoVotes(1, 7), membership())))
        .contains(error(Beefy.Error.INVALID_EQUIVOCATION_PROOF_SESSION_MEMBER));
  }

  @Test
  void theProofOfTheKeyMustBeOfTheSetsSession() {
    MembershipProof before = membership();
    relay.after(ValidatedChain.EPOCH_SLOTS);
    relay.next();

    assertThat(report(new BeefyCall.ReportDoubleVoting(twoVotes(1, 0), membership())))
        .contains(error(Beefy.Error.INVALID_EQUIVOCATION_PROOF_SESSION));
    assertThat(report(new BeefyCall.ReportDoubleVoting(twoVotes(1, 0), before))).isEmpty();
  }

  @Test
  void aVoteForABlockToComeCostsHalf() {
    int number = runtime().system.number.get();
    var past = new FutureBlockVotingProof(vote(LIE, number - 1, 0));
    assertThat(report(new BeefyCall.ReportFutureBlockVoting(past, membership())))
        .contains(error(Beefy.Error.INVALID_FUTURE_BLOCK_VOTING_PROOF));

    var future = new FutureBlockVotingProof(vote(LIE, number + 5, 0));
    assertThat(report(new BeefyCall.ReportFutureBlockVoting(future, membership()))).isEmpty();
    assertThat(runtime().session.disabledValidators.get())
        .containsExactly(Map.entry(OFFENDER, new OffenceSeverity(new Perbill(500_000_000))));
  }

  @Test
  void aVoteForAnotherChainIsProvedByHowThisOneBegan() {
    List<Hash256> roots = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      roots.add(rootIn(relay.next()));
    }
    Header head = relay.parent();
    AncestryProof ancestry =
        ((Result.Ok<AncestryProof, MmrError>)
                runtime().mmr.generateAncestryProof(3, Optional.of(head.number())))
            .value();
    ForkVotingProof honest = new ForkVotingProof(vote(roots.get(2), 3, 0), ancestry, head);
    ForkVotingProof otherBlock = new ForkVotingProof(vote(LIE, 2, 0), ancestry, head);
    ForkVotingProof otherHeader =
        new ForkVotingProof(
            vote(LIE, 3, 0),
            ancestry,
            head.unsealed().withDigest(io.braid.runtime.api.Digest.EMPTY));
    ForkVotingProof fork = new ForkVotingProof(vote(LIE, 3, 0), ancestry, head);

    for (ForkVotingProof wrong : List.of(honest, otherBlock, otherHeader)) {
      assertThat(report(new BeefyCall.ReportForkVoting(wrong, membership())))
          .contains(error(Beefy.Error.INVALID_FORK_VOTING_PROOF));
    }
    assertThat(report(new BeefyCall.ReportForkVoting(fork, membership()))).isEmpty();
    assertThat(runtime().session.disabledIndices()).containsExactly(OFFENDER);
  }

  @Test
  void aNodeSubmitsReportsThroughTheRuntimeAndOnlyTheAuthorBringsThemIn() {
    Bytes membership = MembershipProofCodec.CODEC.encodeToBytes(membership());
    AncestryProof some = new AncestryProof(List.of(), 1, 1, List.of());
    Header header = relay.next();
    assertThat(
            runtime().beefy.submitReportDoubleVotingUnsignedExtrinsic(twoVotes(1, 0), membership))
        .contains(Codecs.Unit.UNIT);
    assertThat(
            runtime()
                .beefy
                .submitReportForkVotingUnsignedExtrinsic(
                    new OpaqueForkVotingProof(
                        vote(LIE, 1, 0), AncestryProofCodec.CODEC.encodeToBytes(some), header),
                    membership))
        .isPresent();
    assertThat(
            runtime()
                .beefy
                .submitReportForkVotingUnsignedExtrinsic(
                    new OpaqueForkVotingProof(vote(LIE, 1, 0), Bytes.utf8("none"), header),
                    membership))
        .isEmpty();

    List<Bytes> submitted = ((StateHost) relay.chain.host()).submittedTransactions();
    assertThat(submitted).hasSize(2);
    assertThat(runtime().executive.applyExtrinsic(submitted.getFirst()))
        .isInstanceOf(Result.Ok.class);
    assertThat(runtime().session.disabledIndices()).containsExactly(OFFENDER);
    var call =
        new BeefyCall.ReportFutureBlockVotingUnsigned(
            new FutureBlockVotingProof(vote(LIE, 9, 0)), membership());
    assertThat(relay.validity(call, TransactionSource.LOCAL)).isInstanceOf(Result.Ok.class);
    assertThat(relay.validity(call, TransactionSource.EXTERNAL))
        .isEqualTo(
            new Result.Err<>(new TransactionValidityError.Invalid(new InvalidTransaction.Call())));
  }
}
