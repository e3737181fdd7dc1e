package io.braid.parachains.prospective;

import static io.braid.parachains.prospective.Fragments.CODE;
import static io.braid.parachains.prospective.Fragments.NEW_CODE;
import static io.braid.parachains.prospective.Fragments.candidate;
import static io.braid.parachains.prospective.Fragments.limits;
import static io.braid.parachains.prospective.Fragments.output;
import static io.braid.parachains.prospective.Fragments.relay;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.parachains.relay.RelayParent;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.OutboundHrmpMessage;
import io.braid.runtime.api.parachains.UmpSignal;
import io.braid.runtime.api.parachains.UmpSignalCodec;
import io.braid.runtime.api.parachains.UpgradeRestriction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The scenarios of the tests of {@code inclusion_emulator} in the Polkadot SDK. */
class InclusionTest {
  private static final RelayParent R3 = relay(3);
  private static final BackingConstraints LIMITS = limits(2, "a");

  private static Optional<ProspectRefusal> refusal(
      BackingConstraints limits, CandidateCommitments output) {
    return Inclusion.refusal(limits, R3, candidate(R3, "a", CODE, output));
  }

  private static CandidateCommitments upward(Bytes... messages) {
    return output(3, List.of(messages), List.of(), Optional.empty(), 0);
  }

  private static CandidateCommitments horizontal(OutboundHrmpMessage... messages) {
    return output(3, List.of(), List.of(messages), Optional.empty(), 0);
  }

  private static OutboundHrmpMessage to(int recipient, int size) {
    return new OutboundHrmpMessage(recipient, Bytes.wrap(new byte[size]));
  }

  @Test
  void whatFitsFits() {
    assertThat(refusal(LIMITS, output("b", 3))).isEmpty();
    assertThat(refusal(LIMITS, horizontal(to(7, 50), to(9, 10)))).isEmpty();
  }

  @Test
  void theCodeIsTheOneInForce() {
    assertThat(Inclusion.refusal(LIMITS, R3, candidate(R3, "a", NEW_CODE, output("b", 3))))
        .contains(new ProspectRefusal.WrongCode(CODE, NEW_CODE));
  }

  @Test
  void theHeadThatIsBuiltOnIsTheOneRequired() {
    assertThat(Inclusion.refusal(LIMITS, R3, candidate(R3, "x", "b")))
        .containsInstanceOf(ProspectRefusal.WrongValidationData.class);
  }

  @Test
  void theRelayParentIsNotTooOld() {
    assertThat(Inclusion.refusal(LIMITS, relay(1), candidate(relay(1), "a", "b")))
        .contains(new ProspectRefusal.RelayParentMovesBack(2, 1));
  }

  @Test
  void headsAndCodeHaveTheirSizes() {
    assertThat(refusal(LIMITS, output("b".repeat(21), 3)))
        .contains(new ProspectRefusal.TooMuch("a head's bytes", 20, 21));
    Optional<Bytes> code = Optional.of(Bytes.wrap(new byte[101]));
    assertThat(refusal(LIMITS, output(3, List.of(), List.of(), code, 0)))
        .contains(new ProspectRefusal.TooMuch("new code's bytes", 100, 101));
  }

  @Test
  void newCodeIsRefusedWhileUpgradesAreRestricted() {
    BackingConstraints restricted =
        limits(2, "a", List.of(), Optional.of(UpgradeRestriction.PRESENT), Optional.empty());
    Optional<Bytes> code = Optional.of(Bytes.wrap(new byte[10]));

    assertThat(refusal(restricted, output(3, List.of(), List.of(), code, 0)))
        .contains(new ProspectRefusal.UpgradeRestricted());
    assertThat(refusal(LIMITS, output(3, List.of(), List.of(), code, 0))).isEmpty();
  }

  @Test
  void aWatermarkIsTheRelayParentOrABlockWithMessages() {
    assertThat(refusal(LIMITS, output("b", 2))).isEmpty();
    assertThat(refusal(LIMITS, output("b", 1))).contains(new ProspectRefusal.Watermark(1));
    BackingConstraints after =
        Inclusion.after(LIMITS, R3, candidate(R3, "a", CODE, output("b", 3)));
    assertThat(after.hrmpInbound().validWatermarks()).containsExactly(4);
  }

  @Test
  void whoeverFindsDownwardMessagesProcessesOne() {
    BackingConstraints waiting = limits(2, "a", List.of(3, 4), Optional.empty(), Optional.empty());
    BackingConstraints later = limits(2, "a", List.of(4), Optional.empty(), Optional.empty());

    assertThat(refusal(waiting, output("b", 3)))
        .contains(new ProspectRefusal.IgnoresDownwardMessages());
    assertThat(refusal(later, output("b", 3))).isEmpty();
    CandidateCommitments one = output(3, List.of(), List.of(), Optional.empty(), 1);
    assertThat(refusal(waiting, one)).isEmpty();
    assertThat(Inclusion.after(waiting, R3, candidate(R3, "a", CODE, one)).dmpRemainingMessages())
        .containsExactly(4);
    assertThat(refusal(waiting, output(3, List.of(), List.of(), Optional.empty(), 3)))
        .contains(new ProspectRefusal.TooMuch("a number of processed downward messages", 2, 3));
  }

  @Test
  void upwardMessagesFitIntoTheQueueAndSignalsAreNone() {
    Bytes signal = UmpSignalCodec.CODEC.encodeToBytes(new UmpSignal.SelectCore(1, 0));

    assertThat(refusal(LIMITS, upward(Bytes.utf8("1"), Bytes.utf8("2"), Bytes.EMPTY, signal)))
        .isEmpty();
    assertThat(refusal(LIMITS, upward(Bytes.utf8("1"), Bytes.utf8("2"), Bytes.utf8("3"))))
        .contains(new ProspectRefusal.TooMuch("a number of upward messages", 2, 3));
    assertThat(refusal(LIMITS, upward(Bytes.wrap(new byte[31]))))
        .contains(new ProspectRefusal.TooMuch("upward messages' bytes", 30, 31));
  }

  @Test
  void horizontalMessagesFitIntoTheirChannelsInAscendingOrder() {
    assertThat(refusal(LIMITS, horizontal(to(8, 1)))).contains(new ProspectRefusal.NoChannel(8));
    assertThat(refusal(LIMITS, horizontal(to(9, 11))))
        .contains(new ProspectRefusal.TooMuch("bytes in the channel to 9", 10, 11));
    assertThat(refusal(LIMITS, horizontal(to(9, 1), to(7, 1))))
        .contains(new ProspectRefusal.RecipientsOutOfOrder(7));
    assertThat(refusal(LIMITS, horizontal(to(7, 1), to(7, 1))))
        .contains(new ProspectRefusal.RecipientsOutOfOrder(7));
    BackingConstraints full =
        Inclusion.after(LIMITS, R3, candidate(R3, "a", CODE, horizontal(to(9, 4))));
    assertThat(refusal(full, horizontal(to(9, 1))))
        .containsInstanceOf(ProspectRefusal.WrongValidationData.class);
    assertThat(full.hrmpChannelsOut().getLast().limits())
        .isEqualTo(new BackingConstraints.OutboundHrmpChannelLimitations(6, 0));
  }

  @Test
  void newCodeTakesOverBehindTheFirstBlockOnItsRelayParent() {
    BackingConstraints upgrading =
        limits(2, "a", List.of(), Optional.empty(), Optional.of(Map.entry(3, NEW_CODE)));

    BackingConstraints before = Inclusion.after(upgrading, relay(2), candidate(relay(2), "a", "b"));
    assertThat(before.validationCodeHash()).isEqualTo(CODE);
    assertThat(before.futureValidationCode()).isPresent();
    BackingConstraints after = Inclusion.after(upgrading, R3, candidate(R3, "a", "b"));
    assertThat(after.validationCodeHash()).isEqualTo(NEW_CODE);
    assertThat(after.futureValidationCode()).isEmpty();
  }
}
