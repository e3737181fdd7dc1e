package io.braid.network.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeersTest {
  private final AddressBook book = new AddressBook();
  private final Reputations reputations = new Reputations();

  private static PeerIdentity peer(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    key[1] = (byte) (number >>> 8);
    return PeerIdentity.ofKey(Bytes.wrap(key));
  }

  private static Multiaddress at(int port) {
    return new Multiaddress(
        new Multiaddress.HostName.Ip(Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4)),
        port,
        false,
        Optional.empty());
  }

  @Test
  void aPeerIsTriedAgainAfterTwiceTheTimeAndAtOnceAfterASuccess() {
    book.addBootnode(peer(1), at(1));
    assertThat(book.due(0, Set.of())).contains(new AddressBook.Target(peer(1), at(1)));
    assertThat(book.due(499, Set.of())).isEmpty();
    assertThat(book.due(500, Set.of())).isPresent();
    assertThat(book.due(1_499, Set.of())).isEmpty();
    assertThat(book.due(1_500, Set.of())).isPresent();
    book.succeeded(peer(1));
    assertThat(book.due(1_500 + AddressBook.LONGEST_DELAY_MILLIS, Set.of())).isPresent();
    assertThat(book.due(2_000 + AddressBook.LONGEST_DELAY_MILLIS, Set.of())).isPresent();
  }

  @Test
  void addressesTakeTurnsAndConnectedPeersAreLeftAlone() {
    book.learn(peer(1), at(1), peer(9));
    book.learn(peer(1), at(2), peer(9));
    assertThat(book.due(0, Set.of(peer(1)))).isEmpty();
    assertThat(book.due(0, Set.of()).orElseThrow().address()).isEqualTo(at(1));
    assertThat(book.due(500, Set.of()).orElseThrow().address()).isEqualTo(at(2));
  }

  @Test
  void theBookIsBoundedAndForgetsWhoIsNeverThereExceptBootnodes() {
    book.addBootnode(peer(0), at(1));
    for (int i = 1; i < AddressBook.MAX_PEERS; i++) {
      assertThat(book.learn(peer(i), at(1), peer(i / 10))).isTrue();
    }
    assertThat(book.learn(peer(AddressBook.MAX_PEERS), at(1), peer(9_999))).isFalse();
    for (int port = 2; port < 20; port++) {
      book.learn(peer(1), at(port), peer(9));
    }
    assertThat(book.addressesOf(peer(1))).hasSize(AddressBook.MAX_ADDRESSES_PER_PEER);
    for (long now = 0; now < 10_000_000; now += AddressBook.LONGEST_DELAY_MILLIS) {
      while (book.due(now, Set.of()).isPresent()) {}
    }
    assertThat(book.addressesOf(peer(1))).isEmpty();
    assertThat(book.addressesOf(peer(0))).isNotEmpty();
  }

  @Test
  void nobodyFillsTheBookWithNamesAloneButWhoIsReachedCountsNoMore() {
    for (int i = 1; i <= AddressBook.MAX_HEARSAY_PER_PEER; i++) {
      assertThat(book.learn(peer(i), at(1), peer(0))).isTrue();
    }
    assertThat(book.learn(peer(1_000), at(1), peer(0))).isFalse();
    assertThat(book.learn(peer(1_000), at(1), peer(1))).isTrue();
    assertThat(book.learn(peer(1), at(2), peer(0))).isTrue();

    book.succeeded(peer(1));
    assertThat(book.learn(peer(1_001), at(1), peer(0))).isTrue();
    assertThat(book.learn(peer(1_002), at(1), peer(0))).isFalse();
  }

  @Test
  void heldPeersTakeThePlaceOfThoseBeforeAndAreTriedNoSoonerForIt() {
    book.hold(Map.of(peer(1), List.of(at(1), at(2))));
    assertThat(book.due(0, Set.of()).orElseThrow().address()).isEqualTo(at(1));
    book.hold(Map.of(peer(1), List.of(at(3)), peer(2), List.of(at(4))));
    assertThat(book.addressesOf(peer(1))).containsExactly(at(3));
    assertThat(book.due(1, Set.of())).contains(new AddressBook.Target(peer(2), at(4)));
    assertThat(book.due(1, Set.of())).isEmpty();
    book.hold(Map.of(peer(2), List.of(at(4))));
    assertThat(book.holds(peer(1))).isFalse();
    for (long now = 0; now < 10_000_000; now += AddressBook.LONGEST_DELAY_MILLIS) {
      while (book.due(now, Set.of()).isPresent()) {}
    }
    assertThat(book.holds(peer(2))).isTrue();
  }

  @Test
  void complaintsAddUpToABanAndAreForgiven() {
    for (int i = 1; i < Reputations.BANNED_AT; i++) {
      assertThat(reputations.complain(peer(1), 0)).isFalse();
    }
    assertThat(reputations.complain(peer(1), 0)).isTrue();
    assertThat(reputations.isBanned(peer(1), Reputations.FORGIVEN_MILLIS - 1)).isTrue();
    assertThat(reputations.isBanned(peer(1), Reputations.FORGIVEN_MILLIS)).isFalse();
    assertThat(reputations.isBanned(peer(2), 0)).isFalse();
  }
}
