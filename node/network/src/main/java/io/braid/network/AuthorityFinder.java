package io.braid.network;

import io.braid.network.authorities.AuthorityDiscovery;
import io.braid.network.authorities.AuthorityDiscovery.Effect;
import io.braid.network.authorities.AuthorityKeys;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.network.transport.Sockets;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what authority discovery wants done. Belongs to the network's thread. */
final class AuthorityFinder {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorityFinder.class);

  private final AuthorityDiscovery discovery;
  private final PeerIdentity self;
  private final ChainSide chain;
  private final Records records;
  private final Consumer<Effect.Reach> reach;
  private final Sockets sockets;

  AuthorityFinder(
      AuthorityDiscovery discovery,
      PeerIdentity self,
      ChainSide chain,
      Records records,
      Consumer<Effect.Reach> reach,
      Sockets sockets) {
    this.discovery = discovery;
    this.self = self;
    this.chain = chain;
    this.records = records;
    this.reach = reach;
    this.sockets = sockets;
  }

  /**
   * Time has passed.
   *
   * @param addresses where this node can be reached
   */
  void tick(long nowMillis, List<Multiaddress> addresses) {
    U128 unixNanos = U128.of(System.currentTimeMillis()).multiply(1_000_000);
    run(discovery.tick(nowMillis, addresses, unixNanos));
  }

  private void run(List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Ask(Bytes record) -> ask(record);
        case Effect.Publish(Bytes key, Bytes value) ->
            records.publish(
                new KademliaMessage.Entry(key, value, Optional.of(self)),
                taken -> LOG.debug("{} peers keep where this authority is", taken));
        case Effect.LookUp(Bytes authority, Bytes key) ->
            records.find(key, values -> run(discovery.onFound(authority, values)));
        case Effect.Reach found -> reach.accept(found);
      }
    }
  }

  private void ask(Bytes record) {
    LocalPeer node = chain.node();
    node.thread()
        .execute(() -> {
          Optional<AuthorityKeys> keys = node.authorities();
          if (keys.isEmpty()) {
            return;
          }
          List<Bytes> all = keys.get().all();
          TreeMap<Bytes, Bytes> signatures = new TreeMap<>();
          for (Bytes authority : all) {
            keys.get().sign(authority, record).ifPresent(made -> signatures.put(authority, made));
          }
          sockets.execute(() -> run(discovery.onAuthorities(Swarm.now(), record, all, signatures)));
        });
  }
}
