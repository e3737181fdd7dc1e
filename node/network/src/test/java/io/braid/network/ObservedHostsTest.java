package io.braid.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedHostsTest {
  private static final Multiaddress EVERYWHERE = StubNode.address("/ip4/0.0.0.0/tcp/30333");
  private static final Multiaddress NAMED = StubNode.address("/dns/node.example/tcp/30333/ws");

  private final ObservedHosts hosts = new ObservedHosts();

  private static PeerIdentity peer(int number) {
    return PeerIdentity.ofKey(Bytes.wrap(StubNode.filled(32, number)));
  }

  private void sees(int peer, String host) {
    hosts.note(peer(peer), StubNode.address("/ip4/" + host + "/tcp/" + (40_000 + peer)));
  }

  @Test
  void whereANodeListensAtAllAddressesThePeersMajoritySaysWhereItIs() {
    assertThat(hosts.reachable(List.of(EVERYWHERE, NAMED))).containsExactly(NAMED);
    sees(1, "9.9.9.9");
    sees(2, "10.0.0.7");
    sees(3, "10.0.0.7");
    assertThat(hosts.reachable(List.of(EVERYWHERE, NAMED)))
        .containsExactly(StubNode.address("/ip4/10.0.0.7/tcp/30333"), NAMED);
  }

  @Test
  void aPeerHasOneVoteAndTheOldestIsForgotten() {
    sees(1, "10.0.0.7");
    for (int port = 0; port < 5; port++) {
      sees(2, "9.9.9.9");
    }
    sees(3, "10.0.0.7");
    assertThat(hosts.reachable(List.of(EVERYWHERE)))
        .containsExactly(StubNode.address("/ip4/10.0.0.7/tcp/30333"));

    for (int other = 4; other < 4 + ObservedHosts.MAX_VOTES; other++) {
      sees(other, "11.0.0." + other % 8);
    }
    assertThat(hosts.reachable(List.of(EVERYWHERE)))
        .noneMatch(address -> address.hostText().startsWith("10."));
  }
}
