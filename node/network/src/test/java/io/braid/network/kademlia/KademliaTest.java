package io.braid.network.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KademliaTest {
  private static final Multiaddress SOMEWHERE =
      new Multiaddress(
          new Multiaddress.HostName.Ip(Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4)),
          5,
          false,
          Optional.empty());

  private static PeerIdentity peer(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    key[1] = (byte) (number >>> 8);
    return PeerIdentity.ofKey(Bytes.wrap(key));
  }

  @Test
  void aMessageHasTheBytesOfTheSpecificationsSchema() {
    Bytes key = Bytes.utf8("k");
    assertThat(KademliaMessage.findNode(key).encode().hex()).isEqualTo("0x0804" + "12016b");
    assertThat(
            KademliaMessage.putValue(new KademliaMessage.Entry(key, Bytes.utf8("v")))
                .encode()
                .hex())
        .isEqualTo("0x12016b" + "1a06" + "0a016b" + "120176");
    // Field 666 of rust-libp2p's schema, as its generated code writes it: tag 5330.
    KademliaMessage.Entry published =
        new KademliaMessage.Entry(key, Bytes.utf8("v"), Optional.of(peer(7)));
    assertThat(KademliaMessage.putValue(published).encode().hex())
        .isEqualTo(
            "0x12016b"
                + "1a2f"
                + "0a016b"
                + "120176"
                + "d22926"
                + peer(7).multihash().hex().substring(2));
    assertThat(KademliaMessage.decode(KademliaMessage.putValue(published).encode()))
        .contains(KademliaMessage.putValue(published));
    KademliaMessage answer =
        new KademliaMessage(
            KademliaMessage.Type.GET_VALUE,
            key,
            Optional.of(new KademliaMessage.Entry(key, Bytes.utf8("v"))),
            List.of(new KademliaMessage.Peer(peer(1), List.of(SOMEWHERE))));
    assertThat(KademliaMessage.decode(answer.encode())).contains(answer);
    assertThat(KademliaMessage.decode(Bytes.fromHex("0805"))).isEmpty();
  }

  @Test
  void theTableGivesTheClosestFirstAndFillsNoBucketBeyondItsSize() {
    RoutingTable table = new RoutingTable(peer(0), peer -> true);
    List<PeerIdentity> taken = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      if (table.put(peer(i), List.of(SOMEWHERE))) {
        taken.add(peer(i));
      }
    }
    assertThat(table.put(peer(0), List.of(SOMEWHERE))).isFalse();
    assertThat(table.size()).isEqualTo(taken.size()).isBetween(60, 140);
    Bytes key = Bytes.utf8("anything");
    assertThat(table.closest(key).stream().map(KademliaMessage.Peer::id))
        .containsExactlyElementsOf(
            taken.stream()
                .sorted(Comparator.comparing(p -> Distance.between(key, p.multihash())))
                .limit(RoutingTable.BUCKET_SIZE)
                .toList());
  }

  @Test
  void theServerKeepsRecordsAndForgetsTheOldAndTheLarge() {
    KademliaServer server =
        new KademliaServer(
            new RoutingTable(peer(0), peer -> true), new RecordStore(), entry -> true);
    KademliaMessage.Entry entry = new KademliaMessage.Entry(Bytes.utf8("key"), Bytes.utf8("value"));
    assertThat(server.answer(peer(1), KademliaMessage.putValue(entry).encode(), 0)).isPresent();
    Bytes question = KademliaMessage.getValue(entry.key()).encode();
    assertThat(
            server
                .answer(peer(2), question, 1)
                .flatMap(KademliaMessage::decode)
                .orElseThrow()
                .entry())
        .contains(entry);
    assertThat(
            server
                .answer(peer(2), question, RecordStore.KEPT_MILLIS)
                .flatMap(KademliaMessage::decode)
                .orElseThrow()
                .entry())
        .isEmpty();
    Bytes large = Bytes.wrap(new byte[RecordStore.MAX_VALUE_BYTES + 1]);
    assertThat(
            server.answer(
                peer(1),
                KademliaMessage.putValue(new KademliaMessage.Entry(entry.key(), large)).encode(),
                0))
        .isEmpty();
  }

  @Test
  void theServerKeepsNothingThatIsNotWorthIt() {
    KademliaServer server =
        new KademliaServer(
            new RoutingTable(peer(0), peer -> true),
            new RecordStore(),
            entry -> entry.value().equals(Bytes.utf8("good")));
    for (String value : List.of("bad", "good")) {
      KademliaMessage.Entry entry = new KademliaMessage.Entry(Bytes.utf8("k"), Bytes.utf8(value));
      assertThat(server.answer(peer(1), KademliaMessage.putValue(entry).encode(), 0).isPresent())
          .isEqualTo(value.equals("good"));
    }
  }

  @Test
  void theStoreHoldsNoMoreThanItsBound() {
    RecordStore store = new RecordStore();
    for (int i = 0; i <= RecordStore.MAX_RECORDS; i++) {
      store.put(new KademliaMessage.Entry(peer(i).multihash(), Bytes.EMPTY), peer(i), 0);
    }
    assertThat(store.get(peer(0).multihash(), 0)).isEmpty();
    assertThat(store.get(peer(1).multihash(), 0)).isPresent();
  }

  @Test
  void whoLeavesTooManyRecordsLosesItsOwn() {
    RecordStore store = new RecordStore();
    store.put(new KademliaMessage.Entry(Bytes.utf8("theirs"), Bytes.EMPTY), peer(1), 0);
    for (int i = 0; i <= RecordStore.MAX_RECORDS_PER_PEER; i++) {
      store.put(new KademliaMessage.Entry(peer(i).multihash(), Bytes.EMPTY), peer(2), 0);
    }
    assertThat(store.get(peer(0).multihash(), 0)).isEmpty();
    assertThat(store.get(peer(1).multihash(), 0)).isPresent();
    assertThat(store.get(Bytes.utf8("theirs"), 0)).isPresent();
  }

  @Test
  void peersThatAreGoneGiveWayToPeersThatAreThere() {
    Set<PeerIdentity> connected = new HashSet<>();
    RoutingTable table = new RoutingTable(peer(0), connected::contains);
    for (int i = 1; i <= 500; i++) {
      assertThat(table.put(peer(i), List.of(SOMEWHERE))).isTrue();
    }
    assertThat(table.size()).isBetween(60, 140);
    for (int i = 501; i <= 1_000; i++) {
      connected.add(peer(i));
      table.put(peer(i), List.of(SOMEWHERE));
    }
    assertThat(table.closest(peer(0).multihash()))
        .filteredOn(p -> connected.contains(p.id()))
        .isNotEmpty();
    assertThat(table.put(peer(1), List.of(SOMEWHERE)) && table.put(peer(2), List.of(SOMEWHERE)))
        .isFalse();
  }

  @Test
  void mutatedMessagesAreAnsweredOrRefused() {
    KademliaServer server =
        new KademliaServer(
            new RoutingTable(peer(0), peer -> true), new RecordStore(), entry -> true);
    Bytes good =
        KademliaMessage.putValue(new KademliaMessage.Entry(Bytes.utf8("key"), Bytes.utf8("value")))
            .encode();
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.toArray();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      server.answer(peer(1), Bytes.wrap(bytes).slice(0, random.nextInt(bytes.length + 1)), i);
    }
  }
}
