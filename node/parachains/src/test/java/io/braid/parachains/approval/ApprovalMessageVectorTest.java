package io.braid.parachains.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.parachains.candidate.Signing;
import io.braid.parachains.protocol.ApprovalMessage;
import io.braid.parachains.protocol.AssignmentCert;
import io.braid.parachains.protocol.ValidationMessage;
import io.braid.parachains.protocol.ValidationMessageCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Decoded;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Bytes put together by hand from the definitions in polkadot-sdk
 * (polkadot/node/primitives/src/approval/mod.rs, polkadot/node/network/protocol/src/lib.rs) and the
 * rules of SCALE.
 */
class ApprovalMessageVectorTest {
  private static final Hash256 BLOCK = Hash256.of(filled(0x11));

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static void hasBytes(ApprovalMessage message, String hex) {
    ValidationMessage whole = new ValidationMessage.ApprovalDistribution(message);
    Bytes encoded = ValidationMessageCodec.CODEC.encodeToBytes(whole);
    assertThat(encoded).isEqualTo(Bytes.fromHex(hex));
    assertThat(ValidationMessageCodec.CODEC.tryDecode(encoded))
        .isEqualTo(new Decoded.Value<>(whole));
  }

  private static AssignmentCert cert(AssignmentCert.Kind kind) {
    Bytes proof = Bytes.concat(Bytes.wrap(filled(0x33)), Bytes.wrap(filled(0x44)));
    return new AssignmentCert(kind, new AssignmentCert.Vrf(Bytes.wrap(filled(0x22)), proof));
  }

  private static ApprovalMessage assignment(AssignmentCert.Kind kind, List<Integer> candidates) {
    return new ApprovalMessage.Assignments(
        List.of(
            new ApprovalMessage.Assignment(
                new ApprovalMessage.IndirectCert(BLOCK, 7, cert(kind)), Bitfield.of(candidates))));
  }

  private static final String VRF = "22".repeat(32) + "33".repeat(32) + "44".repeat(32);

  @Test
  void assignmentsLookAsPolkadotSendsThem() {
    // Variant 4, Assignments, one of them; 10 bits are two bytes, after their number times four.
    hasBytes(
        assignment(
            new AssignmentCert.Kind.RelayVrfModuloCompact(Bitfield.of(List.of(1, 9))),
            List.of(0, 2)),
        "0x040004" + "11".repeat(32) + "07000000" + "00" + "280202" + VRF + "0c05");
    hasBytes(
        assignment(new AssignmentCert.Kind.RelayVrfDelay(9), List.of(2)),
        "0x040004" + "11".repeat(32) + "07000000" + "01" + "09000000" + VRF + "0c04");
    hasBytes(
        assignment(new AssignmentCert.Kind.RelayVrfModulo(3), List.of(0)),
        "0x040004" + "11".repeat(32) + "07000000" + "02" + "03000000" + VRF + "0401");
  }

  @Test
  void approvalsLookAsPolkadotSendsThem() {
    hasBytes(
        new ApprovalMessage.Approvals(
            List.of(
                new ApprovalMessage.Approval(
                    BLOCK, Bitfield.of(List.of(1)), 7, Bytes.wrap(new byte[64])))),
        "0x040104" + "11".repeat(32) + "0802" + "07000000" + "00".repeat(64));
  }

  @Test
  void oneApprovalIsSignedWithoutAListAndSeveralWithOne() {
    Hash256 other = Hash256.of(filled(0x55));
    assertThat(Signing.approval(List.of(BLOCK), 9))
        .isEqualTo(Bytes.fromHex("0x41505052" + "11".repeat(32) + "09000000"));
    assertThat(Signing.approval(List.of(BLOCK, other), 9))
        .isEqualTo(
            Bytes.fromHex("0x41505052" + "08" + "11".repeat(32) + "55".repeat(32) + "09000000"));
  }
}
