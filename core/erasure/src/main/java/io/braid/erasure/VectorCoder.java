package io.braid.erasure;

import static io.braid.erasure.SymbolLanes.GROUP_BYTES;
import static io.braid.erasure.SymbolLanes.LANES;
import static io.braid.erasure.SymbolLanes.TABLE_BYTES;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;

/**
 * {@value SymbolLanes#LANES} rows of data at a time. Group i of a matrix holds, for each of these
 * rows, coefficient i or the value at point i. The transforms are those of {@link
 * AdditiveTransform}.
 */
final class VectorCoder implements SymbolCoder {
  /** Whether this machine has vectors of 256 bits or more. */
  static boolean isWorthwhile() {
    return ByteVector.SPECIES_PREFERRED.length() >= LANES;
  }

  @Override
  public void encode(byte[] data, int dataPoints, byte[][] chunks) {
    int rows = chunks[0].length / 2;
    byte[] tables = butterflyTables(Integer.highestOneBit(chunks.length - 1) << 1);
    byte[] coefficients = new byte[dataPoints * GROUP_BYTES];
    byte[] values = new byte[dataPoints * GROUP_BYTES];
    byte[] symbols = new byte[GROUP_BYTES];
    for (int firstRow = 0; firstRow < rows; firstRow += LANES) {
      int count = Math.min(LANES, rows - firstRow);
      readData(data, firstRow, count, dataPoints, coefficients);
      write(coefficients, chunks, 0, dataPoints, firstRow, count, symbols);
      interpolate(coefficients, dataPoints, tables);
      for (int shift = dataPoints; shift < chunks.length; shift += dataPoints) {
        System.arraycopy(coefficients, 0, values, 0, values.length);
        evaluate(values, dataPoints, shift, tables);
        int filled = Math.min(dataPoints, chunks.length - shift);
        write(values, chunks, shift, filled, firstRow, count, symbols);
      }
    }
  }

  @Override
  public void recoverMissing(byte[][] chunks, int[] locator, int dataPoints, byte[] data) {
    int points = chunks.length;
    int rows = data.length / (2 * dataPoints);
    byte[] tables = butterflyTables(points);
    byte[] locators = locatorTables(chunks, locator, dataPoints);
    byte[] product = new byte[points * GROUP_BYTES];
    byte[] derivative = new byte[dataPoints * GROUP_BYTES];
    byte[] symbols = new byte[GROUP_BYTES];
    for (int firstRow = 0; firstRow < rows; firstRow += LANES) {
      int count = Math.min(LANES, rows - firstRow);
      for (int i = 0; i < points; i++) {
        readProduct(chunks[i], firstRow, count, locators, i, product, symbols);
      }
      interpolate(product, points, tables);
      derive(product, points, derivative);
      evaluate(derivative, dataPoints, 0, tables);
      for (int i = 0; i < dataPoints; i++) {
        if (chunks[i].length == 0) {
          SymbolLanes.multiply(derivative, i * GROUP_BYTES, locators, i * TABLE_BYTES);
          SymbolLanes.join(derivative, i * GROUP_BYTES, symbols, 0);
          for (int c = 0, at = 2 * (firstRow * dataPoints + i); c < count; c++) {
            data[at] = symbols[2 * c];
            data[at + 1] = symbols[2 * c + 1];
            at += 2 * dataPoints;
          }
        }
      }
    }
  }

  /** The factors of butterflies are even numbers below the number of points. */
  private static byte[] butterflyTables(int points) {
    byte[] tables = new byte[Math.max(1, points / 2) * TABLE_BYTES];
    for (int factor = 2; factor < points; factor += 2) {
      SymbolLanes.fillTable(factor, tables, factor / 2 * TABLE_BYTES);
    }
    return tables;
  }

  /** What a present chunk is multiplied with, and what a missing data chunk is found by. */
  private static byte[] locatorTables(byte[][] chunks, int[] locator, int dataPoints) {
    byte[] tables = new byte[chunks.length * TABLE_BYTES];
    for (int i = 0; i < chunks.length; i++) {
      boolean missing = chunks[i].length == 0;
      if (!missing || i < dataPoints) {
        int log = missing ? BinaryField.inverseLog(locator[i]) : locator[i];
        SymbolLanes.fillTable(BinaryField.power(log), tables, i * TABLE_BYTES);
      }
    }
    return tables;
  }

  private static void interpolate(byte[] groups, int size, byte[] tables) {
    for (int half = 1, level = 0; half < size; half <<= 1, level++) {
      for (int first = 0; first < size; first += 2 * half) {
        int table = (first >> level >> 1) * TABLE_BYTES;
        SymbolLanes.interpolate(groups, first * GROUP_BYTES, half, tables, table);
      }
    }
  }

  private static void evaluate(byte[] groups, int size, int shift, byte[] tables) {
    int level = Integer.numberOfTrailingZeros(size) - 1;
    for (int half = size >> 1; half > 0; half >>= 1, level--) {
      for (int first = 0; first < size; first += 2 * half) {
        int table = ((first + shift) >> level >> 1) * TABLE_BYTES;
        SymbolLanes.evaluate(groups, first * GROUP_BYTES, half, tables, table);
      }
    }
  }

  private static void derive(byte[] coefficients, int points, byte[] result) {
    Arrays.fill(result, (byte) 0);
    for (int at = 0; at < result.length; at += GROUP_BYTES) {
      for (int bit = GROUP_BYTES; bit < points * GROUP_BYTES; bit <<= 1) {
        if ((at & bit) == 0) {
          SymbolLanes.add(result, at, coefficients, at | bit, GROUP_BYTES);
        }
      }
    }
  }

  private static void readProduct(
      byte[] chunk,
      int firstRow,
      int count,
      byte[] locators,
      int index,
      byte[] product,
      byte[] symbols) {
    int at = index * GROUP_BYTES;
    if (chunk.length == 0) {
      Arrays.fill(product, at, at + GROUP_BYTES, (byte) 0);
      return;
    }
    if (count == LANES) {
      SymbolLanes.split(chunk, 2 * firstRow, product, at);
    } else {
      System.arraycopy(chunk, 2 * firstRow, symbols, 0, 2 * count);
      Arrays.fill(symbols, 2 * count, GROUP_BYTES, (byte) 0);
      SymbolLanes.split(symbols, 0, product, at);
    }
    SymbolLanes.multiply(product, at, locators, index * TABLE_BYTES);
  }

  private static void readData(
      byte[] data, int firstRow, int count, int dataPoints, byte[] groups) {
    int from = 2 * firstRow * dataPoints;
    if (count < LANES || data.length - from < 2 * LANES * dataPoints) {
      int size = Math.min(data.length - from, 2 * LANES * dataPoints);
      readRows(
          Arrays.copyOf(Arrays.copyOfRange(data, from, from + size), 2 * LANES * dataPoints),
          0,
          dataPoints,
          groups);
    } else {
      readRows(data, from, dataPoints, groups);
    }
  }

  private static void readRows(byte[] data, int from, int dataPoints, byte[] groups) {
    for (int c = 0; c < LANES; c++) {
      int at = from + 2 * c * dataPoints;
      for (int group = c; group < groups.length; group += GROUP_BYTES, at += 2) {
        groups[group + LANES] = data[at];
        groups[group] = data[at + 1];
      }
    }
  }

  private static void write(
      byte[] groups,
      byte[][] chunks,
      int first,
      int filled,
      int firstRow,
      int count,
      byte[] symbols) {
    for (int i = 0; i < filled; i++) {
      if (count == LANES) {
        SymbolLanes.join(groups, i * GROUP_BYTES, chunks[first + i], 2 * firstRow);
      } else {
        SymbolLanes.join(groups, i * GROUP_BYTES, symbols, 0);
        System.arraycopy(symbols, 0, chunks[first + i], 2 * firstRow, 2 * count);
      }
    }
  }
}
