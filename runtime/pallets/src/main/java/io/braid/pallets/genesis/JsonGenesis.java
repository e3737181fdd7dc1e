package io.braid.pallets.genesis;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.GenesisBuilder;
import io.braid.runtime.api.Results.Result;
import io.braid.scale.Codecs.Unit;
import java.util.List;
import java.util.Optional;

/** Answers {@link GenesisBuilder} for a runtime's {@link GenesisModel}. */
public final class JsonGenesis<C> implements GenesisBuilder {
  private final GenesisModel<C> model;

  public JsonGenesis(GenesisModel<C> model) {
    this.model = model;
  }

  @Override
  public Result<Unit, String> buildState(Bytes json) {
    try {
      Json defaults = ScaleToJson.write(model.codec(), model.defaults());
      model.build(JsonToScale.read(model.codec(), JsonReader.read(json), defaults));
      return new Result.Ok<>(Unit.UNIT);
    } catch (GenesisRefusal | IllegalArgumentException refused) {
      return new Result.Err<>(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public Optional<Bytes> getPreset(Optional<String> id) {
    Optional<C> found =
        id.isPresent()
            ? Optional.ofNullable(model.presets().get(id.get()))
            : Optional.of(model.defaults());
    return found.map(this::json);
  }

  private Bytes json(C config) {
    return JsonWriter.write(ScaleToJson.write(model.codec(), config));
  }

  @Override
  public List<String> presetNames() {
    return List.copyOf(model.presets().keySet());
  }
}
