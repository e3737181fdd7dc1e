package io.braid.parachains.backing;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.protocol.AttestedCandidate;
import io.braid.parachains.protocol.AttestedCandidate_RequestCodec;
import io.braid.parachains.protocol.AttestedCandidate_ResponseCodec;
import io.braid.parachains.protocol.CompactStatement;
import io.braid.parachains.protocol.SignedStatement;
import io.braid.parachains.protocol.StatementFilter;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.scale.Decoded;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Candidates between validators: asks those who speak of one for it, one after the other, and
 * answers others from what is here. What it brings is as its hash says, fits the relay chain's
 * state, and was seconded by a member of its group.
 */
final class CandidateFetching {
  /** On one relay parent; each is asked for at one peer at a time. */
  private static final int MAX_WANTED = 1_024;

  private final Network network;
  private final RelayParents relayParents;
  private final CollationJudge judge;
  private final Refusals refusals;

  CandidateFetching(
      Network network, RelayParents relayParents, CollationJudge judge, Refusals refusals) {
    this.network = network;
    this.relayParents = relayParents;
    this.judge = judge;
    this.refusals = refusals;
  }

  /**
   * Asks for a candidate, unless it is being asked for.
   *
   * @param from speaks of it
   * @param found gets it with who gave it, with those of the statements that hold
   */
  void want(
      OnRelayParent here,
      Hash256 candidate,
      PeerId from,
      int groupSize,
      BiConsumer<PeerId, AttestedCandidate.Response> found) {
    if (here.wanted.size() >= MAX_WANTED && !here.wanted.containsKey(candidate)) {
      return;
    }
    OnRelayParent.Wanted wanted =
        here.wanted.computeIfAbsent(candidate, key -> new OnRelayParent.Wanted());
    wanted.speak.add(from);
    ask(here, candidate, wanted, groupSize, found);
  }

  private void ask(
      OnRelayParent here,
      Hash256 candidate,
      OnRelayParent.Wanted wanted,
      int groupSize,
      BiConsumer<PeerId, AttestedCandidate.Response> found) {
    if (wanted.waits || wanted.asked >= wanted.speak.size()) {
      return;
    }
    PeerId peer = List.copyOf(wanted.speak).get(wanted.asked);
    wanted.asked++;
    wanted.waits = true;
    network.request(
        peer,
        Protocol.ATTESTED_CANDIDATE,
        AttestedCandidate_RequestCodec.CODEC.encodeToBytes(
            new AttestedCandidate.Request(candidate, StatementFilter.blank(groupSize))),
        answer -> {
          wanted.waits = false;
          Optional<AttestedCandidate.Response> good =
              answer.flatMap(bytes -> check(peer, here, candidate, bytes));
          if (here.table.candidate(candidate).isPresent()) {
            here.wanted.remove(candidate);
          } else if (good.isPresent()) {
            here.wanted.remove(candidate);
            found.accept(peer, good.get());
          } else {
            ask(here, candidate, wanted, groupSize, found);
          }
        });
  }

  private Optional<AttestedCandidate.Response> check(
      PeerId peer, OnRelayParent here, Hash256 candidate, Bytes bytes) {
    if (!(AttestedCandidate_ResponseCodec.CODEC.tryDecode(bytes)
        instanceof Decoded.Value<AttestedCandidate.Response>(var response))) {
      network.report(peer, "expected a candidate with statements, found other bytes");
      return Optional.empty();
    }
    Hash256 hash = Candidates.hash(Candidates.receipt(response.candidateReceipt()));
    if (!hash.equals(candidate)) {
      network.report(peer, "expected the candidate " + candidate + ", found " + hash);
      return Optional.empty();
    }
    CandidateDescriptor descriptor = response.candidateReceipt().descriptor();
    Hash256 data = Candidates.hash(response.persistedValidationData());
    Optional<CollationRefusal> mistake =
        !descriptor.relayParent().equals(here.hash())
            ? Optional.of(new CollationRefusal.Malformed("another relay parent than its statement"))
            : !data.equals(descriptor.persistedValidationDataHash())
                ? Optional.of(
                    new CollationRefusal.WrongValidationData(
                        data, descriptor.persistedValidationDataHash()))
                : judge.mistake(here.view, descriptor, response.persistedValidationData());
    if (mistake.isPresent()) {
      refusals.refuse(peer, descriptor, mistake.get());
      return Optional.empty();
    }
    List<Integer> backers = here.view.backersOf(descriptor.coreIndex());
    List<SignedStatement> statements =
        response.statements().stream()
            .filter(each ->
                each.payload().candidateHash().equals(candidate)
                    && backers.contains(each.validatorIndex())
                    && StatementDistribution.isSigned(relayParents.signatures(), here.view, each))
            .toList();
    if (statements.stream().noneMatch(s -> s.payload() instanceof CompactStatement.Seconded)) {
      network.report(peer, "expected a candidate that a member of its group seconded");
      return Optional.empty();
    }
    return Optional.of(
        new AttestedCandidate.Response(
            response.candidateReceipt(), response.persistedValidationData(), statements));
  }

  /** The answer to an {@link AttestedCandidate.Request}; nothing when the candidate is not here. */
  Optional<Bytes> onRequest(Bytes request) {
    if (!(AttestedCandidate_RequestCodec.CODEC.tryDecode(request)
        instanceof Decoded.Value<AttestedCandidate.Request>(var asked))) {
      return Optional.empty();
    }
    for (OnRelayParent here : relayParents.all()) {
      Optional<StatementTable.Known> known = here.table.candidate(asked.candidateHash());
      if (known.isPresent()) {
        List<Integer> group = here.view.backersOf(known.get().receipt().descriptor().coreIndex());
        return asked.mask().fits(group.size())
            ? Optional.of(
                AttestedCandidate_ResponseCodec.CODEC.encodeToBytes(
                    new AttestedCandidate.Response(
                        known.get().receipt(),
                        known.get().validationData(),
                        here.table.statements(asked.candidateHash()).stream()
                            .filter(each ->
                                !asked
                                    .mask()
                                    .contains(group.indexOf(each.validatorIndex()), each.payload()))
                            .toList())))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
