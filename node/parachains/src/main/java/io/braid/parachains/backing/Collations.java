package io.braid.parachains.backing;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.collation.Collation;
import io.braid.parachains.collation.CollationAdvertisement;
import io.braid.parachains.collation.CollationAdvertisementCodec;
import io.braid.parachains.collation.CollationCodec;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.scale.Decoded;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches what collators advertise: for the core of the own group only, once for each collator and
 * parachain on a relay parent, and only while this validator may still second.
 */
final class Collations {
  private final ValidatorKeys keys;
  private final Network network;
  private final RelayParents relayParents;
  private final OwnStatements own;

  Collations(ValidatorKeys keys, Network network, RelayParents relayParents, OwnStatements own) {
    this.keys = keys;
    this.network = network;
    this.relayParents = relayParents;
    this.own = own;
  }

  /** A {@link CollationAdvertisement} came. */
  void onAdvertisement(PeerId peer, Bytes message) {
    switch (CollationAdvertisementCodec.CODEC.tryDecode(message)) {
      case Decoded.Malformed<CollationAdvertisement>(String reason) -> network.report(peer, reason);
      case Decoded.Value<CollationAdvertisement>(CollationAdvertisement value) ->
          relayParents.at(value.relayParent(), message, here -> consider(peer, here, value));
    }
  }

  private void consider(PeerId peer, OnRelayParent here, CollationAdvertisement advertised) {
    Optional<Integer> core = here.view.scheduledCoreOf(advertised.paraId());
    if (core.isEmpty()) {
      return;
    }
    Optional<ValidatorKeys.Self> self = keys.member(here.view, core.get());
    if (self.isEmpty()
        || !here.advertised.add(Map.entry(peer, advertised.paraId()))
        || here.table.secondedBy(self.get().index()).isPresent()
        || !here.begun.add(advertised.candidateHash())) {
      return;
    }
    network.request(
        peer,
        Protocol.COLLATION_REQUESTS,
        advertised.candidateHash().bytes(),
        answer -> {
          if (answer.isPresent()) {
            onCollation(peer, here, advertised, self.get(), answer.get());
          } else {
            here.begun.remove(advertised.candidateHash());
          }
        });
  }

  private void onCollation(
      PeerId peer,
      OnRelayParent here,
      CollationAdvertisement advertised,
      ValidatorKeys.Self self,
      Bytes bytes) {
    switch (CollationCodec.CODEC.tryDecode(bytes)) {
      case Decoded.Malformed<Collation>(String reason) -> network.report(peer, reason);
      case Decoded.Value<Collation>(Collation collation) -> {
        CandidateDescriptor descriptor = collation.receipt().descriptor();
        Hash256 hash = Candidates.hash(collation.receipt());
        boolean asAdvertised =
            hash.equals(advertised.candidateHash())
                && descriptor.paraId() == advertised.paraId()
                && descriptor.relayParent().equals(advertised.relayParent());
        if (asAdvertised) {
          own.judge(peer, here, self, collation.receipt(), collation.pov());
        } else {
          own.refuse(
              peer,
              descriptor,
              new CollationRefusal.OtherCandidate(advertised.candidateHash(), hash));
        }
      }
    }
  }
}
