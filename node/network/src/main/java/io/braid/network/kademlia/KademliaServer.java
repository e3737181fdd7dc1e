package io.braid.network.kademlia;

import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers peers from what this node knows. */
public final class KademliaServer {
  private final RoutingTable table;
  private final RecordStore records;
  private final Predicate<KademliaMessage.Entry> worthKeeping;

  /**
   * @param worthKeeping looks at what peers want to leave here
   */
  public KademliaServer(
      RoutingTable table, RecordStore records, Predicate<KademliaMessage.Entry> worthKeeping) {
    this.table = table;
    this.records = records;
    this.worthKeeping = worthKeeping;
  }

  /** The response; nothing for bytes that are no request, or a record that is refused. */
  public Optional<Bytes> answer(PeerIdentity asker, Bytes request, long nowMillis) {
    return KademliaMessage.decode(request)
        .flatMap(message -> answer(asker, message, nowMillis))
        .map(KademliaMessage::encode);
  }

  private Optional<KademliaMessage> answer(PeerIdentity asker, KademliaMessage message, long now) {
    return switch (message.type()) {
      case FIND_NODE -> Optional.of(withCloser(message, Optional.empty()));
      case GET_VALUE -> Optional.of(withCloser(message, records.get(message.key(), now)));
      case PUT_VALUE ->
          message
              .entry()
              .filter(worthKeeping)
              .filter(entry -> records.put(entry, asker, now))
              .map(entry ->
                  new KademliaMessage(message.type(), entry.key(), Optional.of(entry), List.of()));
    };
  }

  private KademliaMessage withCloser(
      KademliaMessage message, Optional<KademliaMessage.Entry> entry) {
    return new KademliaMessage(message.type(), message.key(), entry, table.closest(message.key()));
  }
}
