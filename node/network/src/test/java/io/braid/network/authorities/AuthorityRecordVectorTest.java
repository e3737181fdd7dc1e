package io.braid.network.authorities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A record laid out by hand after Substrate's {@code dht-v3.proto}, for the authority {@code
 * //Alice}, signed by {@code @polkadot/util-crypto} 14.0.3: {@code alice.sign(record)} and {@code
 * ed25519Sign(record, ed25519PairFromSeed(32 bytes of 1))}.
 */
class AuthorityRecordVectorTest {
  private static final KeyPair ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice");
  private static final Ed25519KeyPair NODE = node(1);
  private static final String PEER_KEY =
      "080112208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c";
  private static final Bytes RECORD =
      Bytes.fromHex(
          "0a31047f00000106767da503260024" + PEER_KEY + "12120a1000002a36fe9c97170000000000000000");
  private static final Bytes VALUE =
      Bytes.fromHex(
          "0a47"
              + RECORD.hex().substring(2)
              + "124042910d951622d34e258f525a114d5b1811effd5230f08f2607eaee84d4c16773"
              + "3c04fe9c693d526251d7b75f190fb9103def105ffaa91603702653e10868888a"
              + "1a680a40a833053f18dcf1591e9742e9c58f687c4cb40baf28cd04cf9eedc22b"
              + "554293d09f1d15af8c03df538d16b3469f0e613817928ee03037e60cc6249890"
              + "711550021224"
              + PEER_KEY);

  private static Ed25519KeyPair node(int fill) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) fill);
    return Ed25519KeyPair.fromSeed(seed);
  }

  private static AuthorityRecord record(Ed25519KeyPair of) {
    Multiaddress at =
        ((Multiaddress.Parsed.Address) Multiaddress.parse("/ip4/127.0.0.1/tcp/30333")).value();
    return new AuthorityRecord(
        List.of(at.withPeer(PeerIdentity.ofKey(of.publicKey()))),
        U128.of(1_700_000_000_000_000_000L));
  }

  private static Bytes byAlice(Bytes record) {
    return ALICE.sign(record.toArray(), NonceEntropy.NONE);
  }

  @Test
  void theRecordHasTheSchemasBytes() {
    assertThat(record(NODE).encode()).isEqualTo(RECORD);
    assertThat(AuthorityRecord.key(ALICE.publicKey()).hex())
        .isEqualTo("0x46208798c80be6531c6a6454312db7d1505962376b3cca16cd18f910d6fea85e");
  }

  @Test
  void whatAnotherImplementationSignedIsAccepted() {
    assertThat(AuthorityRecord.check(VALUE, ALICE.publicKey()))
        .isEqualTo(new AuthorityRecord.Checked.Accepted(record(NODE)));
  }

  @Test
  void whatWeSignDiffersInTheRandomSignatureAlone() {
    Bytes ours = AuthorityRecord.signed(RECORD, byAlice(RECORD), NODE);

    assertThat(ours.size()).isEqualTo(VALUE.size());
    int signature = 2 + RECORD.size() + 2;
    assertThat(ours.slice(0, signature)).isEqualTo(VALUE.slice(0, signature));
    assertThat(ours.slice(signature + 64)).isEqualTo(VALUE.slice(signature + 64));
    assertThat(AuthorityRecord.check(ours, ALICE.publicKey()))
        .isInstanceOf(AuthorityRecord.Checked.Accepted.class);
  }

  @Test
  void aRecordOfAnotherAuthorityIsRefused() {
    Bytes bob = KeyPair.of(KeyScheme.SR25519, "//Bob").publicKey();

    assertThat(AuthorityRecord.check(VALUE, bob))
        .isEqualTo(
            new AuthorityRecord.Checked.Refused("expected the signature of the authority " + bob));
  }

  @Test
  void anAuthorityCannotSendOthersToAPeerThatDidNotSign() {
    Bytes stolen = record(node(2)).encode();

    assertThat(
            AuthorityRecord.check(
                AuthorityRecord.signed(stolen, byAlice(stolen), NODE), ALICE.publicKey()))
        .isInstanceOf(AuthorityRecord.Checked.Refused.class);
  }

  @Test
  void addressesOfTwoPeersAndOfNoneAreRefused() {
    Multiaddress one = record(NODE).addresses().getFirst();
    Multiaddress two = record(node(2)).addresses().getFirst();
    for (List<Multiaddress> wrong :
        List.of(List.<Multiaddress>of(), List.of(one.withoutPeer()), List.of(one, two))) {
      assertThatThrownBy(() -> new AuthorityRecord(wrong, U128.ZERO))
          .isInstanceOf(IllegalArgumentException.class);
    }
    Bytes second = record(node(2)).encode().slice(0, 51);
    Bytes both = Bytes.concat(RECORD, second);
    assertThat(
            AuthorityRecord.check(
                AuthorityRecord.signed(both, byAlice(both), NODE), ALICE.publicKey()))
        .isInstanceOf(AuthorityRecord.Checked.Refused.class);
  }

  @Test
  void everyChangedByteAndEveryCutIsRefused() {
    Random random = new Random(3);
    for (int i = 0; i < VALUE.size(); i++) {
      byte[] changed = VALUE.toArray();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      assertThat(AuthorityRecord.check(Bytes.wrap(changed), ALICE.publicKey()))
          .as("byte %d", i)
          .isInstanceOf(AuthorityRecord.Checked.Refused.class);
      assertThat(AuthorityRecord.check(VALUE.slice(0, i), ALICE.publicKey()))
          .as("the first %d bytes", i)
          .isInstanceOf(AuthorityRecord.Checked.Refused.class);
    }
  }

  @Test
  void aRecordOfAnOldNodeHasNoTimeAndIsTheOldestOfAll() {
    Bytes old = RECORD.slice(0, 51);

    assertThat(
            AuthorityRecord.check(
                AuthorityRecord.signed(old, byAlice(old), NODE), ALICE.publicKey()))
        .isInstanceOfSatisfying(
            AuthorityRecord.Checked.Accepted.class,
            accepted -> {
              assertThat(accepted.record().creationNanos()).isEqualTo(U128.ZERO);
              assertThat(accepted.record().peer().asPeer())
                  .isEqualTo(PeerIdentity.ofKey(NODE.publicKey()).asPeer());
              assertThat(accepted.record().addresses().getFirst().peer())
                  .isEqualTo(Optional.of(PeerIdentity.ofKey(NODE.publicKey())));
            });
  }
}
