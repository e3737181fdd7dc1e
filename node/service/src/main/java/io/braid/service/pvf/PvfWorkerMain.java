package io.braid.service.pvf;

import io.braid.executor.pvf.PvfLimits;
import io.braid.executor.pvf.worker.PvfWorkerLoop;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.storage.CompiledCodeFolder;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * A worker process. Argument: the folder of compiled code, if any. Not for people: it speaks with
 * the node that started it over its standard input and output, and ends when that closes them.
 */
public final class PvfWorkerMain {
  private PvfWorkerMain() {}

  public static void main(String[] arguments) {
    // Whatever else prints something must not print it between the answers.
    System.setOut(System.err);
    CompiledCodeCache cache =
        arguments.length == 0
            ? CompiledCodeCache.NONE
            : new CompiledCodeFolder(Path.of(arguments[0]), InstantSource.system());
    try {
      PvfWorkerLoop.serve(
          new FileInputStream(FileDescriptor.in),
          new FileOutputStream(FileDescriptor.out),
          PvfLimits.STANDARD,
          cache);
    } catch (IOException e) {
      // The node is gone: so is the worker.
    }
    // Threads that hear no interruption may be left behind.
    Runtime.getRuntime().halt(0);
  }
}
