package io.braid.network.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WalkTest {
  private static final Bytes KEY = Bytes.utf8("where to");

  private static KademliaMessage.Peer peer(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    key[1] = (byte) (number >>> 8);
    return new KademliaMessage.Peer(PeerIdentity.ofKey(Bytes.wrap(key)), List.of());
  }

  private static Bytes distance(KademliaMessage.Peer peer) {
    return Distance.between(KEY, peer.id().multihash());
  }

  private static List<KademliaMessage.Peer> byDistance(List<KademliaMessage.Peer> peers) {
    return peers.stream().sorted(Comparator.comparing(WalkTest::distance)).toList();
  }

  private static Walk from(KademliaMessage.Peer... start) {
    return new Walk(peer(0).id(), KEY, List.of(start));
  }

  /** A network of 300 peers, each of which knows 30 others and the next one. */
  @Test
  void theClosestOfALargeNetworkAreFoundFromAnyStart() {
    Random random = new Random(11);
    List<KademliaMessage.Peer> all = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      all.add(peer(i));
    }
    Map<PeerIdentity, RoutingTable> tables = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      RoutingTable table = new RoutingTable(all.get(i).id(), peer -> true);
      for (int other = 0; other < 60; other++) {
        table.put(all.get(random.nextInt(all.size())).id(), anywhere());
      }
      table.put(all.get((i + 1) % all.size()).id(), anywhere());
      tables.put(all.get(i).id(), table);
    }
    Walk walk = from(all.get(17));
    Set<PeerIdentity> asked = new LinkedHashSet<>();
    while (!walk.isOver()) {
      List<KademliaMessage.Peer> due = walk.due(0);
      assertThat(due).hasSizeBetween(1, Walk.PARALLEL);
      for (KademliaMessage.Peer each : due) {
        assertThat(asked.add(each.id())).as("asked once").isTrue();
        walk.answered(each.id(), Objects.requireNonNull(tables.get(each.id())).closest(KEY));
      }
    }
    assertThat(asked).hasSizeLessThanOrEqualTo(Walk.MAX_ASKED);
    assertThat(walk.closest().stream().map(KademliaMessage.Peer::id).limit(5))
        .containsExactlyElementsOf(
            byDistance(all).stream().map(KademliaMessage.Peer::id).limit(5).toList());
    assertThat(walk.closest())
        .hasSize(RoutingTable.BUCKET_SIZE)
        .isSortedAccordingTo(Comparator.comparing(WalkTest::distance));
  }

  private static List<Multiaddress> anywhere() {
    return List.of(
        ((Multiaddress.Parsed.Address) Multiaddress.parse("/ip4/1.2.3.4/tcp/5")).value());
  }

  @Test
  void whoIsSilentForTooLongIsGoneAndAnotherIsAsked() {
    List<KademliaMessage.Peer> four = byDistance(List.of(peer(1), peer(2), peer(3), peer(4)));
    Walk walk = from(four.toArray(KademliaMessage.Peer[]::new));
    assertThat(walk.due(0)).isEqualTo(four.subList(0, 3));
    assertThat(walk.due(Walk.PATIENCE_MILLIS - 1)).isEmpty();
    assertThat(walk.isOver()).isFalse();

    assertThat(walk.due(Walk.PATIENCE_MILLIS)).containsExactly(four.get(3));
    walk.failed(four.get(3).id());
    assertThat(walk.isOver()).isTrue();
    assertThat(walk.closest()).isEmpty();

    walk.answered(four.get(1).id(), List.of());
    assertThat(walk.closest()).as("late, but there").containsExactly(four.get(1));
  }

  @Test
  void aPeerThatNamesOthersWithoutEndCannotKeepAWalkGoing() {
    Walk walk = from(peer(1));
    int invented = 1;
    int asked = 0;
    while (!walk.isOver()) {
      for (KademliaMessage.Peer each : walk.due(0)) {
        asked++;
        List<KademliaMessage.Peer> closer = new ArrayList<>();
        for (int i = 0; i < KademliaMessage.MAX_PEERS; i++) {
          closer.add(peer(++invented));
        }
        walk.answered(each.id(), closer);
      }
    }
    assertThat(asked).isLessThanOrEqualTo(Walk.MAX_ASKED);
  }

  @Test
  void nobodyIsAskedWhoWasNotKnownAndNotThisNodeItself() {
    Walk walk = from(peer(1), peer(0));
    assertThat(walk.due(0)).containsExactly(peer(1));
    walk.answered(peer(9).id(), List.of(peer(10)));
    walk.answered(peer(1).id(), List.of(peer(0), peer(1)));
    assertThat(walk.isOver()).isTrue();
    assertThat(walk.closest()).containsExactly(peer(1));
  }
}
