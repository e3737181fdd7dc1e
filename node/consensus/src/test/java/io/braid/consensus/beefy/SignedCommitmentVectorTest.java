package io.braid.consensus.beefy;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.hash.Keccak;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.CommitmentCodec;
import io.braid.runtime.api.beefy.Payload;
import io.braid.scale.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The bytes of the tests of polkadot-sdk's {@code
 * substrate/primitives/consensus/beefy/src/commitment.rs}, which has block numbers of 16 bytes in
 * the place of 4.
 */
class SignedCommitmentVectorTest {
  private static final String PAYLOAD = "046d68343048656c6c6f20576f726c6421";
  private static final String COMMITMENT = PAYLOAD + "05000000" + "0000000000000000";
  private static final String SIGNATURES =
      "04300400000008558455ad81279df0795cc985580e4fb75d72d948d1107b2ac80a09abed4da8480c746c"
          + "c321f2319a5e99a830e314d10dd3cd68ce3dc0c33c86e99bcb7816f9ba012d6e1f8105c337a86cdd9aa"
          + "acdc496577f3db8c55ef9e6fd48f2c5c05a2274707491635d8ba3df64f324575b7b2a34487bca2324b6"
          + "a0046395a71681be3d0c2a00";

  private static final KeyPair.Ecdsa ALICE = key("//Alice");

  private static KeyPair.Ecdsa key(String uri) {
    return (KeyPair.Ecdsa) KeyPair.of(KeyScheme.ECDSA, uri);
  }

  private static Commitment commitment() {
    Bytes value = Bytes.concat(Bytes.fromHex("0x30"), Bytes.utf8("Hello World!"));
    return new Commitment(new Payload(List.of(Map.entry(Bytes.utf8("mh"), value))), 5, 0);
  }

  private static Optional<Bytes> signature(String message) {
    byte[] hash = Keccak.hash256(message.getBytes(StandardCharsets.UTF_8));
    return Optional.of(ALICE.pair().signPrehashed(hash));
  }

  @Test
  void aCommitmentHasTheReferencesBytes() {
    assertThat(CommitmentCodec.CODEC.encodeToBytes(commitment()))
        .isEqualTo(Bytes.fromHex("0x" + COMMITMENT));
  }

  @Test
  void signaturesHaveTheReferencesBytes() {
    SignedCommitment signed =
        new SignedCommitment(
            commitment(),
            List.of(
                Optional.empty(),
                Optional.empty(),
                signature("This is the first message"),
                signature("This is the second message")));
    Bytes expected = Bytes.fromHex("0x01" + COMMITMENT + SIGNATURES);

    assertThat(SignedCommitment.CODEC.encodeToBytes(signed)).isEqualTo(expected);
    assertThat(SignedCommitment.CODEC.decodeAll(expected)).isEqualTo(signed);
  }

  @Test
  void bitsThatDoNotFitTheSignaturesAreRefused() {
    for (String broken :
        List.of(
            "02" + COMMITMENT + SIGNATURES,
            "01" + COMMITMENT + SIGNATURES.replaceFirst("0430", "0470"),
            "01" + COMMITMENT + SIGNATURES.replaceFirst("0430", "0420"),
            "01" + COMMITMENT + SIGNATURES.replaceFirst("04000000", "ffffff7f"),
            "01" + COMMITMENT + SIGNATURES + "00")) {
      assertThat(SignedCommitment.CODEC.tryDecode(Bytes.fromHex("0x" + broken)))
          .isInstanceOf(Decoded.Malformed.class);
    }
  }

  @Test
  void everyNumberOfPlacesComesBackAsItWas() {
    for (int places = 0; places < 20; places++) {
      List<Optional<Bytes>> signatures = new ArrayList<>();
      for (int i = 0; i < places; i++) {
        signatures.add(i % 3 == 0 ? signature("" + i) : Optional.empty());
      }
      SignedCommitment signed = new SignedCommitment(commitment(), signatures);
      Bytes encoded = SignedCommitment.CODEC.encodeToBytes(signed);

      assertThat(SignedCommitment.CODEC.decodeAll(encoded)).isEqualTo(signed);
    }
  }

  @Test
  void moreThanTwoThirdsOfTheRightValidatorsMustSign() {
    List<KeyPair.Ecdsa> keys = List.of(key("//A"), key("//B"), key("//C"), key("//D"));
    BeefyValidatorSet set =
        new BeefyValidatorSet(keys.stream().map(KeyPair.Ecdsa::publicKey).toList(), 0);
    byte[] hash = Votes.hash(commitment());
    List<Optional<Bytes>> all =
        keys.stream().map(key -> Optional.of(key.pair().signPrehashed(hash))).toList();
    List<Optional<Bytes>> three = new ArrayList<>(all);
    three.set(0, Optional.empty());
    List<Optional<Bytes>> two = new ArrayList<>(three);
    two.set(3, Optional.empty());
    List<Optional<Bytes>> forged = new ArrayList<>(all);
    forged.set(1, all.get(2));

    assertThat(new SignedCommitment(commitment(), all).isSignedBy(set)).isTrue();
    assertThat(new SignedCommitment(commitment(), three).isSignedBy(set)).isTrue();
    assertThat(new SignedCommitment(commitment(), two).isSignedBy(set)).isFalse();
    assertThat(new SignedCommitment(commitment(), forged).isSignedBy(set)).isFalse();
    assertThat(new SignedCommitment(commitment(), all.subList(0, 3)).isSignedBy(set)).isFalse();
    assertThat(
            new SignedCommitment(commitment(), all)
                .isSignedBy(new BeefyValidatorSet(set.validators(), 1)))
        .isFalse();
  }

  /** The reference's {@code round.rs}. */
  @Test
  void thresholdsAreTheReferences() {
    int[][] expected = {{1, 1}, {2, 2}, {3, 3}, {4, 3}, {100, 67}, {300, 201}};
    for (int[] each : expected) {
      List<Bytes> keys = java.util.Collections.nCopies(each[0], ALICE.publicKey());
      assertThat(new BeefyValidatorSet(keys, 0).threshold()).isEqualTo(each[1]);
    }
  }
}
