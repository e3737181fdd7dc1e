package io.braid.pallets.genesis;

import io.braid.scale.Codec;
import java.util.SortedMap;

/**
 * What a runtime can start with.
 *
 * @param <C> a record of records: one for each pallet, with the fields of its genesis
 */
public interface GenesisModel<C> {
  /** The preset of a chain with one node. */
  String DEVELOPMENT = "development";

  /** The preset of a small network on one machine. */
  String LOCAL_TESTNET = "local_testnet";

  /** Its description says which JSON fits. */
  Codec<C> codec();

  /** What absent keys stand for. */
  C defaults();

  SortedMap<String, C> presets();

  /**
   * Writes the state of block 0, without the code, into an empty state.
   *
   * @throws GenesisRefusal when values do not fit together
   */
  void build(C config) throws GenesisRefusal;
}
