package io.braid.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Protocol;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names and handshakes as Polkadot's nodes have them. */
class ChainProtocolsTest {
  private static final Hash256 GENESIS = Hash256.fromHex("91".repeat(32));

  private final ChainProtocols protocols = new ChainProtocols(GENESIS, Optional.empty(), "dot");

  @Test
  void everyProtocolHasItsNameWithTheGenesisAndItsOldOne() {
    String current = "/" + "91".repeat(32) + "/";
    assertThat(protocols.notification(Protocol.BLOCK_ANNOUNCES).names())
        .containsExactly(current + "block-announces/1", "/dot/block-announces/1");
    assertThat(protocols.notification(Protocol.TRANSACTIONS).names())
        .containsExactly(current + "transactions/1", "/dot/transactions/1");
    assertThat(protocols.notification(Protocol.GRANDPA).names())
        .containsExactly(current + "grandpa/1", "/paritytech/grandpa/1");
    assertThat(protocols.request(Protocol.SYNC).names())
        .containsExactly(current + "sync/2", "/dot/sync/2");
    assertThat(protocols.request(Protocol.WARP_SYNC).names())
        .containsExactly(current + "sync/warp", "/dot/sync/warp");
    assertThat(protocols.request(Protocol.STATE).names())
        .containsExactly(current + "state/2", "/dot/state/2");
    assertThat(protocols.request(Protocol.LIGHT).names())
        .containsExactly(current + "light/2", "/dot/light/2");
    assertThat(protocols.kademlia().names()).containsExactly(current + "kad", "/dot/kad");
  }

  /** Substrate puts a fork's id behind the genesis, and leaves the old names as they are. */
  @Test
  void aForksProtocolsHaveItsIdInTheirNames() {
    ChainProtocols fork = new ChainProtocols(GENESIS, Optional.of("left"), "dot");

    assertThat(fork.request(Protocol.SYNC).names())
        .containsExactly("/" + "91".repeat(32) + "/left/sync/2", "/dot/sync/2");
    assertThat(fork.kademlia().names())
        .containsExactly("/" + "91".repeat(32) + "/left/kad", "/dot/kad");
  }

  @Test
  void everyNameLeadsBackToItsProtocol() {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.isRequest()) {
        assertThat(protocols.of(protocols.request(protocol))).contains(protocol);
        assertThat(protocols.all().request(protocols.request(protocol).names().getLast()))
            .contains(protocols.request(protocol));
      } else {
        assertThat(protocols.of(protocols.notification(protocol))).isEqualTo(protocol);
        assertThat(protocols.all().notification(protocols.notification(protocol).name()))
            .contains(protocols.notification(protocol));
      }
    }
    assertThat(protocols.of(protocols.kademlia())).isEmpty();
  }

  @Test
  void theHandshakeIsRoleNumberBestAndGenesis() {
    AnnounceHandshake handshake =
        new AnnounceHandshake(
            AnnounceHandshake.PeerRole.AUTHORITY,
            new BlockRef(258, Hash256.fromHex("22".repeat(32))),
            GENESIS);
    Bytes bytes = Bytes.fromHex("04" + "02010000" + "22".repeat(32) + "91".repeat(32));
    assertThat(handshake.encode()).isEqualTo(bytes);
    assertThat(AnnounceHandshake.decode(bytes)).contains(handshake);
    assertThat(AnnounceHandshake.decode(bytes.slice(1))).isEmpty();
    assertThat(AnnounceHandshake.decode(Bytes.concat(Bytes.of((byte) 3), bytes.slice(1))))
        .isEmpty();
  }
}
