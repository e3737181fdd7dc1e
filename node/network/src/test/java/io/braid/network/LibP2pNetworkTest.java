package io.braid.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Protocol;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.peers.Reputations;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that speak over real sockets of this machine. */
class LibP2pNetworkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static void awaitPeers(StubNode node, int count) {
    await().atMost(PATIENCE).until(() -> node.peers.size() == count);
  }

  private static Optional<Bytes> ask(StubNode from, StubNode to, Bytes request) throws Exception {
    CompletableFuture<Optional<Bytes>> answer = new CompletableFuture<>();
    from.port().request(to.id(), Protocol.SYNC, request, answer::complete);
    return answer.get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoNodesExchangeNotificationsAndRequests(boolean webSocket) throws Exception {
    try (StubNode alice = StubNode.start(1, webSocket, StubNode.GENESIS);
        StubNode bob = StubNode.start(2, webSocket, StubNode.GENESIS, alice.address())) {
      awaitPeers(alice, 1);
      awaitPeers(bob, 1);
      assertThat(alice.peers)
          .containsEntry(bob.id(), new BlockRef(2, Hash256.of(StubNode.filled(32, 2))));

      alice.port().send(bob.id(), Protocol.GRANDPA, Bytes.utf8("from alice"));
      bob.port().send(alice.id(), Protocol.BLOCK_ANNOUNCES, Bytes.utf8("from bob"));
      await().atMost(PATIENCE).until(() -> bob.messages.size() + alice.messages.size() == 2);
      assertThat(bob.messages)
          .containsExactly(
              new StubNode.Message(alice.id(), Protocol.GRANDPA, Bytes.utf8("from alice")));
      assertThat(alice.messages)
          .containsExactly(
              new StubNode.Message(bob.id(), Protocol.BLOCK_ANNOUNCES, Bytes.utf8("from bob")));

      assertThat(ask(bob, alice, Bytes.utf8("who?"))).contains(Bytes.utf8("who?"));
      assertThat(ask(alice, bob, Bytes.EMPTY)).isEmpty();
    }
  }

  @Test
  void aMessageOfThePermittedSizeArrivesWhole() throws Exception {
    try (StubNode alice = StubNode.start(1, false, StubNode.GENESIS);
        StubNode bob = StubNode.start(2, false, StubNode.GENESIS, alice.address())) {
      awaitPeers(bob, 1);
      Bytes megabyte = Bytes.wrap(StubNode.filled(1 << 20, 5));
      assertThat(ask(bob, alice, megabyte)).contains(megabyte);
      assertThat(ask(bob, alice, Bytes.wrap(StubNode.filled((1 << 20) + 1, 5)))).isEmpty();
      assertThat(ask(bob, alice, Bytes.utf8("still here?"))).isPresent();
    }
  }

  @Test
  void aNodeThatWentAwayIsFoundAgain() throws Exception {
    try (StubNode alice = StubNode.start(1, false, StubNode.GENESIS)) {
      try (StubNode bob = StubNode.start(2, false, StubNode.GENESIS, alice.address())) {
        awaitPeers(alice, 1);
        assertThat(bob.network.identity()).isNotEqualTo(alice.network.identity());
      }
      awaitPeers(alice, 0);
      try (StubNode again = StubNode.start(2, false, StubNode.GENESIS, alice.address())) {
        awaitPeers(alice, 1);
        awaitPeers(again, 1);
      }
    }
  }

  @Test
  void nodesLearnOfEachOtherFromTheBootnode() throws Exception {
    try (StubNode boot = StubNode.start(1, false, StubNode.GENESIS);
        StubNode bob = StubNode.start(2, false, StubNode.GENESIS, boot.address());
        StubNode carol = StubNode.start(3, false, StubNode.GENESIS, boot.address())) {
      awaitPeers(boot, 2);
      awaitPeers(bob, 2);
      awaitPeers(carol, 2);
    }
  }

  @Test
  void aNodeOfAnotherChainIsTurnedAway() throws Exception {
    try (StubNode alice = StubNode.start(1, false, StubNode.GENESIS);
        StubNode stranger = StubNode.start(2, false, Hash256.ZERO, alice.address())) {
      TimeUnit.MILLISECONDS.sleep(1_500);
      assertThat(alice.peers).isEmpty();
      assertThat(stranger.peers).isEmpty();
    }
  }

  @Test
  void aPeerThatIsComplainedOfTooOftenIsBanned() throws Exception {
    try (StubNode alice = StubNode.start(1, false, StubNode.GENESIS);
        StubNode bob = StubNode.start(2, false, StubNode.GENESIS, alice.address())) {
      awaitPeers(alice, 1);
      for (int i = 0; i < Reputations.BANNED_AT; i++) {
        assertThat(alice.peers).hasSize(1);
        alice.port().report(bob.id(), "a test");
      }
      awaitPeers(alice, 0);
      TimeUnit.MILLISECONDS.sleep(1_500);
      assertThat(alice.peers).isEmpty();
    }
  }

  @Test
  void moreThanThePermittedPeersAreTurnedAway() throws Exception {
    LibP2pConfig.PeerLimits one = new LibP2pConfig.PeerLimits(16, 16, 0, 1, 0);
    Multiaddress any = StubNode.address("/ip4/127.0.0.1/tcp/0");
    try (StubNode alice = StubNode.start(1, any, StubNode.GENESIS, one);
        StubNode bob = StubNode.start(2, false, StubNode.GENESIS, alice.address())) {
      awaitPeers(bob, 1);
      try (StubNode carol = StubNode.start(3, false, StubNode.GENESIS, alice.address())) {
        TimeUnit.MILLISECONDS.sleep(1_500);
        assertThat(alice.peers).containsOnlyKeys(bob.id());
        assertThat(carol.peers).doesNotContainKey(alice.id());
      }
    }
  }

  @Test
  void moreConnectionsFromOneMachineThanPermittedAreTurnedAwayUntilOneEnds() throws Exception {
    LibP2pConfig.PeerLimits one = new LibP2pConfig.PeerLimits(16, 1, 0, 8, 0);
    Multiaddress any = StubNode.address("/ip4/127.0.0.1/tcp/0");
    try (StubNode alice = StubNode.start(1, any, StubNode.GENESIS, one)) {
      try (StubNode bob = StubNode.start(2, false, StubNode.GENESIS, alice.address())) {
        awaitPeers(bob, 1);
        try (StubNode carol = StubNode.start(3, false, StubNode.GENESIS, alice.address())) {
          TimeUnit.MILLISECONDS.sleep(1_500);
          assertThat(alice.peers).containsOnlyKeys(bob.id());
          assertThat(carol.peers).doesNotContainKey(alice.id());
        }
      }
      awaitPeers(alice, 0);
      try (StubNode dora = StubNode.start(4, false, StubNode.GENESIS, alice.address())) {
        awaitPeers(dora, 1);
      }
    }
  }

  @Test
  void socketsThatSayNothingCountAsConnectionsOfTheirMachine() throws Exception {
    LibP2pConfig.PeerLimits two = new LibP2pConfig.PeerLimits(16, 2, 0, 8, 0);
    Multiaddress any = StubNode.address("/ip4/127.0.0.1/tcp/0/ws");
    try (StubNode alice = StubNode.start(1, any, StubNode.GENESIS, two);
        StubNode bob = StubNode.start(2, true, StubNode.GENESIS, alice.address())) {
      awaitPeers(bob, 1);
      int port = alice.address().port();
      try (Socket silent = new Socket("127.0.0.1", port);
          Socket refused = new Socket("127.0.0.1", port)) {
        refused.setSoTimeout((int) PATIENCE.toMillis());
        assertThat(refused.getInputStream().read()).isEqualTo(-1);
        silent.setSoTimeout(500);
        assertThatThrownBy(() -> silent.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
      }
    }
  }

  /** Others may share the address: as in the reference, a ban is of an identity. */
  @Test
  void aBanDoesNotReachOthersAtTheSameAddress() throws Exception {
    try (StubNode alice = StubNode.start(1, false, StubNode.GENESIS);
        StubNode bob = StubNode.start(2, false, StubNode.GENESIS, alice.address())) {
      awaitPeers(alice, 1);
      for (int i = 0; i < Reputations.BANNED_AT; i++) {
        alice.port().report(bob.id(), "a test");
      }
      awaitPeers(alice, 0);
      try (StubNode carol = StubNode.start(3, false, StubNode.GENESIS, alice.address())) {
        await().atMost(PATIENCE).until(() -> alice.peers.containsKey(carol.id()));
        assertThat(alice.peers).doesNotContainKey(bob.id());
      }
    }
  }

  @Test
  void aPlaceIsKeptForAPeerThatThisNodeDials() throws Exception {
    LibP2pConfig.PeerLimits limits = new LibP2pConfig.PeerLimits(2, 16, 1, 8, 0);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Multiaddress later = StubNode.address("/ip4/127.0.0.1/tcp/" + port);
    PeerIdentity laterId =
        PeerIdentity.ofKey(Ed25519KeyPair.fromSeed(StubNode.filled(32, 5)).publicKey());
    Multiaddress any = StubNode.address("/ip4/127.0.0.1/tcp/0");
    try (StubNode alice =
            StubNode.start(1, any, StubNode.GENESIS, limits, later.withPeer(laterId));
        StubNode bob = StubNode.start(2, false, StubNode.GENESIS, alice.address());
        StubNode carol = StubNode.start(3, false, StubNode.GENESIS, alice.address())) {
      awaitPeers(alice, 1);
      TimeUnit.MILLISECONDS.sleep(1_500);
      assertThat(alice.peers).hasSize(1);
      try (StubNode wanted =
          StubNode.start(5, later, StubNode.GENESIS, LibP2pConfig.PeerLimits.DEFAULT)) {
        await().atMost(PATIENCE).until(() -> alice.peers.containsKey(wanted.id()));
        assertThat(bob.peers.containsKey(alice.id()) ^ carol.peers.containsKey(alice.id()))
            .isTrue();
      }
    }
  }

  @Test
  void twoNodesThatDialEachOtherKeepOneConnection() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Multiaddress bobs = StubNode.address("/ip4/127.0.0.1/tcp/" + port);
    PeerIdentity bobsId =
        PeerIdentity.ofKey(Ed25519KeyPair.fromSeed(StubNode.filled(32, 2)).publicKey());
    LibP2pConfig.PeerLimits limits = LibP2pConfig.PeerLimits.DEFAULT;
    try (StubNode alice = StubNode.start(1, false, StubNode.GENESIS, bobs.withPeer(bobsId));
        StubNode bob = StubNode.start(2, bobs, StubNode.GENESIS, limits, alice.address())) {
      awaitPeers(alice, 1);
      awaitPeers(bob, 1);
      TimeUnit.MILLISECONDS.sleep(2_000);
      awaitPeers(alice, 1);
      assertThat(bob.peers).hasSize(1);
      assertThat(ask(alice, bob, Bytes.utf8("one?"))).isPresent();
      assertThat(ask(bob, alice, Bytes.utf8("one?"))).isPresent();
    }
  }

  @Test
  void aRecordIsFoundByAPeerThatDoesNotKnowWhoLeftIt() throws Exception {
    try (StubNode boot = StubNode.start(1, false, StubNode.GENESIS);
        StubNode bob = StubNode.start(2, false, StubNode.GENESIS, boot.address())) {
      awaitPeers(bob, 1);
      Bytes key = Bytes.utf8("authority");
      assertThat(found(bob, key)).isEmpty();
      await().atMost(PATIENCE).until(() -> published(bob, key, Bytes.utf8("addresses")) == 1);
      bob.close();
      awaitPeers(boot, 0);
      bob.port().send(boot.id(), Protocol.GRANDPA, Bytes.utf8("from the grave"));
      try (StubNode carol = StubNode.start(3, false, StubNode.GENESIS, boot.address())) {
        awaitPeers(carol, 1);
        await()
            .atMost(PATIENCE)
            .until(() -> found(carol, key).equals(List.of(Bytes.utf8("addresses"))));
      }
    }
  }

  /**
   * Four nodes in a row, each with one full peer of its own choice: who looks walks over nodes that
   * it is not connected to.
   */
  @Test
  void aRecordIsFoundOverPeersThatAreNotConnected() throws Exception {
    LibP2pConfig.PeerLimits one = new LibP2pConfig.PeerLimits(64, 64, 1, 32, 0);
    Multiaddress any = StubNode.address("/ip4/127.0.0.1/tcp/0");
    LibP2pConfig.PeerLimits none = new LibP2pConfig.PeerLimits(64, 64, 0, 32, 0);
    try (StubNode first = StubNode.start(1, any, StubNode.GENESIS, none);
        StubNode second = StubNode.start(2, any, StubNode.GENESIS, one, first.address());
        StubNode third = StubNode.start(3, any, StubNode.GENESIS, one, second.address());
        StubNode fourth = StubNode.start(4, any, StubNode.GENESIS, one, third.address())) {
      awaitPeers(first, 1);
      awaitPeers(third, 2);
      awaitPeers(fourth, 1);
      Bytes key = Bytes.utf8("authority");

      await().atMost(PATIENCE).until(() -> published(first, key, Bytes.utf8("addresses")) >= 1);
      await()
          .atMost(PATIENCE)
          .until(() -> found(fourth, key).equals(List.of(Bytes.utf8("addresses"))));

      assertThat(fourth.peers).as("a walk makes no peers").containsOnlyKeys(third.id());
      assertThat(first.peers).containsOnlyKeys(second.id());
    }
  }

  private static int published(StubNode by, Bytes key, Bytes value) throws Exception {
    CompletableFuture<Integer> taken = new CompletableFuture<>();
    by.network.publish(key, value, taken::complete);
    return taken.get(20, TimeUnit.SECONDS);
  }

  private static List<Bytes> found(StubNode by, Bytes key) throws Exception {
    CompletableFuture<List<Bytes>> found = new CompletableFuture<>();
    by.network.find(key, found::complete);
    return found.get(20, TimeUnit.SECONDS);
  }

  @Test
  void anAddressThatIsTakenIsRefusedWithTheRemedy() throws Exception {
    try (StubNode alice = StubNode.start(1, false, StubNode.GENESIS)) {
      assertThatThrownBy(() ->
              StubNode.start(
                  2,
                  alice.address().withoutPeer(),
                  StubNode.GENESIS,
                  LibP2pConfig.PeerLimits.DEFAULT))
          .hasMessageContaining("choose another address or port");
    }
  }
}
