package io.braid.runtime.api;

/**
 * A runtime, seen from the node: a function behind named entry points ({@code Core_execute_block},
 * {@code BlockBuilder_apply_extrinsic}, …; Polkadot specification, appendix C).
 */
public interface EntryPoints {
  /**
   * @param name the entry point's name
   * @param arguments the SCALE-encoded arguments, one after the other
   * @return the SCALE-encoded result
   */
  byte[] call(String name, byte[] arguments);
}
