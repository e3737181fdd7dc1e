package io.braid.consensus.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of the Protocol Buffers documentation, "Encoding". */
class ProtobufTest {
  @Test
  void theDocumentationsExamplesAreRead() {
    assertThat(read("089601").number(1)).hasValue(150);
    assertThat(read("120774657374696e67").bytes(2)).contains(Bytes.utf8("testing"));
    assertThat(read("1a03089601").message(3).orElseThrow().number(1)).hasValue(150);
  }

  @Test
  void theDocumentationsExamplesAreWritten() {
    assertThat(new ProtobufWriter().number(1, 150).toBytes().hex()).isEqualTo("0x089601");
    assertThat(new ProtobufWriter().bytes(2, Bytes.utf8("testing")).toBytes().hex())
        .isEqualTo("0x120774657374696e67");
    assertThat(new ProtobufWriter().message(3, new ProtobufWriter().number(1, 150)).toBytes().hex())
        .isEqualTo("0x1a03089601");
    assertThat(new ProtobufWriter().number(1, -1).toBytes().hex())
        .isEqualTo("0x08ffffffffffffffffff01");
  }

  @Test
  void repeatedFieldsKeepTheirOrderAndTheLastWinsAlone() {
    ProtobufReader message = read("0a0161" + "0801" + "0a0162" + "0802");
    assertThat(message.allBytes(1)).containsExactly(Bytes.utf8("a"), Bytes.utf8("b"));
    assertThat(message.bytes(1)).contains(Bytes.utf8("b"));
    assertThat(message.number(1)).hasValue(2);
  }

  @Test
  void fixedNumbersArePassedOver() {
    assertThat(read("0d01020304" + "110102030405060708" + "1801").number(3)).hasValue(1);
  }

  @Test
  void whatIsNoMessageIsRefused() {
    for (String bad :
        List.of(
            "08", // no value
            "0aff", // no length
            "0a0261", // too short
            "0affffffffffffffffff01", // a negative length
            "0b", // a group
            "0001", // field 0
            "0d010203", // too short
            "0880808080808080808080" + "01")) { // eleven bytes
      assertThat(ProtobufReader.read(Bytes.fromHex(bad))).as(bad).isEmpty();
    }
  }

  private static ProtobufReader read(String hex) {
    return ProtobufReader.read(Bytes.fromHex(hex)).orElseThrow();
  }
}
