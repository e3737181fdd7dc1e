package io.braid.xcm;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import io.braid.scale.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Messages that {@code @polkadot/types} encoded: see README.md among the resources. */
class InstructionVectorTest {
  private record Line(String version, String name, Bytes encoded) {}

  private static List<Line> lines(String version) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            InstructionVectorTest.class.getResourceAsStream("instructions.txt"))) {
      List<Line> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        List<String> parts = List.of(line.split(" ", -1));
        if (parts.get(0).equals(version)) {
          lines.add(new Line(version, parts.get(1), Bytes.fromHex(parts.get(2))));
        }
      }
      return lines;
    }
  }

  @Test
  void everyInstructionOfVersion5IsReadUnderItsNameAndWrittenBackByteForByte() throws IOException {
    List<Line> lines = lines("V5");
    assertThat(lines).hasSize(52);
    for (Line line : lines) {
      VersionedXcm message = VersionedXcm.CODEC.decodeAll(line.encoded());
      assertThat(message.value().instructions().getFirst().getClass().getSimpleName())
          .isEqualTo(line.name());
      assertThat(VersionedXcm.CODEC.encodeToBytes(message)).isEqualTo(line.encoded());
    }
  }

  @Test
  void instructionsOfVersion4BecomeThoseOfVersion5() throws IOException {
    List<Line> newer = lines("V5");
    List<Line> lines = lines("V4");
    assertThat(lines).hasSize(45);
    for (Line line : lines) {
      Instruction read =
          VersionedXcm.CODEC.decodeAll(line.encoded()).value().instructions().getFirst();
      assertThat(read.getClass().getSimpleName()).isEqualTo(line.name());
      if (!line.name().equals("Transact")) {
        Bytes same =
            newer.stream()
                .filter(l -> l.name().equals(line.name()))
                .findFirst()
                .orElseThrow()
                .encoded();
        assertThat(read)
            .isEqualTo(VersionedXcm.CODEC.decodeAll(same).value().instructions().getFirst());
      }
    }
  }

  @Test
  void version3IsRefusedByItsNumber() {
    assertThat(VersionedXcm.CODEC.tryDecode(Bytes.fromHex("0x0300")))
        .isEqualTo(new Decoded.Malformed<>("expected XCM version 4 or 5 at byte 0, found 3"));
  }

  @Test
  void messagesNestedTooDeepAreRefused() {
    Xcm nested = Xcm.of(new Instruction.ClearOrigin());
    for (int i = 0; i < Xcm.MAX_DEPTH - 1; i++) {
      nested = Xcm.of(new Instruction.SetAppendix(nested));
    }
    assertThat(
            VersionedXcm.CODEC.tryDecode(
                VersionedXcm.CODEC.encodeToBytes(new VersionedXcm(nested))))
        .isInstanceOf(Decoded.Value.class);
    nested = Xcm.of(new Instruction.SetAppendix(nested));
    assertThat(
            VersionedXcm.CODEC.tryDecode(
                VersionedXcm.CODEC.encodeToBytes(new VersionedXcm(nested))))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void unsortedAssetsAreRefused() {
    // Two assets, the parent's before the local one.
    assertThat(Assets.CODEC.tryDecode(Bytes.fromHex("0x0801000004000000" + "04")))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void locationsLookDifferentFromElsewhere() {
    Junctions hub =
        Junctions.of(
            new Junction.GlobalConsensus(new NetworkId.Polkadot()), new Junction.Parachain(1000));
    assertThat(Location.PARENT.reanchored(Location.sibling(2000), hub)).contains(Location.PARENT);
    assertThat(Location.PARENT.reanchored(Location.PARENT, hub)).contains(Location.HERE);
    assertThat(Location.HERE.reanchored(Location.sibling(2000), hub))
        .contains(Location.sibling(1000));
    assertThat(Location.sibling(2000).reanchored(Location.sibling(2000), hub))
        .contains(Location.HERE);
  }
}
