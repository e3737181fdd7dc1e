package io.braid.executor.pvf.worker;

import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.primitives.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a worker says. The first answer to a request is {@link Ready}, {@link Refused} or {@link
 * TooSlow}; when it was to run and is ready, {@link Ended} follows.
 */
sealed interface WorkerAnswer {
  /** The first bytes of any worker, so that nothing else is taken for one: "BPV1". */
  int GREETING = 0x42505631;

  /** Of reasons, in UTF-8; the worker cuts them. */
  int MAX_REASON_BYTES = 4096;

  /** The code is prepared. */
  record Ready() implements WorkerAnswer {}

  record Refused(String reason) implements WorkerAnswer {}

  /** The preparation took more processor time than its limit; the worker ends. */
  record TooSlow() implements WorkerAnswer {}

  record Ended(PvfOutcome outcome) implements WorkerAnswer {}

  /** The process said something that is no answer. */
  final class Malformed extends IOException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  static void write(WorkerAnswer answer, DataOutputStream out) throws IOException {
    switch (answer) {
      case Ready() -> out.writeByte(0);
      case Refused(String reason) -> text(1, reason, out);
      case TooSlow() -> out.writeByte(2);
      case Ended(PvfOutcome outcome) -> write(outcome, out);
    }
    out.flush();
  }

  private static void write(PvfOutcome outcome, DataOutputStream out) throws IOException {
    switch (outcome) {
      case PvfOutcome.Valid(Bytes result, long fuelUsed) -> {
        out.writeByte(3);
        out.writeLong(fuelUsed);
        out.writeInt(result.size());
        out.write(result.unsafeArray());
      }
      case PvfOutcome.OutOfFuel(long limit) -> {
        out.writeByte(4);
        out.writeLong(limit);
      }
      case PvfOutcome.StackExhausted(int limitUnits) -> {
        out.writeByte(5);
        out.writeInt(limitUnits);
      }
      case PvfOutcome.OutOfMemory(String reason) -> text(6, reason, out);
      case PvfOutcome.Trapped(String reason) -> text(7, reason, out);
      case PvfOutcome.TimedOut(Duration deadline) -> {
        out.writeByte(8);
        out.writeLong(deadline.toNanos());
      }
      case PvfOutcome.EngineFailed(String reason) -> text(9, reason, out);
      case PvfOutcome.CodeRefused(String reason) -> text(1, reason, out);
      case PvfOutcome.WorkerDied(String how) -> text(9, how, out);
      case PvfOutcome.NoWorker(String reason) -> text(9, reason, out);
    }
  }

  /**
   * @throws IOException when the process has ended, or said something else
   */
  static WorkerAnswer read(DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case 0 -> new Ready();
      case 1 -> new Refused(text(in));
      case 2 -> new TooSlow();
      case 3 -> {
        long fuelUsed = in.readLong();
        yield new Ended(
            new PvfOutcome.Valid(Bytes.wrap(bytes(in, PvfExecutor.MAX_RESULT_BYTES)), fuelUsed));
      }
      case 4 -> new Ended(new PvfOutcome.OutOfFuel(in.readLong()));
      case 5 -> new Ended(new PvfOutcome.StackExhausted(in.readInt()));
      case 6 -> new Ended(new PvfOutcome.OutOfMemory(text(in)));
      case 7 -> new Ended(new PvfOutcome.Trapped(text(in)));
      case 8 -> new Ended(new PvfOutcome.TimedOut(Duration.ofNanos(in.readLong())));
      case 9 -> new Ended(new PvfOutcome.EngineFailed(text(in)));
      default -> throw new Malformed("expected an answer's tag below 10, found " + tag);
    };
  }

  private static void text(int tag, String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] cut = bytes.length > MAX_REASON_BYTES ? Arrays.copyOf(bytes, MAX_REASON_BYTES) : bytes;
    out.writeByte(tag);
    out.writeInt(cut.length);
    out.write(cut);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in, MAX_REASON_BYTES), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in, int limit) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > limit) {
      throw new Malformed("expected at most " + limit + " bytes, found " + size);
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    return bytes;
  }
}
