package io.braid.wasm.host;

import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host.LogLevel;

/**
 * The frame around every exported entry point. A generated class of exports looks like this:
 *
 * <pre>{@code
 * public final class RelayExports {
 *   private static final EntryPoints RUNTIME = new RelayRuntime(new WasmHost());
 *
 *   @Export(name = "Core_version")
 *   public static long coreVersion(int pointer, int length) {
 *     return WasmEntry.call(pointer, length, "Core_version", RUNTIME);
 *   }
 *
 *   public static void main(String[] arguments) {}
 * }
 * }</pre>
 */
public final class WasmEntry {
  private static final String LOG_TARGET = "runtime";

  /** Keeps the bytes that the host is about to read from being collected. */
  private static byte[] result = new byte[0];

  private WasmEntry() {}

  /**
   * Runs one entry point. Whatever it throws is logged as an error, then the call traps: state
   * changes are the host's to forget, and the instance must not be used again.
   *
   * @param pointer where the arguments lie
   * @param length their size in bytes
   * @return the span of the result
   */
  public static long call(int pointer, int length, String entryPoint, EntryPoints runtime) {
    try {
      result = runtime.call(entryPoint, Memory.copy(pointer, length));
      return Memory.span(result);
    } catch (Throwable failure) {
      new WasmHost().log(LogLevel.ERROR, LOG_TARGET, entryPoint + " failed: " + describe(failure));
      HostFunctions.trap();
      throw failure;
    }
  }

  private static String describe(Throwable failure) {
    String name = failure.getClass().getName();
    return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
  }
}
