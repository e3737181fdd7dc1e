package io.braid.executor.wasm;

import io.braid.executor.host.RuntimeTrap;
import io.braid.executor.wasm.rewrite.Sandbox;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.Instance;

/**
 * Charges host calls to the fuel of an instrumented module: a price for the call and one for every
 * byte of the spans that it hands over. Consensus, as the prices of instructions are.
 */
final class FuelMeter implements HostMeter {
  private static final long CALL = 200;
  private static final long SIGNATURE = 200_000;
  private static final long BYTE = 2;
  private static final long HASHED_BYTE = 8;
  private static final long TRIE_BYTE = 64;

  @Override
  public void charge(Instance instance, CompiledCode.ImportedFunction function, long[] arguments) {
    String name = function.name();
    long bytes = 0;
    String signature = function.function().map(HostFunction::signature).orElse(":");
    for (int i = 0; signature.charAt(i) != ':'; i++) {
      if (signature.charAt(i) == 'l') {
        bytes += arguments[i] >>> 32;
      }
    }
    long price = CALL + bytes * pricePerByte(name);
    if (name.startsWith("ext_crypto_")) {
      price += SIGNATURE;
    }
    GlobalInstance fuel = instance.exports().global(Sandbox.FUEL);
    fuel.setValue(fuel.getValue() - price);
    if (fuel.getValue() < 0) {
      throw new RuntimeTrap("out of fuel in " + name);
    }
  }

  private static long pricePerByte(String name) {
    if (name.startsWith("ext_trie_")) {
      return TRIE_BYTE;
    }
    return name.startsWith("ext_hashing_") || name.startsWith("ext_crypto_") ? HASHED_BYTE : BYTE;
  }
}
