package io.braid.crypto.bip39;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/** BIP-39's English words, in their order, which is alphabetical. */
final class WordList {
  private static final List<String> WORDS = read();

  private WordList() {}

  static String word(int index) {
    return WORDS.get(index);
  }

  /** Negative when it is no word of the list. */
  static int index(String word) {
    return Collections.binarySearch(WORDS, word);
  }

  private static List<String> read() {
    try (InputStream in = WordList.class.getResourceAsStream("english.txt")) {
      if (in == null) {
        throw new IllegalStateException("the resource english.txt is missing");
      }
      return List.of(new String(in.readAllBytes(), US_ASCII).strip().split("\n", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
