package io.braid.runtime.api;

/**
 * A runtime as the node sees it: functions by name from SCALE bytes to SCALE bytes. One object
 * serves one call over one {@link Host}.
 */
public interface EntryPoints {
  /**
   * @param entryPoint the trait and the method, as {@code Core_execute_block}
   * @param arguments the method's arguments in SCALE, one after the other
   * @return the result in SCALE, empty for a method without one
   */
  byte[] call(String entryPoint, byte[] arguments);
}
