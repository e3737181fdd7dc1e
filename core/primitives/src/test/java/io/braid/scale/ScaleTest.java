package io.braid.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  private static <T> void roundTrip(Codec<T> codec, T value, String hex) {
    assertThat(codec.encodeToBytes(value)).isEqualTo(Bytes.fromHex(hex));
    assertThat(codec.decodeAll(Bytes.fromHex(hex))).isEqualTo(value);
  }

  /** The specification's examples and the edges of every mode. */
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 04",
    "42, a8",
    "63, fc",
    "64, 0101",
    "69, 1501",
    "16383, fdff",
    "16384, 02000100",
    "65535, feff0300",
    "1073741823, feffffff",
    "1073741824, 0300000040",
    "100000000000000, 0b00407a10f35a",
    "18446744073709551615, 13ffffffffffffffff",
    "18446744073709551616, 17000000000000000001",
    "340282366920938463463374607431768211455, 33ffffffffffffffffffffffffffffffff"
  })
  void compactIntegersHaveTheirPublishedForm(String value, String hex) {
    roundTrip(Codecs.COMPACT_U128, U128.parse(value), hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100",
        "fd00",
        "02000000",
        "feff0000",
        "0300000000",
        "07ffffff3f00",
        "0f00000000000000"
      })
  void compactIntegersThatCouldBeShorterAreRefused(String hex) {
    assertThat(Codecs.COMPACT_U128.tryDecode(Bytes.fromHex(hex)))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            refused -> assertThat(refused.reason()).containsAnyOf("shortest form", "expected"));
  }

  @Test
  void compactIntegersSurviveARoundTripAtEverySize() {
    long seed = 7;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 10_000; i++) {
      U128 value =
          U128.of(
              random.nextLong() >>> random.nextInt(64), random.nextLong() >>> random.nextInt(64));
      assertThat(Codecs.COMPACT_U128.decodeAll(Codecs.COMPACT_U128.encode(value)))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(value);
    }
  }

  @Test
  void integersAreLittleEndian() {
    roundTrip(Codecs.U16, 42, "2a00");
    roundTrip(Codecs.U32, 16_777_215, "ffffff00");
    roundTrip(Codecs.U64, -1L, "ffffffffffffffff");
    roundTrip(Codecs.U128, U128.of(1, 2), "02000000000000000100000000000000");
  }

  @Test
  void aU32ThatAnIntCannotHoldIsRefusedWithItsValue() {
    assertThatThrownBy(() -> Codecs.U32.decodeAll(Bytes.fromHex("ffffffff")))
        .isInstanceOf(ScaleException.class)
        .hasMessageContaining("4294967295");
    assertThat(Codecs.U32_WIDE.decodeAll(Bytes.fromHex("ffffffff"))).isEqualTo(4_294_967_295L);
  }

  @Test
  void listsOptionsPairsAndStringsHaveTheirPublishedForm() {
    roundTrip(
        Codecs.list(Codecs.U16, 10), List.of(4, 8, 15, 16, 23, 42), "18040008000f00100017002a00");
    roundTrip(Codecs.option(Codecs.U8), Optional.of(69), "0145");
    roundTrip(Codecs.option(Codecs.U8), Optional.empty(), "00");
    roundTrip(Codecs.pair(Codecs.COMPACT_U32, Codecs.BOOL), Map.entry(3, false), "0c00");
    roundTrip(Codecs.STRING, "Hamlet", "1848616d6c6574");
    roundTrip(Codecs.bytes(4), Bytes.fromHex("010203"), "0c010203");
    roundTrip(Codecs.array(Codecs.U8, 2), List.of(1, 2), "0102");
    TreeMap<Integer, Boolean> map = new TreeMap<>(Map.of(1, true, 2, false));
    roundTrip(Codecs.sortedMap(Codecs.U8, Codecs.BOOL, 9), map, "0801010200");
  }

  @Test
  void mapsWhoseKeysAreOutOfOrderAreRefused() {
    assertThatThrownBy(() ->
            Codecs.sortedMap(Codecs.U8, Codecs.BOOL, 9).decodeAll(Bytes.fromHex("0802000101")))
        .hasMessageContaining("ascending");
  }

  @Test
  void overLongListsAreRefusedBeforeAnythingIsAllocated() {
    assertThatThrownBy(() -> Codecs.list(Codecs.U8, 3).decodeAll(Bytes.fromHex("1001020304")))
        .hasMessageContaining("at most 3");
    // A length of a billion in front of nothing.
    assertThatThrownBy(
            () -> Codecs.list(Codecs.U64, Integer.MAX_VALUE).decodeAll(Bytes.fromHex("feffffff")))
        .isInstanceOf(ScaleException.class)
        .hasMessageContaining("found 0 bytes");
  }

  @Test
  void trailingBytesAreRefused() {
    assertThatThrownBy(() -> Codecs.U8.decodeAll(Bytes.fromHex("0102")))
        .hasMessage("expected the end at byte 1, found 1 more bytes");
  }

  @Test
  void truncatedInputIsRefusedWithThePlace() {
    assertThatThrownBy(() -> Codecs.U32.decodeAll(Bytes.fromHex("0102")))
        .hasMessage("expected 4 bytes of u32 at byte 0, found 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"02", "ff"})
  void boolsAreZeroOrOne(String hex) {
    assertThatThrownBy(() -> Codecs.BOOL.decodeAll(Bytes.fromHex(hex)))
        .hasMessageContaining("expected a bool");
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    assertThatThrownBy(() -> Codecs.STRING.decodeAll(Bytes.fromHex("08c328")))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void bitsAreLowestFirstAndTheUnusedOnesMustBeZero() {
    Bits bits = Bits.zeros(10).with(0, true).with(9, true);
    roundTrip(Bits.CODEC, bits, "280102");
    assertThat(bits.toString()).isEqualTo("1000000001");
    assertThatThrownBy(() -> Bits.CODEC.decodeAll(Bytes.fromHex("280104")))
        .hasMessageContaining("unused bits");
  }
}
