package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Results.Result;
import io.braid.scale.Codecs.Unit;
import java.util.List;
import java.util.Optional;

/** API to interact with RuntimeGenesisConfig for the runtime. */
@RuntimeApi(id = "fbc577b9d747efd6", version = 1)
public interface GenesisBuilder {
  /**
   * Writes the state of block 0 from a genesis config in JSON; the node adds the code. An absent
   * key takes its default.
   */
  Result<Unit, String> buildState(Bytes json);

  /** The JSON of a named preset, or of the default config. */
  Optional<Bytes> getPreset(Optional<String> id);

  /** The names of all presets. */
  List<String> presetNames();
}
