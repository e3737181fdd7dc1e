package io.braid.parachains.inherent;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.importing.InherentContext;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.parachains.availability.Availability;
import io.braid.parachains.backing.Backing;
import io.braid.parachains.disputes.Disputes;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.ParachainsInherentData;
import io.braid.runtime.api.parachains.ParachainsInherentDataCodec;
import io.braid.runtime.api.parachains.PersistedValidationData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The inherent data {@code parachn0}: the bitfields about the parent, and for every core that the
 * parent left free the first backed candidate that still fits the head that is included. Then the
 * votes in disputes that the chain does not have.
 */
public final class ParachainsInherentProvider implements InherentDataProvider {
  private static final String IDENTIFIER = "parachn0";

  private final Chain chain;
  private final RelayViews views;
  private final Backing backing;
  private final Availability availability;
  private final Disputes disputes;

  public ParachainsInherentProvider(
      Chain chain,
      RelayViews views,
      Backing backing,
      Availability availability,
      Disputes disputes) {
    this.chain = chain;
    this.views = views;
    this.backing = backing;
    this.availability = availability;
    this.disputes = disputes;
  }

  @Override
  public InherentData addTo(InherentContext context, InherentData data) {
    Hash256 parent = context.parent().hash();
    Optional<Header> header = chain.header(parent);
    Optional<RelayView> view = views.at(parent);
    return header.isEmpty() || view.isEmpty()
        ? data
        : data.with(
            IDENTIFIER,
            ParachainsInherentDataCodec.CODEC,
            new ParachainsInherentData(
                availability.bitfields(parent),
                candidates(view.get()),
                disputes.forInherent(parent),
                header.get()));
  }

  private List<BackedCandidate> candidates(RelayView parent) {
    List<BackedCandidate> chosen = new ArrayList<>();
    for (int core = 0; core < parent.cores().size(); core++) {
      if (parent.scheduledOn(core).isPresent()) {
        backing.backed(parent, core).stream()
            .filter(candidate -> fits(parent, candidate))
            .findFirst()
            .ifPresent(chosen::add);
      }
    }
    return chosen;
  }

  /** Whether the head is still the one that the candidate builds on. */
  private boolean fits(RelayView parent, BackedCandidate candidate) {
    int paraId = candidate.candidate().descriptor().paraId();
    Hash256 relayParent = candidate.candidate().descriptor().relayParent();
    Optional<PersistedValidationData> then = views.validationData(relayParent, paraId);
    Optional<PersistedValidationData> now = views.validationData(parent.block().hash(), paraId);
    return then.isPresent()
        && now.isPresent()
        && then.get().parentHead().equals(now.get().parentHead());
  }
}
