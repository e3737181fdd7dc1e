package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.protocol.AttestedCandidate;
import io.braid.parachains.protocol.AttestedCandidate_RequestCodec;
import io.braid.parachains.protocol.AttestedCandidate_ResponseCodec;
import io.braid.parachains.protocol.CompactStatement;
import io.braid.parachains.protocol.SignedStatement;
import io.braid.parachains.protocol.StatementFilter;
import io.braid.parachains.protocol.StatementMessage;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.protocol.ValidationMessageCodec;
import io.braid.parachains.protocol.WireMessage;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.parachains.validator.ParachainValidator;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.scale.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EquivocationSimulationTest {
  private static final PeerId ANY = new PeerId("collator2000");
  private static final int VALIDATORS = 4;
  private static final Codec<WireMessage<ValidationMessage>> WIRE =
      WireMessage.codec(ValidationMessageCodec.CODEC);

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

  private static Hash256 hash(CommittedCandidateReceipt candidate) {
    return Candidates.hash(Candidates.receipt(candidate));
  }

  private static KeyPair keyOf(Bytes publicKey) {
    for (int i = 0; i < 4; i++) {
      if (Chains.validator(i).publicKey().equals(publicKey)) {
        return Chains.validator(i);
      }
    }
    throw new AssertionError("expected a validator of the network, found " + publicKey);
  }

  /** A statement of a validator that seconds a candidate, as a notification. */
  private static Bytes seconded(
      RelayView view, int validator, CommittedCandidateReceipt candidate, KeyPair key) {
    Hash256 hash = Candidates.hash(Candidates.receipt(candidate));
    Bytes signature =
        key.sign(Signing.seconded(hash, view.signingContext()).unsafeArray(), NonceEntropy.NONE);
    return WIRE.encodeToBytes(
        new WireMessage.ProtocolMessage<>(
            new ValidationMessage.StatementDistribution(
                new StatementMessage.Statement(
                    view.block().hash(),
                    new SignedStatement(
                        new CompactStatement.Seconded(hash), validator, signature)))));
  }

  /** A candidate that the first validator knows, who seconded it, and the view it was made on. */
  private record Seconded(
      CommittedCandidateReceipt candidate,
      PersistedValidationData validationData,
      int validator,
      RelayView view) {}

  private static Seconded firstSeconded(ParachainNetwork network) {
    while (network.backed.isEmpty()) {
      network.world.run(Duration.ofMillis(100));
    }
    AttestedCandidate.Response known = candidate(network, network.backed.getFirst());
    RelayView view =
        new RelayViews(network.relay())
            .at(known.candidateReceipt().descriptor().relayParent())
            .orElseThrow();
    return new Seconded(
        known.candidateReceipt(),
        known.persistedValidationData(),
        known.statements().getFirst().validatorIndex(),
        view);
  }

  private static AttestedCandidate.Response candidate(ParachainNetwork network, Hash256 hash) {
    ParachainValidator validator = network.parachainValidators.getFirst();
    for (int groupSize = 1; groupSize <= VALIDATORS; groupSize++) {
      Bytes request =
          AttestedCandidate_RequestCodec.CODEC.encodeToBytes(
              new AttestedCandidate.Request(hash, StatementFilter.blank(groupSize)));
      Optional<Bytes> answer = validator.onRequest(ANY, Protocol.ATTESTED_CANDIDATE, request);
      if (answer.isPresent()) {
        return AttestedCandidate_ResponseCodec.CODEC.decodeAll(answer.get());
      }
    }
    throw new AssertionError("expected the candidate " + hash);
  }

  @Test
  void aSecondCandidateOfOneValidatorIsNoticedAndNeverBacked() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(61));
    Seconded first = firstSeconded(network);
    ParachainValidator judge = network.parachainValidators.getFirst();
    CommittedCandidateReceipt second = other(first.candidate());
    Optional<BackedCandidate> before = judge.backing().backed(hash(first.candidate()));
    Bytes key = first.view().validators().get(first.validator());

    judge.onMessage(
        ANY, Protocol.VALIDATION, seconded(first.view(), first.validator(), second, keyOf(key)));

    assertThat(network.equivocators).containsExactly(first.validator());
    assertThat(judge.backing().backed(hash(first.candidate()))).isEqualTo(before);
    assertThat(judge.backing().backed(hash(second))).isEmpty();
  }

  @Test
  void aStatementOfSomebodyOutsideTheGroupCountsForNothing() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(61));
    Seconded first = firstSeconded(network);
    CommittedCandidateReceipt second = other(first.candidate());
    ParachainValidator judge = network.parachainValidators.getFirst();
    network.world.reports().clear();

    judge.onMessage(
        ANY, Protocol.VALIDATION, seconded(first.view(), VALIDATORS, second, Chains.collator()));
    judge.onMessage(
        ANY,
        Protocol.VALIDATION,
        seconded(first.view(), first.validator(), second, Chains.collator()));

    assertThat(network.equivocators).isEmpty();
    assertThat(network.world.reports()).hasSize(2).allMatch(r -> r.contains("signed"));
  }

  @Test
  void whoIsInAnotherGroupCannotVouchForACandidateThatIsHere() {
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(61).withParas(List.of(Chains.PARA, Chains.PARA + 1)));
    Seconded first = firstSeconded(network);
    int core = first.candidate().descriptor().coreIndex();
    List<Integer> group = first.view().backersOf(core);
    int outsider = group.contains(0) ? (group.contains(1) ? 2 : 1) : 0;
    ParachainValidator judge = network.parachainValidators.getFirst();
    Hash256 hash = Candidates.hash(Candidates.receipt(first.candidate()));
    int before = candidate(network, hash).statements().size();
    network.world.reports().clear();

    judge.onMessage(
        ANY,
        Protocol.VALIDATION,
        seconded(
            first.view(),
            outsider,
            first.candidate(),
            keyOf(first.view().validators().get(outsider))));

    assertThat(network.world.reports()).anyMatch(r -> r.contains("the group that backs"));
    assertThat(candidate(network, hash).statements()).hasSize(before);
  }

  @Test
  void aCandidateThatOnlyThoseOutsideItsGroupSpeakOfIsNotTakenIn() {
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(61).withParas(List.of(Chains.PARA, Chains.PARA + 1)));
    Seconded first = firstSeconded(network);
    List<Integer> group = first.view().backersOf(first.candidate().descriptor().coreIndex());
    int outsider = group.contains(0) ? (group.contains(1) ? 2 : 1) : 0;
    CommittedCandidateReceipt second = other(first.candidate());
    ParachainValidator judge = network.parachainValidators.getFirst();
    PeerId liar = new PeerId("liar");
    network.world.join(liar, answering(first, second, outsider));
    network.world.reports().clear();

    judge.onMessage(
        liar,
        Protocol.VALIDATION,
        seconded(first.view(), outsider, second, keyOf(first.view().validators().get(outsider))));
    network.world.run(Duration.ofMillis(300));

    assertThat(network.world.reports()).anyMatch(r -> r.contains("member of its group seconded"));
    Bytes request =
        AttestedCandidate_RequestCodec.CODEC.encodeToBytes(
            new AttestedCandidate.Request(
                Candidates.hash(Candidates.receipt(second)), StatementFilter.blank(group.size())));
    assertThat(judge.onRequest(ANY, Protocol.ATTESTED_CANDIDATE, request)).isEmpty();
  }

  /** A peer that gives a candidate with the statement of somebody who may not make it. */
  private static SimulatedWorld.Member answering(
      Seconded first, CommittedCandidateReceipt candidate, int outsider) {
    Hash256 hash = Candidates.hash(Candidates.receipt(candidate));
    KeyPair key = keyOf(first.view().validators().get(outsider));
    Bytes signature =
        key.sign(
            Signing.seconded(hash, first.view().signingContext()).unsafeArray(), NonceEntropy.NONE);
    return new SimulatedWorld.Member() {
      @Override
      public void onMessage(PeerId from, Protocol protocol, Bytes message) {}

      @Override
      public Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request) {
        return Optional.of(
            AttestedCandidate_ResponseCodec.CODEC.encodeToBytes(
                new AttestedCandidate.Response(
                    candidate,
                    first.validationData(),
                    List.of(
                        new SignedStatement(
                            new CompactStatement.Seconded(hash), outsider, signature)))));
      }
    };
  }
}
