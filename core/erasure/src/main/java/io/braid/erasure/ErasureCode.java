package io.braid.erasure;

import io.braid.primitives.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The code for a number of validators. With n' the next power of two from n on, and k the greatest
 * power of two up to the recovery threshold, data is cut into rows of k symbols; a row is the
 * values at 0 to k − 1 of a polynomial of degree below k, and chunk i is the column of its values
 * at i. So the first k chunks are the data itself, interleaved.
 */
public final class ErasureCode {
  public static final int MIN_VALIDATORS = 2;
  public static final int MAX_VALIDATORS = 65_536;

  /** Below this, what the vectors need to be prepared costs more than they save. */
  private static final int MIN_VECTOR_BYTES = 32 * 1024;

  private static final int PIECE_BYTES = 1 << 14;

  private static final SymbolCoder SCALAR = new ScalarCoder();
  private static final SymbolCoder BEST = SymbolCoder.best();

  private final int validators;
  private final int points;
  private final int dataPoints;
  private final SymbolCoder small;
  private final SymbolCoder large;

  private ErasureCode(int validators, SymbolCoder small, SymbolCoder large) {
    this.validators = validators;
    this.points = Integer.highestOneBit(validators - 1) << 1;
    this.dataPoints = Integer.highestOneBit(recoveryThreshold(validators));
    this.small = small;
    this.large = large;
  }

  /**
   * @throws IllegalArgumentException unless there are 2 to 65,536 validators
   */
  public static ErasureCode forValidators(int validators) {
    return new ErasureCode(requireCount(validators), SCALAR, BEST);
  }

  /** The same code without vectors, whatever the machine: to measure and to compare. */
  public static ErasureCode scalar(int validators) {
    return with(validators, SCALAR);
  }

  static ErasureCode with(int validators, SymbolCoder coder) {
    return new ErasureCode(requireCount(validators), coder, coder);
  }

  /** Whether the processor's vectors are used: they are there, and their module is on. */
  public static boolean usesVectors() {
    return BEST != SCALAR;
  }

  /** How many chunks must be available for the data to count as such: ⌊(n − 1)/3⌋ + 1. */
  public static int recoveryThreshold(int validators) {
    return (requireCount(validators) - 1) / 3 + 1;
  }

  /** How many chunks suffice; the first so many hold the data as it is. */
  public int systematicThreshold() {
    return dataPoints;
  }

  public int validators() {
    return validators;
  }

  /** The size of each chunk of data of this size. */
  public int chunkSizeBytes(int dataSizeBytes) {
    return 2 * rows(dataSizeBytes);
  }

  /**
   * One chunk per validator, in order.
   *
   * @throws IllegalArgumentException when there is no data
   */
  public List<Bytes> chunks(byte[] data) {
    if (data.length == 0) {
      throw new IllegalArgumentException("expected data, found none");
    }
    int rows = rows(data.length);
    byte[][] chunks = new byte[validators][2 * rows];
    coder(data.length).encode(data, dataPoints, chunks);
    return Arrays.stream(chunks).map(Bytes::wrap).toList();
  }

  /**
   * The data behind any {@link #systematicThreshold} or more chunks, in any order; of two with one
   * index the later counts. Chunks are taken on trust: check them against the erasure root first.
   */
  public Reconstruction reconstruct(List<Chunk> received) {
    Optional<ReconstructionRefusal> refusal = check(received);
    if (refusal.isPresent()) {
      return new Reconstruction.Refused(refusal.get());
    }
    byte[][] chunks = new byte[points][0];
    int found = 0;
    for (Chunk chunk : received) {
      found += chunks[chunk.index()].length == 0 ? 1 : 0;
      chunks[chunk.index()] = chunk.data().unsafeArray();
    }
    if (found < dataPoints) {
      return new Reconstruction.Refused(
          new ReconstructionRefusal.NotEnoughChunks(found, dataPoints));
    }
    return new Reconstruction.Recovered(Bytes.wrap(recover(chunks)));
  }

  private Optional<ReconstructionRefusal> check(List<Chunk> received) {
    if (received.isEmpty()) {
      return Optional.of(new ReconstructionRefusal.NotEnoughChunks(0, dataPoints));
    }
    int size = received.getFirst().data().size();
    for (Chunk chunk : received) {
      int found = chunk.data().size();
      if (chunk.index() >= validators) {
        return Optional.of(new ReconstructionRefusal.IndexOutOfRange(chunk.index(), validators));
      }
      if (found == 0 || found % 2 != 0) {
        return Optional.of(new ReconstructionRefusal.NotWholeSymbols(chunk.index(), found));
      }
      if (found != size) {
        return Optional.of(new ReconstructionRefusal.UnequalSizes(chunk.index(), size, found));
      }
    }
    return Optional.empty();
  }

  /** Interleaves the data chunks that are there, and computes the others. */
  private byte[] recover(byte[][] chunks) {
    boolean[] missing = new boolean[points];
    boolean dataMissing = false;
    int size = 0;
    for (int i = 0; i < points; i++) {
      missing[i] = chunks[i].length == 0;
      dataMissing |= missing[i] && i < dataPoints;
      size = Math.max(size, chunks[i].length);
    }
    byte[] data = new byte[size * dataPoints];
    interleave(chunks, size, data);
    if (dataMissing) {
      int[] locator = ErrorLocator.logarithms(missing);
      coder(data.length).recoverMissing(chunks, locator, dataPoints, data);
    }
    return data;
  }

  /** In pieces that stay in the cache: neighbouring symbols are of different chunks. */
  private void interleave(byte[][] chunks, int size, byte[] data) {
    int piece = Math.max(2, 2 * (PIECE_BYTES / (2 * dataPoints)));
    for (int from = 0; from < size; from += piece) {
      int to = Math.min(size, from + piece);
      for (int i = 0; i < dataPoints; i++) {
        if (chunks[i].length > 0) {
          interleave(chunks[i], from, to, data, from * dataPoints + 2 * i);
        }
      }
    }
  }

  private void interleave(byte[] chunk, int from, int to, byte[] data, int first) {
    int at = first;
    for (int i = from; i < to; i += 2, at += 2 * dataPoints) {
      data[at] = chunk[i];
      data[at + 1] = chunk[i + 1];
    }
  }

  private SymbolCoder coder(int dataSizeBytes) {
    return dataSizeBytes < MIN_VECTOR_BYTES ? small : large;
  }

  private int rows(int dataSizeBytes) {
    int symbols = (dataSizeBytes + 1) / 2;
    return (symbols + dataPoints - 1) / dataPoints;
  }

  private static int requireCount(int validators) {
    if (validators < MIN_VALIDATORS || validators > MAX_VALIDATORS) {
      throw new IllegalArgumentException("expected 2 to 65536 validators, found " + validators);
    }
    return validators;
  }
}
