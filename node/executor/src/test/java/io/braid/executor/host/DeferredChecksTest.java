package io.braid.executor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeferredChecksTest {
  private static final KeyPair ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice");
  private static final KeyPair VOTER = KeyPair.of(KeyScheme.ED25519, "//Alice");

  private final VerifiedSignatures known = new VerifiedSignatures(1_000);
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  private static byte[] message(int number) {
    return new byte[] {(byte) number, 1, 2, 3};
  }

  private static byte[] signed(KeyPair by, byte[] message) {
    return by.sign(message, NonceEntropy.NONE).toArray();
  }

  private static byte[] key(KeyPair of) {
    return of.publicKey().toArray();
  }

  private static SignedMessage ofAlice(int number) {
    return SignedMessage.sr25519(signed(ALICE, message(number)), message(number), key(ALICE));
  }

  private void askAll(DeferredChecks checks, int count, int wrong) {
    for (int i = 0; i < count; i++) {
      byte[] signature = signed(ALICE, message(i == wrong ? i + 1 : i));
      assertThat(checks.sr25519(signature, message(i), key(ALICE))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 100})
  void validSignaturesAreConfirmedAndKnownAfterwards(int count) {
    DeferredChecks checks = known.deferred(Runnable::run);
    askAll(checks, count, -1);
    assertThat(checks.ed25519(signed(VOTER, message(7)), message(7), key(VOTER))).isTrue();

    assertThat(checks.allValid()).isTrue();
    for (int i = 0; i < count; i++) {
      assertThat(known.contains(ofAlice(i))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 32, 63, 64, 99})
  void oneWrongSignatureIsFoundWhereverItStands(int wrong) {
    DeferredChecks checks = known.deferred(Runnable::run);
    askAll(checks, 100, wrong);

    assertThat(checks.allValid()).isFalse();
    byte[] signature = signed(ALICE, message(wrong + 1));
    assertThat(known.remembering().sr25519(signature, message(wrong), key(ALICE))).isFalse();
  }

  @Test
  void aWrongEd25519SignatureIsFound() {
    DeferredChecks checks = known.deferred(Runnable::run);
    assertThat(checks.ed25519(signed(VOTER, message(1)), message(2), key(VOTER))).isTrue();

    assertThat(checks.allValid()).isFalse();
  }

  @Test
  void workThatNoWorkerTookIsDoneByTheAsker() {
    DeferredChecks checks = known.deferred(waiting::add);
    askAll(checks, 70, 5);

    assertThat(waiting).hasSize(2);
    assertThat(checks.allValid()).isFalse();
    waiting.forEach(Runnable::run);
    assertThat(checks.allValid()).isFalse();
  }

  @Test
  void whatIsKnownIsKnownForTheWholeOfSignatureMessageAndKey() {
    byte[] signature = signed(ALICE, message(1));
    SignatureChecks checks = known.remembering();
    assertThat(checks.sr25519(signature, message(1), key(ALICE))).isTrue();
    assertThat(known.contains(ofAlice(1))).isTrue();

    byte[] bob = key(KeyPair.of(KeyScheme.SR25519, "//Bob"));
    byte[] bent = signature.clone();
    bent[40] ^= 1;
    assertThat(checks.sr25519(signature, message(2), key(ALICE))).isFalse();
    assertThat(checks.sr25519(signature, message(1), bob)).isFalse();
    assertThat(checks.sr25519(bent, message(1), key(ALICE))).isFalse();
    assertThat(checks.ed25519(signature, message(1), key(ALICE))).isFalse();
  }

  @Test
  void theArraysOfACallMayChangeAfterwards() {
    byte[] message = message(1);
    byte[] signature = signed(ALICE, message);
    DeferredChecks checks = known.deferred(waiting::add);
    assertThat(checks.sr25519(signature, message, key(ALICE))).isTrue();
    message[0] = 9;

    assertThat(checks.allValid()).isTrue();
  }

  @Test
  void longMessagesAreCheckedAtOnce() {
    byte[] message = new byte[VerifiedSignatures.MAX_MESSAGE_BYTES + 1];
    DeferredChecks checks = known.deferred(waiting::add);

    assertThat(checks.sr25519(signed(ALICE, message), message, key(ALICE))).isTrue();
    assertThat(checks.sr25519(signed(ALICE, message(1)), message, key(ALICE))).isFalse();
    assertThat(checks.allValid()).isTrue();
  }

  @Test
  void sizesThatAreWrongAreJustNotValid() {
    DeferredChecks checks = known.deferred(Runnable::run);
    assertThat(checks.sr25519(new byte[3], message(1), Bytes.EMPTY.toArray())).isTrue();

    assertThat(checks.allValid()).isFalse();
  }
}
