package io.braid.benchmarks;

import io.braid.erasure.Chunk;
import io.braid.erasure.ChunkTrie;
import io.braid.erasure.ErasureCode;
import io.braid.erasure.Reconstruction;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What availability costs, in processor time of one thread: data into one chunk for each validator,
 * the root over these, and back from chunks. Megabytes are of data, not of chunks. Arguments:
 * validators, bytes of data, seconds for each figure (default 1000 2500000 3).
 */
public final class ErasureBenchmark {
  private static final long SEED = 1;

  private final int validators;
  private final byte[] data;
  private final int seconds;
  private final PrintStream out;

  private ErasureBenchmark(int validators, byte[] data, int seconds, PrintStream out) {
    this.validators = validators;
    this.data = data;
    this.seconds = seconds;
    this.out = out;
  }

  private void run() {
    ErasureCode fast = ErasureCode.forValidators(validators);
    ErasureCode plain = ErasureCode.scalar(validators);
    out.printf(
        "%d validators, %d bytes; vectors %s%n",
        validators, data.length, ErasureCode.usesVectors() ? "on" : "off: the figures are equal");
    List<Bytes> chunks = fast.chunks(data);
    List<Chunk> all = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      all.add(new Chunk(i, chunks.get(i)));
    }
    List<Chunk> systematic = List.copyOf(all.subList(0, fast.systematicThreshold()));
    Collections.shuffle(all, new Random(SEED));
    List<Chunk> any = List.copyOf(all.subList(0, ErasureCode.recoveryThreshold(validators)));

    compare("encode", () -> fast.chunks(data), () -> plain.chunks(data));
    compare("reconstruct, any third", () -> recovered(fast, any), () -> recovered(plain, any));
    measure("reconstruct, first chunks", () -> recovered(fast, systematic));
    measure("chunk hashes and root", () -> ChunkTrie.of(chunks, StatelessHost.BLAKE2).root());
    measure(
        "encode, hashes and root",
        () -> ChunkTrie.of(fast.chunks(data), StatelessHost.BLAKE2).root());
  }

  private static Bytes recovered(ErasureCode code, List<Chunk> chunks) {
    return switch (code.reconstruct(chunks)) {
      case Reconstruction.Recovered(Bytes padded) -> padded;
      case Reconstruction.Refused(var reason) -> throw new IllegalStateException("" + reason);
    };
  }

  private void compare(String what, Supplier<?> fast, Supplier<?> plain) {
    if (!fast.get().equals(plain.get())) {
      throw new IllegalStateException(what + ": the two codes differ");
    }
    double vector = measure(what, fast);
    double scalar = measure(what + ", plain", plain);
    out.printf("%-28s %9.1f times as fast%n", "", scalar / vector);
  }

  /** Milliseconds for one, in processor time: the mean after as many seconds of warming up. */
  private double measure(String what, Supplier<?> work) {
    long cold = cpuNanos();
    var unused = work.get();
    double first = (cpuNanos() - cold) / 1e6;
    repeat(work);
    long start = cpuNanos();
    int runs = repeat(work);
    double millis = (cpuNanos() - start) / 1e6 / runs;
    out.printf(
        "%-28s %9.2f ms %9.0f MB/s   (the first here %.0f ms)%n",
        what, millis, data.length / millis / 1e3, first);
    return millis;
  }

  private int repeat(Supplier<?> work) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int runs = 0;
    while (System.nanoTime() < end) {
      var unused = work.get();
      runs++;
    }
    return runs;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  public static void main(String[] arguments) {
    int validators = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    byte[] data = new byte[arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_500_000];
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    new Random(SEED).nextBytes(data);
    new ErasureBenchmark(validators, data, seconds, System.out).run();
  }
}
