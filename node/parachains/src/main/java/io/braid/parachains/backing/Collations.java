package io.braid.parachains.backing;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.peers.PeerSet;
import io.braid.parachains.prospective.ProspectiveParachains;
import io.braid.parachains.protocol.CollationFetching;
import io.braid.parachains.protocol.CollationFetching_RequestCodec;
import io.braid.parachains.protocol.CollationFetching_ResponseCodec;
import io.braid.parachains.protocol.CollationMessage;
import io.braid.parachains.protocol.CollatorMessage;
import io.braid.parachains.protocol.SignedFullStatement;
import io.braid.parachains.protocol.SignedStatement;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what collators advertise: for the core of the own group only, from each collator as many
 * as its parachain has turns, only what may come next by what is known, and only while this
 * validator may still second. A collator is heard when it has declared itself.
 */
final class Collations {
  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  /** Advertisements that overtook the declaration of their collator. */
  private static final int MAX_EARLY = 4;

  /** A peer that makes a parachain's blocks, or may yet say so. */
  private static final class Collator {
    Optional<CollatorMessage.Declare> declared = Optional.empty();
    final List<CollatorMessage.AdvertiseCollation> early = new ArrayList<>();
  }

  private final ValidatorKeys keys;
  private final Network network;
  private final PeerSet<CollationMessage> peers;
  private final RelayParents relayParents;
  private final OwnStatements own;
  private final ProspectiveParachains prospects;
  private final Refusals refusals;
  private final Map<PeerId, Collator> collators = new LinkedHashMap<>();

  Collations(
      ValidatorKeys keys,
      Network network,
      PeerSet<CollationMessage> peers,
      RelayParents relayParents,
      OwnStatements own,
      ProspectiveParachains prospects,
      Refusals refusals) {
    this.keys = keys;
    this.network = network;
    this.peers = peers;
    this.relayParents = relayParents;
    this.own = own;
    this.prospects = prospects;
    this.refusals = refusals;
  }

  void onDisconnected(PeerId peer) {
    collators.remove(peer);
  }

  void onMessage(PeerId peer, CollatorMessage message) {
    if (!peers.peers().contains(peer)) {
      network.report(peer, "expected a view before other messages about collations");
      return;
    }
    Collator collator = collators.computeIfAbsent(peer, key -> new Collator());
    switch (message) {
      case CollatorMessage.Declare declaration -> onDeclared(peer, collator, declaration);
      case CollatorMessage.AdvertiseCollation advertised -> {
        if (collator.declared.isPresent()) {
          consider(peer, collator.declared.get().paraId(), advertised);
        } else if (collator.early.size() < MAX_EARLY) {
          collator.early.add(advertised);
        }
      }
      case CollatorMessage.CollationSeconded seconded ->
          network.report(peer, "expected no statement from a collator");
    }
  }

  private void onDeclared(PeerId peer, Collator collator, CollatorMessage.Declare declaration) {
    if (collator.declared.isPresent()) {
      network.report(peer, "expected one declaration of a collator, found a second one");
      return;
    }
    if (!Signing.verify(
        relayParents.signatures(),
        declaration.signature(),
        CollatorMessage.declaration(peer.binary()),
        declaration.collator())) {
      network.report(peer, "expected a declaration that the collator signed");
      return;
    }
    collator.declared = Optional.of(declaration);
    collator.early.forEach(early -> consider(peer, declaration.paraId(), early));
    collator.early.clear();
  }

  private void consider(PeerId peer, int paraId, CollatorMessage.AdvertiseCollation advertised) {
    Optional<OnRelayParent> here = relayParents.at(advertised.relayParent());
    Optional<ValidatorKeys.Self> self =
        here.flatMap(at ->
            at.view.coresOf(paraId).stream()
                .flatMap(core -> keys.member(at.view, core).stream())
                .findFirst());
    if (self.isEmpty()
        || !here.get().advertises(peer, paraId, advertised.candidateHash())
        || here.get().table.secondedBy(self.get().index()).isPresent()
        || prospects
            .refusal(
                paraId,
                advertised.candidateHash(),
                advertised.relayParent(),
                advertised.parentHeadDataHash())
            .isPresent()
        || !here.get().begun.add(advertised.candidateHash())) {
      return;
    }
    network.request(
        peer,
        Protocol.COLLATION_FETCHING,
        CollationFetching_RequestCodec.CODEC.encodeToBytes(
            new CollationFetching.Request(
                advertised.relayParent(), paraId, advertised.candidateHash())),
        answer -> {
          if (answer.isPresent()) {
            onCollation(peer, here.get(), paraId, advertised, self.get(), answer.get());
          } else {
            here.get().begun.remove(advertised.candidateHash());
          }
        });
  }

  private void onCollation(
      PeerId peer,
      OnRelayParent here,
      int paraId,
      CollatorMessage.AdvertiseCollation advertised,
      ValidatorKeys.Self self,
      Bytes bytes) {
    switch (CollationFetching_ResponseCodec.CODEC.tryDecode(bytes)) {
      case Decoded.Malformed<CollationFetching.Response>(String reason) ->
          network.report(peer, reason);
      case Decoded.Value<CollationFetching.Response>(CollationFetching.Response collation) -> {
        CandidateDescriptor descriptor = collation.receipt().descriptor();
        Hash256 hash = Candidates.hash(collation.receipt());
        boolean asAdvertised =
            hash.equals(advertised.candidateHash())
                && descriptor.paraId() == paraId
                && descriptor.relayParent().equals(advertised.relayParent());
        if (!asAdvertised) {
          refusals.refuse(
              peer,
              descriptor,
              new CollationRefusal.OtherCandidate(advertised.candidateHash(), hash));
        } else if (here.view.coresOf(paraId).contains(descriptor.coreIndex())
            && keys.member(here.view, descriptor.coreIndex()).isEmpty()) {
          // Good for another group: its collator did not know who is in which.
          LOG.debug("candidate {} is for core {}", hash, descriptor.coreIndex());
        } else {
          judge(peer, here, advertised.parentHeadDataHash(), self, collation);
        }
      }
    }
  }

  private void judge(
      PeerId peer,
      OnRelayParent here,
      Hash256 parentHead,
      ValidatorKeys.Self self,
      CollationFetching.Response collation) {
    Optional<Bytes> given =
        collation
                instanceof
                CollationFetching.Response.CollationWithParentHeadData(var r, var p, Bytes head)
            ? Optional.of(head)
            : Optional.empty();
    int paraId = collation.receipt().descriptor().paraId();
    prospects
        .validationData(here.view, paraId, parentHead, given)
        .ifPresentOrElse(
            data ->
                own.judge(
                    peer,
                    here,
                    self,
                    collation.receipt(),
                    data,
                    collation.pov(),
                    (candidate, statement) -> tell(peer, here, candidate, statement)),
            () -> LOG.debug("nobody here knows the head {} of parachain {}", parentHead, paraId));
  }

  /** Tells a collator that its candidate was seconded. */
  private void tell(
      PeerId peer,
      OnRelayParent here,
      CommittedCandidateReceipt candidate,
      SignedStatement statement) {
    peers.send(
        peer,
        new CollationMessage.CollatorProtocol(
            new CollatorMessage.CollationSeconded(
                here.hash(),
                new SignedFullStatement(
                    new SignedFullStatement.Statement.Seconded(candidate),
                    statement.validatorIndex(),
                    statement.signature()))));
  }
}
