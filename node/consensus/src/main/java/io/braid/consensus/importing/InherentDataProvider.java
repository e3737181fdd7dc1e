package io.braid.consensus.importing;

import io.braid.runtime.api.InherentData;
import io.braid.scale.Codecs;

/** What a node tells the runtime of the world, when it authors a block and when it checks one. */
@FunctionalInterface
public interface InherentDataProvider {
  /** The wall clock, as {@code timstap0}. */
  InherentDataProvider TIMESTAMP =
      (context, data) -> data.with("timstap0", Codecs.U64, context.now().toEpochMilli());

  /** The block's slot, as {@code babeslot}: runtimes of the first years check it. */
  InherentDataProvider BABE_SLOT =
      (context, data) -> data.with("babeslot", Codecs.U64, context.slot());

  /** {@code data} with what this one knows. */
  InherentData addTo(InherentContext context, InherentData data);

  /** What all providers together know. */
  static InherentData collect(Iterable<InherentDataProvider> providers, InherentContext context) {
    InherentData data = InherentData.EMPTY;
    for (InherentDataProvider provider : providers) {
      data = provider.addTo(context, data);
    }
    return data;
  }
}
