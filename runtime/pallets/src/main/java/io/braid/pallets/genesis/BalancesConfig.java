package io.braid.pallets.genesis;

import io.braid.primitives.AccountId;
import io.braid.primitives.U128;
import io.braid.scale.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who has what at the start.
 *
 * @param balances in planck, every account once
 */
@Scale
public record BalancesConfig(List<Map.Entry<AccountId, U128>> balances) {
  public static BalancesConfig of(SortedMap<AccountId, U128> balances) {
    List<Map.Entry<AccountId, U128>> entries = new ArrayList<>();
    balances.forEach((account, amount) -> entries.add(Map.entry(account, amount)));
    return new BalancesConfig(entries);
  }

  /**
   * @throws GenesisRefusal when an account is there twice
   */
  public SortedMap<AccountId, U128> sorted() throws GenesisRefusal {
    TreeMap<AccountId, U128> sorted = new TreeMap<>();
    for (int i = 0; i < balances.size(); i++) {
      Map.Entry<AccountId, U128> entry = balances.get(i);
      if (sorted.containsKey(entry.getKey())) {
        throw new GenesisRefusal(
            "balances.balances[" + i + "]",
            "expected every account once, found " + entry.getKey() + " again");
      }
      sorted.put(entry.getKey(), entry.getValue());
    }
    return sorted;
  }
}
