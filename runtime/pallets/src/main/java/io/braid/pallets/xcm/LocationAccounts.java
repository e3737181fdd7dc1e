package io.braid.pallets.xcm;

import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.scale.ScaleWriter;
import io.braid.xcm.Junction;
import io.braid.xcm.Location;
import java.util.List;
import java.util.Optional;

/**
 * Which account stands for a location: accounts of this chain for themselves; the relay chain,
 * parachains below and beside this chain by their sovereign accounts, which have no key.
 */
public final class LocationAccounts {
  private LocationAccounts() {}

  /** Empty for all other locations. */
  public static Optional<AccountId> of(Location location) {
    List<Junction> path = location.interior().items();
    if (location.parents() == 1 && path.isEmpty()) {
      return Optional.of(padded(Bytes.utf8("Parent")));
    }
    if (location.parents() > 1 || path.size() != 1) {
      return Optional.empty();
    }
    if (path.get(0) instanceof Junction.Parachain para) {
      return Optional.of(sovereign(location.parents() == 0 ? "para" : "sibl", para.id()));
    }
    boolean local = location.parents() == 0;
    return local && path.get(0) instanceof Junction.AccountId32 account
        ? Optional.of(AccountId.of(account.id()))
        : Optional.empty();
  }

  private static AccountId sovereign(String prefix, int paraId) {
    return padded(new ScaleWriter(8).raw(Bytes.utf8(prefix)).u32(paraId).toBytes());
  }

  /** The account of a pallet, whose name has eight characters. */
  public static AccountId ofPallet(String name) {
    return padded(Bytes.utf8("modl" + name));
  }

  private static AccountId padded(Bytes start) {
    return AccountId.of(Bytes.concat(start, Bytes.wrap(new byte[AccountId.SIZE - start.size()])));
  }
}
