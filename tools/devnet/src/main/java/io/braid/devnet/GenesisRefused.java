package io.braid.devnet;

/** A chain specification from which no genesis state can be made. */
public final class GenesisRefused extends Exception {
  GenesisRefused(String chain, String reason) {
    super("no genesis of " + chain + ": " + reason, null, false, false);
  }
}
