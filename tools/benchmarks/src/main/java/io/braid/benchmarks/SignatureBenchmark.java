package io.braid.benchmarks;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.ed25519.Ed25519;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.sr25519.Sr25519;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Microseconds of processor time that one signature check takes, on one thread: sr25519 and ed25519
 * over messages of 100 bytes, and Blake2b-256 of 64 bytes for comparison between machines.
 * Processor time, so that what else runs on the machine matters little. Argument: seconds for each
 * figure, after as many of warming up (default 5).
 */
public final class SignatureBenchmark {
  private static final int SIGNATURES = 64;
  private static final int MESSAGE_BYTES = 100;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final PrintStream out;
  private final int seconds;

  private record Signed(byte[] signature, byte[] message, byte[] publicKey) {}

  private SignatureBenchmark(PrintStream out, int seconds) {
    this.out = out;
    this.seconds = seconds;
  }

  private static List<Signed> signed(KeyScheme scheme) {
    List<Signed> all = new ArrayList<>();
    for (int i = 0; i < SIGNATURES; i++) {
      KeyPair pair = KeyPair.of(scheme, "//Signer//" + i);
      byte[] message = new byte[MESSAGE_BYTES];
      message[0] = (byte) i;
      all.add(
          new Signed(
              pair.sign(message, NonceEntropy.NONE).toArray(),
              message,
              pair.publicKey().toArray()));
    }
    return all;
  }

  private void report(String what, IntPredicate check) {
    run(check);
    out.printf("%-24s %8.2f us%n", what, run(check) / 1e3);
  }

  /** Nanoseconds of processor time for each check. */
  private double run(IntPredicate check) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long start = threads.getCurrentThreadCpuTime();
    long done = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < SIGNATURES; i++) {
        if (!check.test(i)) {
          throw new IllegalStateException("a valid signature is refused");
        }
      }
      done += SIGNATURES;
    }
    return (double) (threads.getCurrentThreadCpuTime() - start) / done;
  }

  public static void main(String[] arguments) {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    SignatureBenchmark benchmark = new SignatureBenchmark(System.out, seconds);
    List<Signed> sr25519 = signed(KeyScheme.SR25519);
    List<Signed> ed25519 = signed(KeyScheme.ED25519);
    byte[] data = new byte[64];
    benchmark.report(
        "sr25519 verify",
        i -> {
          Signed s = sr25519.get(i);
          return Sr25519.verify(s.signature(), s.message(), s.publicKey());
        });
    benchmark.report(
        "ed25519 verify",
        i -> {
          Signed s = ed25519.get(i);
          return Ed25519.verify(s.signature(), s.message(), s.publicKey());
        });
    benchmark.report("blake2b-256 of 64 bytes", i -> Blake2b.hash256(data).length == 32);
  }
}
