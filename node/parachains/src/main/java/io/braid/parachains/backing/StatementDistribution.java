package io.braid.parachains.backing;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.executor.host.SignatureChecks;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.peers.PeerSet;
import io.braid.parachains.protocol.CompactStatement;
import io.braid.parachains.protocol.SignedStatement;
import io.braid.parachains.protocol.StatementMessage;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings validators' statements from one to the other. Each is checked, counted, and passed on once
 * to every peer that has its relay parent in view, as soon as its candidate is here: a candidate
 * that is only spoken of is fetched from those who speak of it.
 */
final class StatementDistribution {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  private final Network network;
  private final PeerSet<ValidationMessage> peers;
  private final RelayParents relayParents;
  private final CandidateFetching fetching;
  private final OnFetched onFetched;
  private final BackingObserver observer;

  /** Hears of candidates that others seconded, when they are here. */
  interface OnFetched {
    void accept(PeerId from, OnRelayParent here, CommittedCandidateReceipt candidate);
  }

  StatementDistribution(
      Network network,
      PeerSet<ValidationMessage> peers,
      RelayParents relayParents,
      CandidateFetching fetching,
      OnFetched onFetched,
      BackingObserver observer) {
    this.network = network;
    this.peers = peers;
    this.relayParents = relayParents;
    this.fetching = fetching;
    this.onFetched = onFetched;
    this.observer = observer;
  }

  void onMessage(PeerId peer, StatementMessage message) {
    switch (message) {
      case StatementMessage.Statement(Hash256 relayParent, SignedStatement statement) ->
          relayParents.at(relayParent).ifPresent(here -> accept(peer, here, statement));
      case StatementMessage.BackedCandidateManifest(StatementMessage.Manifest manifest) ->
          relayParents
              .at(manifest.relayParent())
              .ifPresent(here -> onManifest(peer, here, manifest));
      case StatementMessage.BackedCandidateKnown known -> {
        // Statements go to everybody who has the relay parent in view, whatever each knows.
      }
    }
  }

  private void accept(PeerId peer, OnRelayParent here, SignedStatement statement) {
    if (!here.goesTo(peer, statement)
        || here.table.hasSpoken(statement.validatorIndex(), statement.payload().candidateHash())) {
      return;
    }
    if (!isSigned(relayParents.signatures(), here.view, statement)) {
      network.report(peer, "expected a statement that a member of a group signed");
      return;
    }
    Hash256 hash = statement.payload().candidateHash();
    if (!here.table.mayBack(statement.validatorIndex(), hash)) {
      network.report(peer, "expected a statement of the group that backs the candidate");
      return;
    }
    boolean counts = add(here, statement);
    if (here.table.candidate(hash).isEmpty()) {
      want(here, hash, peer, groupOf(here.view, statement.validatorIndex()));
    } else if (counts) {
      passOn(here, statement);
    }
  }

  /** Counts a statement whose signature was checked; false when it must not be. */
  private boolean add(OnRelayParent here, SignedStatement statement) {
    Hash256 hash = statement.payload().candidateHash();
    int validator = statement.validatorIndex();
    Optional<Hash256> seconded = here.table.secondedBy(validator);
    switch (statement.payload()) {
      case CompactStatement.Seconded s -> {
        if (seconded.isPresent() && !seconded.get().equals(hash)) {
          LOG.warn(
              "validator {} seconded two candidates on relay parent {}",
              validator,
              here.view.block());
          observer.onEquivocation(here.hash(), validator);
          return false;
        }
      }
      case CompactStatement.Valid v -> {
        if (!here.table.isSeconded(hash)) {
          return false;
        }
      }
    }
    here.table.add(statement);
    return true;
  }

  /** Whether a validator who backs candidates on the relay parent has signed it. */
  static boolean isSigned(SignatureChecks checks, RelayView view, SignedStatement statement) {
    int index = statement.validatorIndex();
    if (index < 0 || index >= view.validators().size()) {
      return false;
    }
    Hash256 hash = statement.payload().candidateHash();
    Bytes payload =
        switch (statement.payload()) {
          case CompactStatement.Seconded s -> Signing.seconded(hash, view.signingContext());
          case CompactStatement.Valid v -> Signing.valid(hash, view.signingContext());
        };
    return !groupOf(view, index).isEmpty()
        && Signing.verify(checks, statement.signature(), payload, view.validators().get(index));
  }

  /** The group of a validator; none when it has none. */
  private static List<Integer> groupOf(RelayView view, int validator) {
    return view.groups().stream()
        .filter(group -> group.contains(validator))
        .findFirst()
        .orElse(List.of());
  }

  private void onManifest(PeerId peer, OnRelayParent here, StatementMessage.Manifest manifest) {
    List<List<Integer>> groups = here.view.groups();
    if (manifest.groupIndex() >= groups.size()) {
      network.report(
          peer, "expected a group below " + groups.size() + ", found " + manifest.groupIndex());
      return;
    }
    List<Integer> group = groups.get(manifest.groupIndex());
    Hash256 hash = manifest.candidateHash();
    if (here.table.candidate(hash).isPresent()) {
      peers.send(
          peer,
          new ValidationMessage.StatementDistribution(
              new StatementMessage.BackedCandidateKnown(
                  new StatementMessage.Acknowledgement(hash, here.table.knowledge(hash, group)))));
    } else {
      want(here, hash, peer, group);
    }
  }

  private void want(OnRelayParent here, Hash256 candidate, PeerId from, List<Integer> group) {
    fetching.want(
        here,
        candidate,
        from,
        group.size(),
        (peer, response) -> {
          for (SignedStatement statement : response.statements()) {
            here.goesTo(peer, statement);
            if (!here.table.hasSpoken(statement.validatorIndex(), candidate)) {
              add(here, statement);
            }
          }
          if (here.table.isSeconded(candidate)) {
            here.table.add(
                candidate,
                new StatementTable.Known(
                    response.candidateReceipt(), response.persistedValidationData()));
            here.table.statements(candidate).forEach(statement -> passOn(here, statement));
            onFetched.accept(peer, here, response.candidateReceipt());
          }
        });
  }

  /** Counts a statement of this node about a candidate that it has, and sends it out. */
  void add(OnRelayParent here, SignedStatement statement, StatementTable.Known candidate) {
    Hash256 hash = statement.payload().candidateHash();
    boolean isNew = here.table.candidate(hash).isEmpty();
    here.table.add(statement);
    here.table.add(hash, candidate);
    (isNew ? here.table.statements(hash) : List.of(statement)).forEach(each -> passOn(here, each));
  }

  private void passOn(OnRelayParent here, SignedStatement statement) {
    List<PeerId> to = new ArrayList<>();
    for (PeerId peer : peers.peers()) {
      if (peers.knows(peer, head -> relayParents.isInView(here.hash(), head))
          && here.goesTo(peer, statement)) {
        to.add(peer);
      }
    }
    peers.send(to, message(here, statement));
    here.table
        .candidate(statement.payload().candidateHash())
        .ifPresent(known ->
            here.noteBacked(statement.payload().candidateHash(), known.receipt(), observer));
  }

  private static ValidationMessage message(OnRelayParent here, SignedStatement statement) {
    return new ValidationMessage.StatementDistribution(
        new StatementMessage.Statement(here.hash(), statement));
  }

  /** A peer knows these blocks now: it is sent what it does not have. */
  void onKnows(PeerId peer, Set<Hash256> blocks) {
    for (OnRelayParent here : relayParents.all()) {
      if (blocks.stream().anyMatch(head -> relayParents.isInView(here.hash(), head))) {
        for (Hash256 candidate : here.table.candidates()) {
          for (SignedStatement statement : here.table.statements(candidate)) {
            if (here.goesTo(peer, statement)) {
              peers.send(peer, message(here, statement));
            }
          }
        }
      }
    }
  }
}
