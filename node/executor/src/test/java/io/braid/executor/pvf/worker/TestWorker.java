package io.braid.executor.pvf.worker;

import io.braid.executor.pvf.PvfLimits;
import io.braid.executor.wasm.CompiledCodeCache;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Worker processes for the tests: an honest one, and some that were taken over. */
final class TestWorker {
  private TestWorker() {}

  /**
   * @param fuel of each run
   */
  static List<String> honest(int heapMib, long fuel) {
    return command(heapMib, "honest", Long.toString(fuel));
  }

  static List<String> command(int heapMib, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heapMib + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr",
            "-cp",
            System.getProperty("java.class.path"),
            TestWorker.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  public static void main(String[] arguments) throws IOException {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    DataOutputStream said = new DataOutputStream(new BufferedOutputStream(out));
    if (!arguments[0].equals("honest") && !arguments[0].equals("stranger")) {
      said.writeInt(WorkerAnswer.GREETING);
      said.flush();
    }
    switch (arguments[0]) {
      case "honest" -> {
        PvfLimits limits =
            new PvfLimits(1 << 20, 512, 100, 1 << 16, Long.parseLong(arguments[1]), 8 << 20);
        PvfWorkerLoop.serve(System.in, out, limits, CompiledCodeCache.NONE);
      }
      case "stranger" -> System.out.println("Usage: not a worker");
      case "flood" -> {
        byte[] noise = new byte[1 << 16];
        Arrays.fill(noise, (byte) 0x7f);
        while (true) {
          said.write(noise);
        }
      }
      case "two gigabytes" -> {
        WorkerAnswer.write(new WorkerAnswer.Ready(), said);
        said.writeByte(3);
        said.writeLong(1);
        said.writeInt(Integer.MAX_VALUE);
        said.flush();
        System.in.readAllBytes();
      }
      case "silent" -> System.in.readAllBytes();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }
}
