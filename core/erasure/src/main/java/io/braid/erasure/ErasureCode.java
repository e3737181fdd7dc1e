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

  /** Symbols in a matrix that is transformed at once: keeps it in the cache. */
  private static final int MATRIX_SYMBOLS = 1 << 20;

  private static final int MIN_BLOCK = 16;
  private static final int MAX_BLOCK = 1024;

  private final int validators;
  private final int points;
  private final int dataPoints;

  /** How many rows of data are transformed together. */
  private final int block;

  private ErasureCode(int validators) {
    this.validators = validators;
    this.points = Integer.highestOneBit(validators - 1) << 1;
    this.dataPoints = Integer.highestOneBit(recoveryThreshold(validators));
    this.block = Math.clamp(MATRIX_SYMBOLS / points, MIN_BLOCK, MAX_BLOCK);
  }

  /**
   * @throws IllegalArgumentException unless there are 2 to 65,536 validators
   */
  public static ErasureCode forValidators(int validators) {
    return new ErasureCode(requireCount(validators));
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
    AdditiveTransform transform = new AdditiveTransform();
    char[][] coefficients = new char[dataPoints][Math.min(block, rows)];
    char[][] values = new char[dataPoints][Math.min(block, rows)];
    for (int firstRow = 0; firstRow < rows; firstRow += block) {
      int columns = Math.min(block, rows - firstRow);
      readData(data, firstRow, columns, coefficients);
      for (int i = 0; i < dataPoints; i++) {
        write(coefficients[i], columns, chunks[i], firstRow);
      }
      transform.interpolate(coefficients, dataPoints, columns);
      for (int shift = dataPoints; shift < validators; shift += dataPoints) {
        for (int i = 0; i < dataPoints; i++) {
          System.arraycopy(coefficients[i], 0, values[i], 0, columns);
        }
        transform.evaluate(values, dataPoints, shift, columns);
        for (int i = 0; i < dataPoints && shift + i < validators; i++) {
          write(values[i], columns, chunks[shift + i], firstRow);
        }
      }
    }
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
    byte[][] chunks = new byte[points][];
    int found = 0;
    for (Chunk chunk : received) {
      found += chunks[chunk.index()] == null ? 1 : 0;
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

  /** Fills in the missing data chunks, then interleaves them. */
  private byte[] recover(byte[][] chunks) {
    boolean[] missing = new boolean[points];
    boolean dataMissing = false;
    int size = 0;
    for (int i = 0; i < points; i++) {
      missing[i] = chunks[i] == null;
      dataMissing |= missing[i] && i < dataPoints;
      size = missing[i] ? size : chunks[i].length;
    }
    byte[] data = new byte[size * dataPoints];
    for (int i = 0; i < dataPoints; i++) {
      if (!missing[i]) {
        interleave(chunks[i], i, data);
      }
    }
    if (dataMissing) {
      recoverMissing(chunks, missing, size / 2, data);
    }
    return data;
  }

  /**
   * Let R vanish at the missing points and F be the row's polynomial. F·R is known at every point,
   * has degree below {@link #points}, and its derivative at a missing point is F·R′.
   */
  private void recoverMissing(byte[][] chunks, boolean[] missing, int rows, byte[] data) {
    int[] locator = ErrorLocator.logarithms(missing);
    AdditiveTransform transform = new AdditiveTransform();
    int width = Math.min(block, rows);
    char[][] product = new char[points][width];
    char[][] derivative = new char[points][width];
    for (int firstRow = 0; firstRow < rows; firstRow += block) {
      int columns = Math.min(block, rows - firstRow);
      for (int i = 0; i < points; i++) {
        readProduct(
            missing[i] ? new byte[0] : chunks[i], firstRow, columns, locator[i], product[i]);
      }
      transform.interpolate(product, points, columns);
      AdditiveTransform.derive(product, derivative, columns);
      transform.evaluate(derivative, points, 0, columns);
      for (int i = 0; i < dataPoints; i++) {
        if (missing[i]) {
          int inverse = (BinaryField.ORDER - locator[i]) % BinaryField.ORDER;
          for (int c = 0; c < columns; c++) {
            int symbol = BinaryField.multiplyByPower(derivative[i][c], inverse);
            int at = 2 * ((firstRow + c) * dataPoints + i);
            data[at] = (byte) (symbol >> 8);
            data[at + 1] = (byte) symbol;
          }
        }
      }
    }
  }

  private static void readProduct(
      byte[] chunk, int firstRow, int columns, int logarithm, char[] result) {
    for (int c = 0; c < columns; c++) {
      int symbol = chunk.length == 0 ? 0 : symbol(chunk, 2 * (firstRow + c));
      result[c] = (char) BinaryField.multiplyByPower(symbol, logarithm);
    }
  }

  private void interleave(byte[] chunk, int index, byte[] data) {
    for (int row = 0; row < chunk.length / 2; row++) {
      int at = 2 * (row * dataPoints + index);
      data[at] = chunk[2 * row];
      data[at + 1] = chunk[2 * row + 1];
    }
  }

  private void readData(byte[] data, int firstRow, int columns, char[][] target) {
    for (int c = 0; c < columns; c++) {
      int at = 2 * (firstRow + c) * dataPoints;
      for (int i = 0; i < dataPoints; i++, at += 2) {
        target[i][c] = (char) symbol(data, at);
      }
    }
  }

  private static void write(char[] values, int columns, byte[] chunk, int firstRow) {
    for (int c = 0, at = 2 * firstRow; c < columns; c++, at += 2) {
      chunk[at] = (byte) (values[c] >> 8);
      chunk[at + 1] = (byte) values[c];
    }
  }

  /** Two bytes, big-endian; zeros behind the end. */
  private static int symbol(byte[] data, int at) {
    int high = at < data.length ? data[at] & 255 : 0;
    int low = at + 1 < data.length ? data[at + 1] & 255 : 0;
    return high << 8 | low;
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
