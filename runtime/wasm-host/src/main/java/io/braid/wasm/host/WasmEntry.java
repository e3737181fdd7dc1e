package io.braid.wasm.host;

import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.Host.LogLevel;
import java.util.function.Function;

/**
 * The frame around every exported entry point. A generated class of exports looks like this:
 *
 * <pre>{@code
 * public final class RelayExports {
 *   @Export(name = "Core_version")
 *   public static long coreVersion(int pointer, int length) {
 *     return WasmEntry.call(pointer, length, "Core_version", RelayRuntimeEntryPoints::new);
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
   * @param runtime makes the object that serves this one call
   * @return the span of the result
   */
  public static long call(
      int pointer, int length, String entryPoint, Function<Host, EntryPoints> runtime) {
    try {
      byte[] arguments = Memory.copy(pointer, length);
      result = runtime.apply(new WasmHost()).call(entryPoint, arguments);
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
