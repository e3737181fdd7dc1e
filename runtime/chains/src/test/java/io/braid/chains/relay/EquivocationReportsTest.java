package io.braid.chains.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.executor.host.StateHost;
import io.braid.frame.Origin;
import io.braid.frame.executive.InvalidBlock;
import io.braid.pallets.babe.Babe;
import io.braid.pallets.babe.BabeCall;
import io.braid.pallets.grandpa.Grandpa;
import io.braid.pallets.grandpa.GrandpaCall;
import io.braid.pallets.offences.OffenceDetails;
import io.braid.pallets.offences.Offences;
import io.braid.pallets.offences.Offender;
import io.braid.pallets.session.OffenceSeverity;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.Perbill;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.babe.BabeEquivocationProof;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProof;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.runtime.api.session.MembershipProofCodec;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EquivocationReportsTest {
  private static final long SLOT = 1_000_000;
  private static final int OFFENDER = 3;

  private final ValidatedChain relay = new ValidatedChain(7);
  private final KeyPair offender = relay.pairs.get(OFFENDER);
  private final AccountId reporter = relay.pairs.get(1).accountId();

  private RelayRuntime runtime() {
    return relay.runtime();
  }

  // BABE

  private Header block(KeyPair author, long slot, int difference) {
    Header unsealed =
        new Header(
            Hash256.ZERO,
            difference,
            Hash256.ZERO,
            Hash256.ZERO,
            new Digest(
                List.of(
                    new DigestItem.PreRuntime(
                        Bytes.utf8("BABE"),
                        BabePreDigestCodec.CODEC.encodeToBytes(
                            new BabePreDigest.SecondaryPlain(OFFENDER, slot))))));
    byte[] hash = Blake2b.hash256(HeaderCodec.CODEC.encode(unsealed));
    return unsealed.withDigest(
        unsealed
            .digest()
            .with(new DigestItem.Seal(Bytes.utf8("BABE"), author.sign(hash, NonceEntropy.NONE))));
  }

  private BabeEquivocationProof twoBlocks(long slot) {
    return new BabeEquivocationProof(
        offender.publicKey(), slot, block(offender, slot, 1), block(offender, slot, 2));
  }

  private MembershipProof membership(long slot) {
    return MembershipProofCodec.CODEC.decodeAll(
        runtime().babe.generateKeyOwnershipProof(slot, offender.publicKey()).orElseThrow());
  }

  private Optional<DispatchError> report(BabeEquivocationProof proof, MembershipProof membership) {
    return relay.chain.apply(
        Origin.signed(reporter), new BabeCall.ReportEquivocation(proof, membership));
  }

  private DispatchError error(Babe.Error error) {
    return runtime().parts().moduleError(error);
  }

  @Test
  void anAuthorOfTwoBlocksForOneSlotIsRecordedAndDisabled() {
    assertThat(report(twoBlocks(SLOT), membership(SLOT))).isEmpty();

    assertThat(runtime().offences.reports.entries())
        .extracting(Map.Entry::getValue)
        .containsExactly(new OffenceDetails(new Offender(offender.accountId()), List.of(reporter)));
    assertThat(relay.chain.events())
        .contains(
            new Offences.Event.Offence(
                Bytes.utf8("babe:equivocatio"), Bytes.fromHex("0x0000000000000000")));
    // (3 / 7) squared, in parts per billion, each step rounded down.
    assertThat(runtime().session.disabledValidators.get())
        .containsExactly(Map.entry(OFFENDER, new OffenceSeverity(new Perbill(183_673_468))));
  }

  @Test
  void aReportCountsOnceInASession() {
    report(twoBlocks(SLOT), membership(SLOT));

    assertThat(report(twoBlocks(SLOT + 1), membership(SLOT + 1)))
        .contains(error(Babe.Error.DUPLICATE_OFFENCE_REPORT));
  }

  @Test
  void twoBlocksThatProveNothingAreRefused() {
    Header block = block(offender, SLOT, 1);
    Header otherSlot = block(offender, SLOT + 1, 2);
    Header forged = block(relay.pairs.get(1), SLOT, 2);

    for (Header second : List.of(block, otherSlot, forged, block.unsealed())) {
      assertThat(
              report(
                  new BabeEquivocationProof(offender.publicKey(), SLOT, block, second),
                  membership(SLOT)))
          .contains(error(Babe.Error.INVALID_EQUIVOCATION_PROOF));
    }
    assertThat(runtime().offences.reports.entries()).isEmpty();
  }

  @Test
  void theProofOfTheKeyMustBeOfTheSlotsSessionEvenAfterSkippedEpochs() {
    MembershipProof before = membership(SLOT);
    long later = SLOT + 5 * ValidatedChain.EPOCH_SLOTS;
    relay.after(5 * ValidatedChain.EPOCH_SLOTS);
    relay.next();
    assertThat(runtime().session.currentIndex.get()).isEqualTo(1);

    assertThat(report(twoBlocks(later), before))
        .contains(error(Babe.Error.INVALID_KEY_OWNERSHIP_PROOF));
    assertThat(report(twoBlocks(later), membership(later))).isEmpty();
    assertThat(report(twoBlocks(SLOT), before)).isEmpty();
  }

  @Test
  void onlyTheAuthorBringsInAReportThatNobodySigned() {
    var call = new BabeCall.ReportEquivocationUnsigned(twoBlocks(SLOT), membership(SLOT));

    assertThat(relay.validity(call, TransactionSource.LOCAL)).isInstanceOf(Result.Ok.class);
    assertThat(relay.validity(call, TransactionSource.EXTERNAL))
        .isEqualTo(
            new Result.Err<>(new TransactionValidityError.Invalid(new InvalidTransaction.Call())));
    assertThat(relay.chain.apply(Origin.NONE, call)).isEmpty();
    // The block's author is thanked.
    assertThat(runtime().offences.reports.entries().getFirst().getValue().reporters())
        .containsExactly(relay.pairs.get(relay.author()).accountId());
    assertThat(relay.validity(call, TransactionSource.LOCAL))
        .isEqualTo(
            new Result.Err<>(new TransactionValidityError.Invalid(new InvalidTransaction.Stale())));
  }

  @Test
  void aNodeSubmitsAReportThroughTheRuntime() {
    assertThat(
            runtime()
                .babe
                .submitReportEquivocationUnsignedExtrinsic(
                    twoBlocks(SLOT), MembershipProofCodec.CODEC.encodeToBytes(membership(SLOT))))
        .isPresent();
    assertThat(
            runtime()
                .babe
                .submitReportEquivocationUnsignedExtrinsic(twoBlocks(SLOT), Bytes.utf8("no proof")))
        .isEmpty();

    List<Bytes> submitted = ((StateHost) relay.chain.host()).submittedTransactions();
    assertThat(submitted).hasSize(1);
    assertThat(runtime().executive.applyExtrinsic(submitted.getFirst()))
        .isInstanceOf(Result.Ok.class);
    assertThat(runtime().session.disabledIndices()).containsExactly(OFFENDER);
  }

  @Test
  void aDisabledAuthorsBlockIsInvalid() {
    AccountId author = relay.pairs.get(relay.author()).accountId();
    runtime().session.reportOffence(author, new OffenceSeverity(Perbill.ONE));

    assertThatThrownBy(relay::next)
        .isInstanceOf(InvalidBlock.class)
        .hasMessageContaining("not disabled");
  }

  // GRANDPA

  private static GrandpaEquivocationProof.SignedVote vote(
      KeyPair voter, int stage, int block, long round, long setId) {
    Hash256 target = Hash256.of(Blake2b.hash256(new byte[] {(byte) block}));
    Bytes payload =
        new ScaleWriter(64)
            .u8(stage)
            .raw(target.bytes())
            .u32(block)
            .u64(round)
            .u64(setId)
            .toBytes();
    return new GrandpaEquivocationProof.SignedVote(
        new GrandpaEquivocationProof.Vote(target, block),
        voter.sign(payload.unsafeArray(), NonceEntropy.NONE));
  }

  private static GrandpaEquivocationProof twoPrecommits(long setId, int first, int second) {
    KeyPair voter = ValidatedChain.voter(OFFENDER);
    return new GrandpaEquivocationProof(
        setId,
        new GrandpaEquivocationProof.Equivocation.Precommit(
            new GrandpaEquivocationProof.Votes(
                9,
                voter.publicKey(),
                vote(voter, 1, first, 9, setId),
                vote(voter, 1, second, 9, setId))));
  }

  private MembershipProof voterMembership() {
    return MembershipProofCodec.CODEC.decodeAll(
        runtime()
            .grandpa
            .generateKeyOwnershipProof(0, ValidatedChain.voter(OFFENDER).publicKey())
            .orElseThrow());
  }

  @Test
  void aVoterThatVotedTwiceInARoundIsRecordedAndDisabled() {
    var report = new GrandpaCall.ReportEquivocation(twoPrecommits(0, 1, 2), voterMembership());

    assertThat(relay.chain.apply(Origin.signed(reporter), report)).isEmpty();

    assertThat(runtime().session.disabledIndices()).containsExactly(OFFENDER);
    assertThat(relay.chain.events())
        .contains(
            new Offences.Event.Offence(
                Bytes.utf8("grandpa:equivoca"),
                Bytes.fromHex("0x00000000000000000900000000000000")));
    assertThat(relay.chain.apply(Origin.signed(reporter), report))
        .contains(runtime().parts().moduleError(Grandpa.Error.DUPLICATE_OFFENCE_REPORT));
  }

  @Test
  void votesThatProveNothingAndSetsThatNeverWereAreRefused() {
    KeyPair voter = ValidatedChain.voter(OFFENDER);
    GrandpaEquivocationProof mixed =
        new GrandpaEquivocationProof(
            0,
            new GrandpaEquivocationProof.Equivocation.Prevote(
                new GrandpaEquivocationProof.Votes(
                    9, voter.publicKey(), vote(voter, 0, 1, 9, 0), vote(voter, 1, 2, 9, 0))));

    for (GrandpaEquivocationProof proof :
        List.of(twoPrecommits(0, 1, 1), mixed, twoPrecommits(7, 1, 2))) {
      assertThat(
              relay.chain.apply(
                  Origin.signed(reporter),
                  new GrandpaCall.ReportEquivocation(proof, voterMembership())))
          .contains(runtime().parts().moduleError(Grandpa.Error.INVALID_EQUIVOCATION_PROOF));
    }
  }
}
