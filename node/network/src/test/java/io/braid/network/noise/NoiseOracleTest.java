package io.braid.network.noise;

import static org.assertj.core.api.Assertions.assertThat;

import com.southernstorm.noise.protocol.CipherState;
import com.southernstorm.noise.protocol.CipherStatePair;
import com.southernstorm.noise.protocol.HandshakeState;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.framing.ByteQueue;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes with noise-java (org.signal.forks:noise-java 0.1.1) at the other end. */
class NoiseOracleTest {
  private static final String NAME = "Noise_XX_25519_ChaChaPoly_SHA256";
  private static final Ed25519KeyPair ALICE = Ed25519KeyPair.fromSeed(filled(1));
  private static final Ed25519KeyPair BOB = Ed25519KeyPair.fromSeed(filled(2));

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static NoiseSecrets secrets(Ed25519KeyPair identity, int seed) {
    Random random = new Random(seed);
    byte[] first = new byte[32];
    byte[] second = new byte[32];
    random.nextBytes(first);
    random.nextBytes(second);
    return new NoiseSecrets(identity, Bytes.wrap(first), Bytes.wrap(second));
  }

  private static ByteQueue queue(Bytes bytes) {
    ByteQueue queue = new ByteQueue();
    queue.append(bytes);
    return queue;
  }

  private static Bytes framed(byte[] message, int length) {
    return Bytes.concat(
        Bytes.of((byte) (length >>> 8), (byte) length), Bytes.wrap(Arrays.copyOf(message, length)));
  }

  /** Noise-java's side: BOB's identity over the static key that it made. */
  private static HandshakeState oracle(int role) throws Exception {
    HandshakeState state = new HandshakeState(NAME, role);
    state.getLocalKeyPair().generateKeyPair();
    state.start();
    return state;
  }

  private static Bytes payload(HandshakeState state) {
    byte[] key = new byte[32];
    state.getLocalKeyPair().getPublicKey(key, 0);
    return IdentityPayload.write(BOB, Bytes.wrap(key));
  }

  private static Bytes write(HandshakeState state, Bytes payload) throws Exception {
    byte[] out = new byte[4096];
    int length = state.writeMessage(out, 0, payload.toArray(), 0, payload.size());
    return framed(out, length);
  }

  private static Bytes read(HandshakeState state, Bytes frame) throws Exception {
    byte[] out = new byte[4096];
    int length = state.readMessage(frame.toArray(), 2, frame.size() - 2, out, 0);
    return Bytes.wrap(Arrays.copyOf(out, length));
  }

  private static void talk(NoiseTransport ours, CipherStatePair theirs) throws Exception {
    for (int size : new int[] {1, 5_000, 65_519, 200_000}) {
      byte[] text = new byte[size];
      new Random(size).nextBytes(text);
      ByteQueue sent = queue(ours.encrypt(Bytes.of(text)));
      Bytes arrived = Bytes.EMPTY;
      while (!sent.isEmpty()) {
        byte[] sealed = sent.take((sent.peek(0) << 8 | sent.peek(1)) + 2).toArray();
        byte[] plain = new byte[sealed.length];
        int length =
            theirs.getReceiver().decryptWithAd(null, sealed, 2, plain, 0, sealed.length - 2);
        arrived = Bytes.concat(arrived, Bytes.wrap(Arrays.copyOf(plain, length)));
      }
      assertThat(arrived).isEqualTo(Bytes.wrap(text));
    }
    byte[] sealed = new byte[100];
    CipherState sender = theirs.getSender();
    int length = sender.encryptWithAd(null, "hello".getBytes("UTF-8"), 0, sealed, 0, 5);
    assertThat(ours.decrypt(queue(framed(sealed, length))))
        .isEqualTo(new NoiseTransport.Opened.Plain(Bytes.utf8("hello")));
  }

  @Test
  void weDialAndBothUnderstand() throws Exception {
    NoiseHandshake ours = new NoiseHandshake(true, secrets(ALICE, 1));
    HandshakeState theirs = oracle(HandshakeState.RESPONDER);

    assertThat(read(theirs, ours.greeting())).isEqualTo(Bytes.EMPTY);
    NoiseStep step = ours.receive(queue(write(theirs, payload(theirs))));
    assertThat(step).isInstanceOf(NoiseStep.Finished.class);
    NoiseStep.Finished finished = (NoiseStep.Finished) step;
    assertThat(finished.peer()).isEqualTo(PeerIdentity.ofKey(BOB.publicKey()));
    Bytes said = read(theirs, finished.send());
    byte[] key = new byte[32];
    theirs.getRemotePublicKey().getPublicKey(key, 0);
    assertThat(IdentityPayload.verify(said, Bytes.wrap(key)))
        .contains(PeerIdentity.ofKey(ALICE.publicKey()));
    talk(finished.transport(), theirs.split());
  }

  @Test
  void weListenAndBothUnderstand() throws Exception {
    NoiseHandshake ours = new NoiseHandshake(false, secrets(ALICE, 2));
    HandshakeState theirs = oracle(HandshakeState.INITIATOR);

    assertThat(ours.greeting()).isEqualTo(Bytes.EMPTY);
    NoiseStep first = ours.receive(queue(write(theirs, Bytes.EMPTY)));
    Bytes said = read(theirs, ((NoiseStep.Pending) first).send());
    byte[] key = new byte[32];
    theirs.getRemotePublicKey().getPublicKey(key, 0);
    assertThat(IdentityPayload.verify(said, Bytes.wrap(key)))
        .contains(PeerIdentity.ofKey(ALICE.publicKey()));
    NoiseStep last = ours.receive(queue(write(theirs, payload(theirs))));
    assertThat(last).isInstanceOf(NoiseStep.Finished.class);
    NoiseStep.Finished finished = (NoiseStep.Finished) last;
    assertThat(finished.peer()).isEqualTo(PeerIdentity.ofKey(BOB.publicKey()));
    talk(finished.transport(), theirs.split());
  }

  @Test
  void anIdentityOverAnotherKeyIsRefused() throws Exception {
    NoiseHandshake ours = new NoiseHandshake(true, secrets(ALICE, 3));
    HandshakeState theirs = oracle(HandshakeState.RESPONDER);
    read(theirs, ours.greeting());

    Bytes stolen = IdentityPayload.write(BOB, Bytes.wrap(filled(9)));
    assertThat(ours.receive(queue(write(theirs, stolen)))).isInstanceOf(NoiseStep.Refused.class);
  }

  @Test
  void aPointOfSmallOrderIsRefused() {
    NoiseHandshake ours = new NoiseHandshake(false, secrets(ALICE, 4));
    assertThat(ours.receive(queue(framed(new byte[32], 32)))).isInstanceOf(NoiseStep.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyFlippedBitOfTheAnswerIsRefused(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      NoiseHandshake ours = new NoiseHandshake(true, secrets(ALICE, i));
      NoiseHandshake theirs = new NoiseHandshake(false, secrets(BOB, i + 1));
      NoiseStep answer = theirs.receive(queue(ours.greeting()));
      byte[] bytes = ((NoiseStep.Pending) answer).send().toArray();
      int bit = 8 * 2 + random.nextInt(8 * (bytes.length - 2));
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(ours.receive(queue(Bytes.wrap(bytes))))
          .as("seed %d, bit %d", seed, bit)
          .isInstanceOf(NoiseStep.Refused.class);
    }
  }
}
