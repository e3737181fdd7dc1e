package io.braid.erasure;

/** One symbol after the other, with tables of products. */
final class ScalarCoder implements SymbolCoder {
  /** Symbols in a matrix that is transformed at once: keeps it in the cache. */
  private static final int MATRIX_SYMBOLS = 1 << 20;

  private static final int MIN_BLOCK = 16;
  private static final int MAX_BLOCK = 1024;

  /** How many rows of data are transformed together. */
  private static int block(int points, int rows) {
    return Math.min(rows, Math.clamp(MATRIX_SYMBOLS / points, MIN_BLOCK, MAX_BLOCK));
  }

  @Override
  public void encode(byte[] data, int dataPoints, byte[][] chunks) {
    int rows = chunks[0].length / 2;
    int block = block(chunks.length, rows);
    AdditiveTransform transform = new AdditiveTransform();
    char[][] coefficients = new char[dataPoints][block];
    char[][] values = new char[dataPoints][block];
    for (int firstRow = 0; firstRow < rows; firstRow += block) {
      int columns = Math.min(block, rows - firstRow);
      readData(data, firstRow, columns, coefficients);
      for (int i = 0; i < dataPoints; i++) {
        write(coefficients[i], columns, chunks[i], firstRow);
      }
      transform.interpolate(coefficients, dataPoints, columns);
      for (int shift = dataPoints; shift < chunks.length; shift += dataPoints) {
        for (int i = 0; i < dataPoints; i++) {
          System.arraycopy(coefficients[i], 0, values[i], 0, columns);
        }
        transform.evaluate(values, dataPoints, shift, columns);
        for (int i = 0; i < dataPoints && shift + i < chunks.length; i++) {
          write(values[i], columns, chunks[shift + i], firstRow);
        }
      }
    }
  }

  @Override
  public void recoverMissing(byte[][] chunks, int[] locator, int dataPoints, byte[] data) {
    int points = chunks.length;
    int rows = data.length / (2 * dataPoints);
    int block = block(points, rows);
    AdditiveTransform transform = new AdditiveTransform();
    char[][] product = new char[points][block];
    char[][] derivative = new char[dataPoints][block];
    for (int firstRow = 0; firstRow < rows; firstRow += block) {
      int columns = Math.min(block, rows - firstRow);
      for (int i = 0; i < points; i++) {
        readProduct(chunks[i], firstRow, columns, locator[i], product[i]);
      }
      transform.interpolate(product, points, columns);
      // at the first points the basis polynomials from dataPoints on vanish
      AdditiveTransform.derive(product, derivative, columns);
      transform.evaluate(derivative, dataPoints, 0, columns);
      for (int i = 0; i < dataPoints; i++) {
        if (chunks[i].length == 0) {
          int inverse = BinaryField.inverseLog(locator[i]);
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

  private static void readData(byte[] data, int firstRow, int columns, char[][] target) {
    int dataPoints = target.length;
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
}
