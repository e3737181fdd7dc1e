package io.braid.network;

import io.braid.consensus.ports.Protocol;
import io.braid.network.connection.NetworkProtocols;
import io.braid.network.connection.NotificationProtocol;
import io.braid.network.connection.RequestProtocol;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names and limits of a chain's protocols. Each has a name with the genesis' hash, behind which
 * a fork has its id, and the old one with the chain's short name.
 */
final class ChainProtocols {
  private static final int MEGABYTE = 1 << 20;

  private final Map<Protocol, NotificationProtocol> notifications = new EnumMap<>(Protocol.class);
  private final Map<Protocol, RequestProtocol> requests = new EnumMap<>(Protocol.class);
  private final RequestProtocol kademlia;

  ChainProtocols(Hash256 genesis, Optional<String> forkId, String protocolId) {
    String fork = forkId.map(id -> id + "/").orElse("");
    String current = "/" + genesis.hex().substring(2) + "/" + fork;
    String old = "/" + protocolId + "/";
    for (Protocol protocol : Protocol.values()) {
      List<String> names =
          List.of(
              current + protocol.path(),
              protocol == Protocol.GRANDPA ? "/paritytech/grandpa/1" : old + protocol.path());
      if (protocol.isRequest()) {
        requests.put(protocol, request(protocol, names));
      } else {
        notifications.put(protocol, notification(protocol, names));
      }
    }
    kademlia =
        new RequestProtocol(
            List.of(current + "kad", old + "kad"),
            KademliaMessage.MAX_BYTES,
            KademliaMessage.MAX_BYTES,
            10_000);
  }

  private static NotificationProtocol notification(Protocol protocol, List<String> names) {
    int max = protocol == Protocol.TRANSACTIONS ? 16 * MEGABYTE : MEGABYTE;
    return new NotificationProtocol(names, AnnounceHandshake.SIZE, max);
  }

  /** Sizes and times as the reference has them. */
  private static RequestProtocol request(Protocol protocol, List<String> names) {
    int maxRequest = protocol == Protocol.WARP_SYNC ? Hash256.SIZE : MEGABYTE;
    long timeoutMillis =
        switch (protocol) {
          case WARP_SYNC -> 10_000;
          case LIGHT -> 15_000;
          case STATE -> 40_000;
          case SYNC -> 20_000;
          case BEEFY_JUSTIFICATIONS -> 6_000;
          // The reference waits for 1 to 2.5 seconds: too little for validators that share a core.
          case COLLATION_FETCHING,
              ATTESTED_CANDIDATE,
              POV_FETCHING,
              CHUNK_FETCHING,
              AVAILABLE_DATA_FETCHING,
              DISPUTES ->
              5_000;
          case BLOCK_ANNOUNCES, TRANSACTIONS, GRANDPA, BEEFY, VALIDATION, COLLATION ->
              throw new IllegalArgumentException("expected a protocol of requests: " + protocol);
        };
    return new RequestProtocol(names, maxRequest, 16 * MEGABYTE, timeoutMillis);
  }

  NotificationProtocol notification(Protocol protocol) {
    NotificationProtocol found = notifications.get(protocol);
    if (found == null) {
      throw new IllegalArgumentException("expected a protocol of notifications: " + protocol);
    }
    return found;
  }

  RequestProtocol request(Protocol protocol) {
    RequestProtocol found = requests.get(protocol);
    if (found == null) {
      throw new IllegalArgumentException("expected a protocol of requests: " + protocol);
    }
    return found;
  }

  RequestProtocol kademlia() {
    return kademlia;
  }

  Protocol of(NotificationProtocol wanted) {
    return find(notifications, wanted).orElseThrow();
  }

  /** Nothing for Kademlia, which is no protocol of the chain's. */
  Optional<Protocol> of(RequestProtocol wanted) {
    return find(requests, wanted);
  }

  private static <T> Optional<Protocol> find(Map<Protocol, T> all, T wanted) {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().equals(wanted))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  NetworkProtocols all() {
    List<RequestProtocol> asked = new ArrayList<>(requests.values());
    asked.add(kademlia);
    return new NetworkProtocols(List.copyOf(notifications.values()), asked);
  }
}
