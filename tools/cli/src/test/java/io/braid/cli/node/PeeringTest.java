package io.braid.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.network.identity.Multiaddress;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpecJson;
import io.braid.service.chainspec.ChainSpecRead;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeeringTest {
  private static final String PEER = "/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

  private static ChainSpec withBootnodes(String... addresses) {
    String json =
        """
        {"name": "n", "id": "i", "chainType": "Live", "bootNodes": ["%s"],
         "genesis": {"raw": {"top": {"0x3a636f6465": "0x00"}, "childrenDefault": {}}}}
        """
            .formatted(String.join("\", \"", addresses));
    return switch (ChainSpecJson.read(json)) {
      case ChainSpecRead.Accepted(ChainSpec spec) -> spec;
      case ChainSpecRead.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  void bootnodesOfASpecificationThatCannotBeDialledAreLeftOut() {
    ChainSpec spec =
        withBootnodes(
            "/dns/boot.example/tcp/443/wss" + PEER,
            "/dns/boot.example/tcp/30333" + PEER,
            "/dns/boot.example/tcp/30333",
            "/dns/boot.example/tcp/30334/ws" + PEER);

    assertThat(new Peering("--", List.of(), List.of()).bootnodes(spec))
        .extracting(Multiaddress::toString)
        .containsExactly(
            "/dns/boot.example/tcp/30333" + PEER, "/dns/boot.example/tcp/30334/ws" + PEER);
  }
}
