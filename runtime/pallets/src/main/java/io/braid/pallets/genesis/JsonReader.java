package io.braid.pallets.genesis;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;

/** Reads one JSON text (RFC 8259), nested at most {@link #MAX_DEPTH} deep. */
final class JsonReader {
  /** No genesis of ours is nested half as deep. */
  static final int MAX_DEPTH = 32;

  /** As many digits as 2^128 has. */
  private static final int MAX_DIGITS = 39;

  private final byte[] text;
  private int position;

  private JsonReader(Bytes text) {
    this.text = text.unsafeArray();
  }

  /**
   * @throws GenesisRefusal when the text is no JSON, or holds a number that is not whole
   */
  static Json read(Bytes text) throws GenesisRefusal {
    JsonReader reader = new JsonReader(text);
    Json value = reader.value(0);
    reader.skipSpace();
    if (reader.position < reader.text.length) {
      throw reader.unexpected("the end of the JSON text");
    }
    return value;
  }

  private GenesisRefusal unexpected(String expected) {
    String found =
        position < text.length ? "'" + (char) (text[position] & 0xFF) + "'" : "the end of the text";
    return new GenesisRefusal(
        "", "expected " + expected + " at byte " + position + " of the JSON, found " + found);
  }

  private void skipSpace() {
    while (position < text.length
        && (text[position] == ' '
            || text[position] == '\n'
            || text[position] == '\r'
            || text[position] == '\t')) {
      position++;
    }
  }

  private int peek() {
    skipSpace();
    return position < text.length ? text[position] & 0xFF : -1;
  }

  private void expect(char wanted, String words) throws GenesisRefusal {
    if (peek() != wanted) {
      throw unexpected(words);
    }
    position++;
  }

  private Json value(int depth) throws GenesisRefusal {
    if (depth > MAX_DEPTH) {
      throw new GenesisRefusal(
          "", "expected JSON at most " + MAX_DEPTH + " deep, found more at byte " + position);
    }
    int next = peek();
    return switch (next) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new Json.Text(text());
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", new Json.Null());
      default -> {
        if (next < '0' || next > '9') {
          throw unexpected("a JSON value without a sign");
        }
        yield new Json.Whole(number());
      }
    };
  }

  private Json word(String word, Json value) throws GenesisRefusal {
    for (int i = 0; i < word.length(); i++) {
      if (position >= text.length || text[position] != word.charAt(i)) {
        throw unexpected("the word " + word);
      }
      position++;
    }
    return value;
  }

  private Json members(int depth) throws GenesisRefusal {
    List<Json.Member> members = new ArrayList<>();
    position++;
    if (peek() == '}') {
      position++;
      return new Json.Members(members);
    }
    do {
      if (peek() != '"') {
        throw unexpected("a name in quotes");
      }
      String name = text().toUtf8();
      expect(':', "a colon after \"" + name + "\"");
      for (Json.Member other : members) {
        if (other.name().equals(name)) {
          throw new GenesisRefusal("", "expected every name once, found a second \"" + name + "\"");
        }
      }
      members.add(new Json.Member(name, value(depth + 1)));
    } while (another());
    expect('}', "a comma or the end of the object");
    return new Json.Members(members);
  }

  private Json items(int depth) throws GenesisRefusal {
    List<Json> items = new ArrayList<>();
    position++;
    if (peek() == ']') {
      position++;
      return new Json.Items(items);
    }
    do {
      items.add(value(depth + 1));
    } while (another());
    expect(']', "a comma or the end of the array");
    return new Json.Items(items);
  }

  private boolean another() {
    if (peek() == ',') {
      position++;
      return true;
    }
    return false;
  }

  private U128 number() throws GenesisRefusal {
    int start = position;
    while (position < text.length && text[position] >= '0' && text[position] <= '9') {
      position++;
    }
    int digits = position - start;
    boolean fraction =
        position < text.length
            && (text[position] == '.' || text[position] == 'e' || text[position] == 'E');
    if (fraction || (digits > 1 && text[start] == '0')) {
      throw new GenesisRefusal(
          "", "expected a whole number in plain digits at byte " + start + " of the JSON");
    }
    try {
      if (digits <= MAX_DIGITS) {
        return U128.parse(slice(start).toUtf8());
      }
    } catch (ArithmeticException tooLarge) {
      // Told below, with the position.
    }
    throw new GenesisRefusal("", "expected a number below 2^128 at byte " + start + " of the JSON");
  }

  private Bytes slice(int start) {
    return Bytes.wrap(java.util.Arrays.copyOfRange(text, start, position));
  }

  private Bytes text() throws GenesisRefusal {
    position++;
    int start = position;
    while (position < text.length && text[position] != '"' && text[position] != '\\') {
      position = checked(position) + 1;
    }
    if (position < text.length && text[position] == '"') {
      Bytes plain = slice(start);
      position++;
      return plain;
    }
    ScaleWriter out = new ScaleWriter().raw(text, start, position - start);
    while (position < text.length && text[position] != '"') {
      if (text[position] == '\\') {
        escape(out);
      } else {
        out.u8(text[checked(position)] & 0xFF);
        position++;
      }
    }
    if (position >= text.length) {
      throw unexpected("a closing quote");
    }
    position++;
    return out.toBytes();
  }

  private int checked(int at) throws GenesisRefusal {
    if ((text[at] & 0xFF) < 0x20) {
      throw unexpected("control characters to be escaped");
    }
    return at;
  }

  private void escape(ScaleWriter out) throws GenesisRefusal {
    position++;
    int letter = position < text.length ? text[position] : -1;
    switch (letter) {
      case '"', '\\', '/' -> out.u8(letter);
      case 'b' -> out.u8('\b');
      case 'f' -> out.u8('\f');
      case 'n' -> out.u8('\n');
      case 'r' -> out.u8('\r');
      case 't' -> out.u8('\t');
      case 'u' -> {
        // Surrogates beyond the basic plane name nothing in a genesis.
        int unit = unit();
        if (unit >= 0xD800 && unit <= 0xDFFF) {
          throw unexpected("a character of the basic plane");
        }
        out.raw(Bytes.utf8(String.valueOf((char) unit)));
      }
      default -> throw unexpected("an escape");
    }
    position++;
  }

  /** The four digits of {@code \\uXXXX}; leaves the position on the last. */
  private int unit() throws GenesisRefusal {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      position++;
      int digit = position < text.length ? JsonNames.hexDigit(text[position]) : -1;
      if (digit < 0) {
        throw unexpected("four hexadecimal digits");
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}
