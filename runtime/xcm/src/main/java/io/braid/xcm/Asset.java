package io.braid.xcm;

import io.braid.primitives.U128;
import io.braid.scale.Scale;
import java.util.Optional;

/** Some amount of a fungible asset, or a unique thing. */
@Scale(path = "staging_xcm::v5::asset::Asset")
public record Asset(AssetId id, Fungibility fun) implements Comparable<Asset> {
  public static Asset fungible(Location id, U128 amount) {
    return new Asset(new AssetId(id), new Fungibility.Fungible(amount));
  }

  /** The amount, when this is fungible. */
  public Optional<U128> amount() {
    return fun instanceof Fungibility.Fungible f ? Optional.of(f.amount()) : Optional.empty();
  }

  @Override
  public int compareTo(Asset other) {
    int byId = id.location().compareTo(other.id.location());
    if (byId != 0) {
      return byId;
    }
    if (fun instanceof Fungibility.Fungible a && other.fun instanceof Fungibility.Fungible b) {
      return a.amount().compareTo(b.amount());
    }
    return FungibilityCodec.CODEC
        .encodeToBytes(fun)
        .compareTo(FungibilityCodec.CODEC.encodeToBytes(other.fun));
  }
}
