package io.braid.parachains.inherent;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.importing.InherentContext;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.parachains.availability.Availability;
import io.braid.parachains.backing.Backing;
import io.braid.parachains.disputes.Disputes;
import io.braid.parachains.prospective.ProspectiveParachains;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.ParachainsInherentData;
import io.braid.runtime.api.parachains.ParachainsInherentDataCodec;
import io.braid.runtime.api.parachains.SignedBitfield;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The inherent data {@code parachn0}: the bitfields about the parent, and for every parachain a
 * chain of backed candidates over the cores that will be free, each on the one before. Then the
 * votes in disputes that the chain does not have.
 */
public final class ParachainsInherentProvider implements InherentDataProvider {
  private static final String IDENTIFIER = "parachn0";

  private final Chain chain;
  private final RelayViews views;
  private final Backing backing;
  private final ProspectiveParachains prospects;
  private final Availability availability;
  private final Disputes disputes;

  public ParachainsInherentProvider(
      Chain chain,
      RelayViews views,
      Backing backing,
      ProspectiveParachains prospects,
      Availability availability,
      Disputes disputes) {
    this.chain = chain;
    this.views = views;
    this.backing = backing;
    this.prospects = prospects;
    this.availability = availability;
    this.disputes = disputes;
  }

  @Override
  public InherentData addTo(InherentContext context, InherentData data) {
    Hash256 parent = context.parent().hash();
    Optional<Header> header = chain.header(parent);
    Optional<RelayView> view = views.at(parent);
    List<SignedBitfield> bitfields = availability.bitfields(parent);
    return header.isEmpty() || view.isEmpty()
        ? data
        : data.with(
            IDENTIFIER,
            ParachainsInherentDataCodec.CODEC,
            new ParachainsInherentData(
                bitfields,
                candidates(view.get(), bitfields),
                disputes.forInherent(parent),
                header.get()));
  }

  private List<BackedCandidate> candidates(RelayView parent, List<SignedBitfield> bitfields) {
    Cores cores = new Cores(parent, bitfields);
    List<BackedCandidate> chosen = new ArrayList<>();
    for (int paraId : parent.parachains()) {
      Cores.Next next = cores.next(paraId, views.pending(parent.block().hash(), paraId));
      Set<Integer> free = new TreeSet<>(next.free());
      for (Hash256 hash :
          prospects.backable(parent.block().hash(), paraId, next.ancestors(), free.size())) {
        Optional<BackedCandidate> candidate = backing.backed(hash);
        // Each builds on the one before: behind a gap nothing fits.
        if (candidate.isEmpty()
            || !free.remove(candidate.get().candidate().descriptor().coreIndex())) {
          break;
        }
        chosen.add(candidate.get());
      }
    }
    return chosen;
  }
}
