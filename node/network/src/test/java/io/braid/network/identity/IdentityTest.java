package io.braid.network.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  /**
   * The Ed25519 key of the specification "peer-ids", in protobuf form; Polkadot's bootnodes have
   * ids of the form 12D3KooW….
   */
  private static final String SPEC_KEY =
      "080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e";

  private static final String BOOTNODE = "12D3KooWKer94o1REDPtAhjtYR4SdLehnSrN8PEhBnZm5NBoCrMC";

  private static Multiaddress parsed(String text) {
    return switch (Multiaddress.parse(text)) {
      case Multiaddress.Parsed.Address(Multiaddress address) -> address;
      case Multiaddress.Parsed.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  void aKeyBecomesAnIdentityAndTheOtherWayRound() {
    Bytes key = PeerIdentity.decodeKey(Bytes.fromHex(SPEC_KEY)).orElseThrow();
    assertThat(PeerIdentity.encodeKey(key)).isEqualTo(Bytes.fromHex(SPEC_KEY));
    PeerIdentity id = PeerIdentity.ofKey(key);
    assertThat(id.multihash().hex()).isEqualTo("0x0024" + SPEC_KEY);
    assertThat(id.toString()).startsWith("12D3KooW").hasSize(52);
    assertThat(PeerIdentity.parse(id.toString())).contains(id);
  }

  @Test
  void aRealBootnodesIdIsReadAndWrittenBack() {
    assertThat(PeerIdentity.parse(BOOTNODE).orElseThrow()).hasToString(BOOTNODE);
    String rsa = "QmYpbayBgKbhfHGn2kNWWhh3DHwBnPaLDMYvaGmT78oAP7";
    assertThat(PeerIdentity.parse(rsa).orElseThrow()).hasToString(rsa);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0OIl", "12D3KooW", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"})
  void otherTextIsNoIdentity(String text) {
    assertThat(PeerIdentity.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ip4/127.0.0.1/tcp/30333",
        "/ip4/1.2.3.4/tcp/30333/ws/p2p/" + BOOTNODE,
        "/ip6/2001:db8:0:0:0:0:0:1/tcp/1/p2p/" + BOOTNODE,
        "/dns/example.org/tcp/443/ws",
        "/dns4/a.b/tcp/0",
        "/dns6/a.b/tcp/65535"
      })
  void anAddressSurvivesTextAndBytes(String text) {
    Multiaddress address = parsed(text);
    assertThat(address).hasToString(text);
    assertThat(Multiaddress.decode(address.encode()))
        .isEqualTo(new Multiaddress.Parsed.Address(address));
  }

  @Test
  void theBytesAreThoseOfTheTableOfProtocols() {
    assertThat(parsed("/ip4/127.0.0.1/tcp/30000").encode().hex()).isEqualTo("0x047f000001067530");
    assertThat(parsed("/dns/a/tcp/1/ws").encode().hex()).isEqualTo("0x3501610600" + "01dd03");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:30333",
        "/ip4/127.0.0.1",
        "/ip4/300.0.0.1/tcp/1",
        "/ip4/localhost/tcp/1",
        "/ip4/127.0.0.1/udp/1",
        "/ip4/127.0.0.1/tcp/65536",
        "/ip4/127.0.0.1/tcp/1/p2p/x",
        "/ip4/127.0.0.1/tcp/1/quic",
        "/dns/a b/tcp/1"
      })
  void otherAddressesAreRefusedWithAReason(String text) {
    assertThat(Multiaddress.parse(text)).isInstanceOf(Multiaddress.Parsed.Refused.class);
  }

  @Test
  void anIp4AddressInTheFormOfAnIp6AddressIsReadAsItIsWritten() {
    Multiaddress mapped = parsed("/ip6/::ffff:1.2.3.4/tcp/1");
    assertThat(mapped.encode().hex()).isEqualTo("0x2900000000000000000000ffff01020304060001");
    assertThat(Multiaddress.decode(mapped.encode()))
        .isEqualTo(new Multiaddress.Parsed.Address(mapped));
    assertThat(parsed(mapped.toString())).isEqualTo(mapped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dns/a/tcp/443/wss", "/ip4/1.2.3.4/tcp/443/tls/ws"})
  void anAddressWithTlsIsRefusedWithTheWord(String text) {
    assertThat(Multiaddress.parse(text))
        .isEqualTo(
            new Multiaddress.Parsed.Refused(
                "expected /ws or plain TCP: TLS, as in /wss, is not supported, found " + text));
  }

  @Test
  void randomBytesAreAnAddressOrARefusal() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = parsed("/ip4/1.2.3.4/tcp/3/ws/p2p/" + BOOTNODE).encode().toArray();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Bytes cut = Bytes.wrap(bytes).slice(0, random.nextInt(bytes.length + 1));
      if (Multiaddress.decode(cut) instanceof Multiaddress.Parsed.Address(Multiaddress address)) {
        assertThat(Multiaddress.decode(address.encode()))
            .isEqualTo(new Multiaddress.Parsed.Address(address));
      }
    }
  }
}
