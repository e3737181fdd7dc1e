package io.braid.pallets.genesis;

/** Why a genesis in JSON cannot be built: where, what was expected, and what was found. */
public final class GenesisRefusal extends Exception {
  /**
   * @param path from the top, as {@code balances.balances[2][1]}
   */
  public GenesisRefusal(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem, null, false, false);
  }
}
