package io.braid.executor.pvf.worker;

import io.braid.primitives.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the node asks of a worker: to prepare code, or to prepare and run it.
 *
 * @param parameters of the run; empty to prepare only
 * @param limit processor time for the preparation alone, or for the run alone
 */
record WorkerRequest(Bytes code, Optional<Bytes> parameters, Duration limit) {
  private static final int PREPARE = 1;
  private static final int RUN = 2;

  void write(DataOutputStream out) throws IOException {
    out.writeByte(parameters.isPresent() ? RUN : PREPARE);
    out.writeLong(limit.toNanos());
    write(code, out);
    if (parameters.isPresent()) {
      write(parameters.get(), out);
    }
    out.flush();
  }

  /** Empty when the node has nothing more to ask. */
  static Optional<WorkerRequest> read(DataInputStream in) throws IOException {
    int kind = in.read();
    if (kind < 0) {
      return Optional.empty();
    }
    Duration limit = Duration.ofNanos(in.readLong());
    Bytes code = readBytes(in);
    return Optional.of(
        new WorkerRequest(
            code, kind == RUN ? Optional.of(readBytes(in)) : Optional.empty(), limit));
  }

  private static void write(Bytes bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.size());
    out.write(bytes.unsafeArray());
  }

  private static Bytes readBytes(DataInputStream in) throws IOException {
    int size = in.readInt();
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    return Bytes.wrap(bytes);
  }
}
