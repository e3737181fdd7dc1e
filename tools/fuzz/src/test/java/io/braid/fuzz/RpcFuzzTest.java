package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.pool.StatusListener;
import io.braid.consensus.pool.SubmitResult;
import io.braid.crypto.NonceEntropy;
import io.braid.primitives.Bytes;
import io.braid.rpc.methods.ChainFeed;
import io.braid.rpc.methods.Methods;
import io.braid.rpc.node.Health;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.node.NodeIdentity;
import io.braid.rpc.node.PeerView;
import io.braid.rpc.node.TransactionPort;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Dispatcher;
import io.braid.rpc.protocol.Outcome;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import io.braid.rpc.protocol.Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;

/** What clients send. Every request gets an answer, and none of them is a bug's. */
class RpcFuzzTest {
  private static final Bytes BUG = Bytes.utf8("\"code\":-32603");

  private static Dispatcher dispatcher;

  @BeforeAll
  static void serve() {
    Executor here = Runnable::run;
    NodeHandle node =
        new NodeHandle(
            LivingNetwork.ofThisProcess().chain(),
            here,
            new NoPool(),
            PeerView.NONE,
            () -> CompletableFuture.completedFuture(new Health(0, false, false, List.of())),
            new MemoryKeystore(NonceEntropy.NONE),
            new NodeIdentity("Braid", "Local", "Braid", "0", 42, 12, "UNIT", true));
    ChainFeed feed = ChainFeed.attach(node.chain(), here, 16);
    dispatcher = new Dispatcher(Methods.of(node, feed, RpcLimits.DEFAULT, here), RpcLimits.DEFAULT);
  }

  @FuzzTest
  void aRequestIsAnsweredAndNeverWithABug(byte[] input) {
    CompletableFuture<Outcome> outcome = dispatcher.handle(input, new Alone());
    if (!outcome.isDone()) {
      throw new AssertionError("expected an answer, found none");
    }
    outcome
        .join()
        .response()
        .filter(response -> response.toUtf8().contains(BUG.toUtf8()))
        .ifPresent(response -> {
          throw new AssertionError("expected no internal error for " + Bytes.wrap(input));
        });
  }

  private record Alone() implements Session {
    @Override
    public boolean trusted() {
      return true;
    }

    @Override
    public Answer subscribe(String event, Consumer<Subscription> attach) {
      return Answer.refused(RpcError.noSubscriptions());
    }

    @Override
    public void later(Runnable task) {
      task.run();
    }

    @Override
    public boolean unsubscribe(String id) {
      return false;
    }
  }

  private record NoPool() implements TransactionPort {
    @Override
    public SubmitResult submit(Bytes extrinsic) {
      return new SubmitResult.Refused(new SubmitResult.PoolRefusal.NoTagsProvided());
    }

    @Override
    public List<Bytes> pending() {
      return List.of();
    }

    @Override
    public boolean provides(Bytes tag) {
      return false;
    }

    @Override
    public void addListener(StatusListener listener) {}
  }
}
