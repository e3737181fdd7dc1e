package io.braid.pallets.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
  private static Json read(String text) throws GenesisRefusal {
    return JsonReader.read(Bytes.utf8(text));
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(GenesisRefusal.class)
        .hasMessageContaining(message);
  }

  @Test
  void everyKindOfValueIsRead() throws GenesisRefusal {
    assertThat(read(" { \"a\" : [ null , true,false, 0, 12 ] ,\n\"b\":\"x\\n\\u00e9\\\"\" } "))
        .isEqualTo(
            new Json.Members(
                List.of(
                    new Json.Member(
                        "a",
                        new Json.Items(
                            List.of(
                                new Json.Null(),
                                new Json.Bool(true),
                                new Json.Bool(false),
                                new Json.Whole(U128.ZERO),
                                new Json.Whole(U128.of(12))))),
                    new Json.Member("b", Json.text("x\né\"")))));
    assertThat(read("340282366920938463463374607431768211455")).isEqualTo(new Json.Whole(U128.MAX));
    assertThat(read("{}")).isEqualTo(new Json.Members(List.of()));
    assertThat(read("[]")).isEqualTo(new Json.Items(List.of()));
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    refuses("", "expected a JSON value without a sign at byte 0 of the JSON, found the end");
    refuses("[1", "a comma or the end of the array at byte 2");
    refuses("{\"a\" 1}", "a colon after \"a\" at byte 5");
    refuses("{\"a\":1,\"a\":2}", "found a second \"a\"");
    refuses("tru", "the word true");
    refuses("\"abc", "a closing quote");
    refuses("\"a\u0001\"", "control characters to be escaped at byte 2");
    refuses("\"\\x\"", "an escape");
    refuses("1 2", "the end of the JSON text at byte 2 of the JSON, found '2'");
  }

  @Test
  void numbersAreWholeAndBelowTwoToThe128() {
    refuses("1.5", "plain digits");
    refuses("1e18", "plain digits");
    refuses("01", "plain digits");
    refuses("340282366920938463463374607431768211456", "below 2^128");
    refuses("9".repeat(100_000), "below 2^128");
  }

  @Test
  void depthIsBounded() throws GenesisRefusal {
    int most = JsonReader.MAX_DEPTH;
    read("[".repeat(most) + "]".repeat(most));
    refuses("[".repeat(1_000_000), "at most " + most + " deep");
  }

  @Test
  void whatIsWrittenIsReadBack() throws GenesisRefusal {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Json json = some(random, 4);
      assertThat(JsonReader.read(JsonWriter.write(json)))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(json);
    }
  }

  private static Json some(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(random.nextBoolean());
      case 2 -> new Json.Whole(U128.of(random.nextLong(), random.nextLong()));
      case 3 -> Json.text(text(random));
      case 4 -> new Json.Items(List.of(some(random, depth - 1), some(random, depth - 1)));
      default ->
          new Json.Members(
              List.of(
                  new Json.Member("a" + text(random), some(random, depth - 1)),
                  new Json.Member("b" + text(random), some(random, depth - 1))));
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append((char) random.nextInt(0x250));
    }
    return text.toString();
  }
}
