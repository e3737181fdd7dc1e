package io.braid.cli.node;

import io.braid.cli.Refusal;
import io.braid.network.identity.Multiaddress;
import io.braid.service.chainspec.ChainSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a node listens and whom it dials, as its options have it.
 *
 * @param prefix of the options' names: {@code --} or {@code --relay-}
 */
record Peering(String prefix, List<String> listen, List<String> bootnodes) {
  private static final Logger LOG = LoggerFactory.getLogger(Peering.class);

  List<Multiaddress> listenAddresses() {
    return listen.stream().map(text -> address(text, prefix + "listen")).toList();
  }

  /**
   * The options' bootnodes, and then the specification's: of those, without the ones that this node
   * cannot dial, since a specification names some ways to the same peers that not all nodes have.
   */
  List<Multiaddress> bootnodes(ChainSpec spec) {
    List<Multiaddress> all = new ArrayList<>();
    bootnodes.forEach(text -> all.add(bootnode(text, prefix + "bootnode")));
    spec.bootNodes().forEach(text -> specified(text, spec).ifPresent(all::add));
    return all;
  }

  private static Optional<Multiaddress> specified(String text, ChainSpec spec) {
    return switch (Multiaddress.parse(text)) {
      case Multiaddress.Parsed.Address(Multiaddress address) when address.peer().isPresent() ->
          Optional.of(address);
      case Multiaddress.Parsed.Address unnamed -> {
        LOG.warn("leaves out a bootnode of {}, which has no /p2p/ part: {}", spec.id(), text);
        yield Optional.empty();
      }
      case Multiaddress.Parsed.Refused(String reason) -> {
        LOG.warn("leaves out a bootnode of {}: {}", spec.id(), reason);
        yield Optional.empty();
      }
    };
  }

  private static Multiaddress address(String text, String where) {
    return switch (Multiaddress.parse(text)) {
      case Multiaddress.Parsed.Address(Multiaddress address) -> address;
      case Multiaddress.Parsed.Refused(String reason) ->
          throw new Refusal(
              "expected a multiaddress such as /ip4/127.0.0.1/tcp/30333 in "
                  + where
                  + ", found '"
                  + text
                  + "': "
                  + reason);
    };
  }

  private static Multiaddress bootnode(String text, String where) {
    Multiaddress address = address(text, where);
    if (address.peer().isEmpty()) {
      throw new Refusal(
          "expected an address that ends with /p2p/ and a peer's id in "
              + where
              + ", found '"
              + text
              + "'");
    }
    return address;
  }
}
