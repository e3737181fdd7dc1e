package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.parachains.backing.Statement;
import io.braid.parachains.backing.StatementCodec;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.validator.ParachainValidator;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EquivocationSimulationTest {
  private static final PeerId ANY = new PeerId("collator2000");

  /** The same block with other commitments: another candidate. */
  private static CommittedCandidateReceipt other(CommittedCandidateReceipt candidate) {
    CandidateCommitments c = candidate.commitments();
    return new CommittedCandidateReceipt(
        candidate.descriptor(),
        new CandidateCommitments(
            List.of(Bytes.utf8("a message")),
            c.horizontalMessages(),
            c.newValidationCode(),
            c.headData(),
            c.processedDownwardMessages(),
            c.hrmpWatermark()));
  }

  private static KeyPair keyOf(Bytes publicKey) {
    for (int i = 0; i < 4; i++) {
      if (Chains.validator(i).publicKey().equals(publicKey)) {
        return Chains.validator(i);
      }
    }
    throw new AssertionError("expected a validator of the network, found " + publicKey);
  }

  private static Statement.Seconded seconded(
      RelayView view, int validator, CommittedCandidateReceipt candidate, KeyPair key) {
    Hash256 hash = Candidates.hash(Candidates.receipt(candidate));
    Bytes signature =
        key.sign(Signing.seconded(hash, view.signingContext()).unsafeArray(), NonceEntropy.NONE);
    return new Statement.Seconded(view.block().hash(), validator, candidate, signature);
  }

  @Test
  void aSecondCandidateOfOneValidatorIsNoticedAndNeverBacked() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(61));
    while (network.backed.isEmpty()) {
      network.world.run(Duration.ofMillis(100));
    }
    Statement.Seconded first = firstSeconded(network);
    RelayView view = new RelayViews(network.relay()).at(first.relayParent()).orElseThrow();
    int core = first.candidate().descriptor().coreIndex();
    ParachainValidator judge = network.parachainValidators.getFirst();
    List<BackedCandidate> before = judge.backing().backed(view, core);
    CommittedCandidateReceipt second = other(first.candidate());
    Bytes key = view.validators().get(first.validatorIndex());

    judge.onMessage(
        ANY,
        Protocol.STATEMENTS,
        StatementCodec.CODEC.encodeToBytes(
            seconded(view, first.validatorIndex(), second, keyOf(key))));

    assertThat(network.equivocators).containsExactly(first.validatorIndex());
    assertThat(judge.backing().backed(view, core)).isEqualTo(before);
  }

  @Test
  void aStatementOfSomebodyOutsideTheGroupCountsForNothing() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(61));
    while (network.backed.isEmpty()) {
      network.world.run(Duration.ofMillis(100));
    }
    Statement.Seconded first = firstSeconded(network);
    RelayView view = new RelayViews(network.relay()).at(first.relayParent()).orElseThrow();
    List<Integer> group = view.backersOf(first.candidate().descriptor().coreIndex());
    int outsider = group.contains(0) ? (group.contains(1) ? 2 : 1) : 0;
    ParachainValidator judge = network.parachainValidators.getFirst();
    network.world.reports().clear();

    judge.onMessage(
        ANY,
        Protocol.STATEMENTS,
        StatementCodec.CODEC.encodeToBytes(
            seconded(view, outsider, first.candidate(), keyOf(view.validators().get(outsider)))));
    judge.onMessage(
        ANY,
        Protocol.STATEMENTS,
        StatementCodec.CODEC.encodeToBytes(
            seconded(view, group.getFirst(), other(first.candidate()), Chains.collator())));

    assertThat(network.equivocators).isEmpty();
    assertThat(network.world.reports()).hasSize(2).allMatch(r -> r.contains("signed"));
  }

  private static Statement.Seconded firstSeconded(ParachainNetwork network) {
    for (Bytes message : network.world.first(Protocol.STATEMENTS)) {
      if (StatementCodec.CODEC.decodeAll(message) instanceof Statement.Seconded seconded) {
        return seconded;
      }
    }
    throw new AssertionError("expected a candidate that was seconded");
  }
}
