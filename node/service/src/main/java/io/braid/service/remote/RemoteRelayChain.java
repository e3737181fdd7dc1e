package io.braid.service.remote;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.ChainView;
import io.braid.executor.host.SignatureChecks;
import io.braid.parachains.relay.RelayViews.Question;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.client.RpcClient;
import io.braid.rpc.client.RpcFailure;
import io.braid.runtime.api.Header;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;
import io.braid.service.NodeThread;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last blocks of a relay chain, as a node elsewhere tells them: its best block and its last
 * final one. That node is trusted with these; headers are checked against their hashes, and state
 * against its proof. While it cannot be reached the chain stands still, and it is dialled again.
 *
 * <p>All but {@link #open} belongs to the node's thread.
 */
public final class RemoteRelayChain implements ChainView, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteRelayChain.class);

  private static final int KEPT = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MIN_PAUSE = Duration.ofSeconds(1);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  private final URI url;
  private final int paraId;
  private final BlockRef genesis;
  private final NodeThread thread;
  private final Map<Hash256, RelayBlock> blocks = new LinkedHashMap<>();
  private final List<ChainListener> listeners = new ArrayList<>();
  private RpcClient node;
  private BlockRef best;
  private BlockRef finalised;
  private Duration pause = MIN_PAUSE;
  private boolean closed;

  /** The newest block that is waiting to be loaded while another one is. */
  private final Loading bestLoading = new Loading(this::onBest);

  private final Loading finalLoading = new Loading(this::onFinal);

  private RemoteRelayChain(
      URI url,
      int paraId,
      NodeThread thread,
      RpcClient node,
      Hash256 genesis,
      RelayBlock best,
      RelayBlock finalised) {
    this.url = url;
    this.paraId = paraId;
    this.thread = thread;
    this.node = node;
    this.genesis = new BlockRef(0, genesis);
    this.best = best.block();
    this.finalised = finalised.block();
    keep(finalised);
    keep(best);
  }

  /**
   * Connects to a node and learns where its chain stands; waits for that.
   *
   * @param url {@code ws:} or {@code wss:}
   * @throws RpcFailure when it cannot be reached, or does not answer as a relay chain's node
   */
  public static RemoteRelayChain open(URI url, int paraId, NodeThread thread) throws RpcFailure {
    Optional<RpcClient> connected = Optional.empty();
    boolean opened = false;
    try {
      RpcClient node = await(RpcClient.connect(url));
      connected = Optional.of(node);
      RelayBlocks blocks = new RelayBlocks(node, paraId);
      Hash256 genesis = await(blocks.hashAt(0));
      RelayBlock best =
          await(
              node.call("chain_getBlockHash")
                  .thenCompose(json -> blocks.load(Hash256.of(Bytes.fromHex(json.asString(""))))));
      RelayBlock finalised = await(blocks.finalised().thenCompose(blocks::load));
      opened = true;
      return new RemoteRelayChain(url, paraId, thread, node, genesis, best, finalised);
    } finally {
      if (!opened) {
        connected.ifPresent(RpcClient::close);
      }
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws RpcFailure {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new RpcFailure(reason(e));
    } catch (TimeoutException e) {
      throw new RpcFailure("no answer within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RpcFailure("interrupted");
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ConnectException) {
      return "nobody listens there";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Begins to follow. */
  public void start() {
    follow(node);
  }

  private void follow(RpcClient connection) {
    connection
        .ended()
        .thenAccept(failure ->
            thread.execute(() -> onGone(connection, String.valueOf(failure.getMessage()))));
    RelayBlocks source = new RelayBlocks(connection, paraId);
    for (Map.Entry<String, Loading> each :
        Map.of(
                "chain_subscribeNewHeads", bestLoading,
                "chain_subscribeFinalizedHeads", finalLoading)
            .entrySet()) {
      connection
          .subscribe(
              each.getKey(),
              json -> {
                Header header = RelayBlocks.header(json);
                thread.execute(() -> each.getValue().want(source, BlockRef.of(header)));
              })
          .whenComplete((done, failure) -> {
            if (failure != null) {
              LOG.warn("{} does not answer {}: {}", url, each.getKey(), reason(failure));
              connection.close();
            }
          });
    }
  }

  private void onGone(RpcClient connection, String reason) {
    if (closed || connection != node) {
      return;
    }
    LOG.warn(
        "the relay chain's node {} is gone ({}); tries again in {} s",
        url,
        reason,
        pause.toSeconds());
    thread.after(pause, this::reconnect);
    pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
  }

  private void reconnect() {
    if (closed) {
      return;
    }
    RpcClient.connect(url)
        .whenComplete((connection, failure) ->
            thread.execute(() -> {
              if (failure != null) {
                onGone(node, reason(failure));
              } else if (closed) {
                connection.close();
              } else {
                LOG.info("the relay chain's node {} is back", url);
                pause = MIN_PAUSE;
                node = connection;
                follow(connection);
              }
            }));
  }

  /** Loads one block at a time, always the newest that was named. */
  private final class Loading {
    private final Consumer<RelayBlock> then;
    private Optional<BlockRef> next = Optional.empty();
    private boolean busy;

    Loading(Consumer<RelayBlock> then) {
      this.then = then;
    }

    void want(RelayBlocks source, BlockRef block) {
      next = Optional.of(block);
      if (!busy) {
        loadNext(source);
      }
    }

    private void loadNext(RelayBlocks source) {
      BlockRef block = next.orElseThrow();
      next = Optional.empty();
      busy = true;
      RelayBlock known = blocks.get(block.hash());
      (known == null ? source.load(block.hash()) : CompletableFuture.completedFuture(known))
          .whenComplete((loaded, failure) ->
              thread.execute(() -> {
                busy = false;
                if (failure == null) {
                  then.accept(loaded);
                } else {
                  LOG.warn("{} does not give block {}: {}", url, block, reason(failure));
                }
                if (next.isPresent()) {
                  loadNext(source);
                }
              }));
    }
  }

  private void keep(RelayBlock block) {
    blocks.putIfAbsent(block.block().hash(), block);
    while (blocks.size() > KEPT) {
      blocks.remove(blocks.keySet().iterator().next());
    }
  }

  private void onBest(RelayBlock block) {
    boolean isNew = !blocks.containsKey(block.block().hash());
    keep(block);
    BlockRef before = best;
    best = block.block();
    if (isNew) {
      listeners.forEach(each -> each.onImported(best, block.header()));
    }
    if (!before.equals(best)) {
      listeners.forEach(each -> each.onBestChanged(best, List.of(), List.of(best)));
    }
  }

  private void onFinal(RelayBlock block) {
    keep(block);
    if (block.block().number() > finalised.number()) {
      finalised = block.block();
      listeners.forEach(each -> each.onFinalised(List.of(finalised), List.of()));
    }
  }

  /** Whether the node can be reached. */
  public boolean isConnected() {
    return !node.ended().isDone();
  }

  @Override
  public BlockRef genesis() {
    return genesis;
  }

  @Override
  public BlockRef best() {
    return best;
  }

  @Override
  public BlockRef finalised() {
    return finalised;
  }

  @Override
  public List<BlockRef> leaves() {
    return List.of(best);
  }

  @Override
  public Optional<Header> header(Hash256 block) {
    return Optional.ofNullable(blocks.get(block)).map(RelayBlock::header);
  }

  @Override
  public Optional<StateTrie> state(Hash256 block) {
    return Optional.ofNullable(blocks.get(block)).map(RelayBlock::state);
  }

  @Override
  public Optional<Bytes> storage(Hash256 block, Bytes key) {
    try {
      return state(block).flatMap(state -> state.get(key));
    } catch (TrieException notLoaded) {
      return Optional.empty();
    }
  }

  @Override
  public <T> Optional<T> query(Hash256 block, String entryPoint, byte[] arguments, Codec<T> codec) {
    return Optional.ofNullable(blocks.get(block))
        .map(known -> known.answers().get(new Question(entryPoint, Bytes.of(arguments))))
        .flatMap(answer ->
            codec.tryDecode(answer) instanceof Decoded.Value<T>(T value)
                ? Optional.of(value)
                : Optional.empty());
  }

  @Override
  public SignatureChecks signatures() {
    return SignatureChecks.DIRECT;
  }

  @Override
  public void addListener(ChainListener listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    closed = true;
    node.close();
  }
}
