package io.braid.network;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.fuzz.Bounds;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.network.kademlia.KademliaServer;
import io.braid.network.kademlia.RecordStore;
import io.braid.network.kademlia.RoutingTable;
import io.braid.primitives.Bytes;

/** What peers say of themselves and of others. */
class NetworkMessagesFuzzTest {
  private static final PeerIdentity SELF = PeerIdentity.ofKey(Bytes.wrap(new byte[32]));

  @FuzzTest
  void aKademliaMessageIsAnsweredOrRefused(byte[] input) {
    KademliaServer server =
        new KademliaServer(new RoutingTable(SELF, peer -> true), new RecordStore(), entry -> true);
    Bytes bytes = Bytes.wrap(input);
    Bounds.check(
        input.length,
        4_096,
        () -> {
          server.answer(SELF, bytes, 0);
          KademliaMessage.decode(bytes).ifPresent(KademliaMessage::encode);
        });
  }

  @FuzzTest
  void anAddressIsReadTheSameInBothFormsOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        4_096,
        () -> {
          if (Multiaddress.decode(Bytes.wrap(input))
              instanceof Multiaddress.Parsed.Address(Multiaddress address)) {
            same(address, Multiaddress.decode(address.encode()));
            same(address, Multiaddress.parse(address.toString()));
          }
          if (Multiaddress.parse(Bytes.wrap(input).toUtf8())
              instanceof Multiaddress.Parsed.Address(Multiaddress address)) {
            same(address, Multiaddress.decode(address.encode()));
          }
        });
  }

  private static void same(Multiaddress expected, Multiaddress.Parsed found) {
    if (!found.equals(new Multiaddress.Parsed.Address(expected))) {
      throw new AssertionError("expected " + expected + ", found " + found);
    }
  }

  @FuzzTest
  void anAnnounceHandshakeIsReadAsItIsWrittenOrRefused(byte[] input) {
    Bytes bytes = Bytes.wrap(input);
    AnnounceHandshake.decode(bytes)
        .map(AnnounceHandshake::encode)
        .filter(written -> !written.equals(bytes))
        .ifPresent(written -> {
          throw new AssertionError("expected " + bytes + ", found " + written);
        });
  }
}
