package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.identity.Multiaddress;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A node that only listens: echoes requests, and keeps what came. */
final class StubNode implements LocalPeer, AutoCloseable {
  static final Hash256 GENESIS = Hash256.of(filled(32, 7));

  record Message(PeerId from, Protocol protocol, Bytes content) {}

  final Map<PeerId, BlockRef> peers = new ConcurrentHashMap<>();
  final ConcurrentLinkedQueue<Message> messages = new ConcurrentLinkedQueue<>();
  final LibP2pNetwork network;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Hash256 genesis;
  private final BlockRef best;

  private StubNode(LibP2pNetwork network, Hash256 genesis, BlockRef best) {
    this.network = network;
    this.genesis = genesis;
    this.best = best;
  }

  static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /**
   * A node that listens on any port.
   *
   * @param number is its key's seed and its best block's number
   */
  static StubNode start(int number, boolean webSocket, Hash256 genesis, Multiaddress... bootnodes)
      throws IOException {
    Multiaddress any = address("/ip4/127.0.0.1/tcp/0" + (webSocket ? "/ws" : ""));
    return start(number, any, genesis, LibP2pConfig.PeerLimits.DEFAULT, bootnodes);
  }

  static StubNode start(
      int number,
      Multiaddress listen,
      Hash256 genesis,
      LibP2pConfig.PeerLimits limits,
      Multiaddress... bootnodes)
      throws IOException {
    LibP2pNetwork network =
        LibP2pNetwork.listen(
            new LibP2pConfig(
                Ed25519KeyPair.fromSeed(filled(32, number)),
                false,
                "stub",
                Optional.empty(),
                List.of(listen),
                List.of(bootnodes),
                limits));
    StubNode node =
        new StubNode(network, genesis, new BlockRef(number, Hash256.of(filled(32, number))));
    network.join(node.id(), node);
    return node;
  }

  static Multiaddress address(String text) {
    return switch (Multiaddress.parse(text)) {
      case Multiaddress.Parsed.Address(Multiaddress address) -> address;
      case Multiaddress.Parsed.Refused(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  Multiaddress address() {
    return network.addresses().getFirst();
  }

  PeerId id() {
    return network.identity().asPeer();
  }

  Network port() {
    return network.portOf(id());
  }

  @Override
  public Executor thread() {
    return task -> {
      try {
        thread.execute(task);
      } catch (RejectedExecutionException closed) {
        // as a node's thread does
      }
    };
  }

  @Override
  public Hash256 genesis() {
    return genesis;
  }

  @Override
  public BlockRef best() {
    return best;
  }

  @Override
  public void onConnected(PeerId peer, BlockRef theirs) {
    peers.put(peer, theirs);
  }

  @Override
  public void onDisconnected(PeerId peer) {
    peers.remove(peer);
  }

  @Override
  public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
    messages.add(new Message(peer, protocol, message));
  }

  @Override
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return request.isEmpty() ? Optional.empty() : Optional.of(request);
  }

  @Override
  public void close() {
    network.close();
    thread.shutdownNow();
  }
}
