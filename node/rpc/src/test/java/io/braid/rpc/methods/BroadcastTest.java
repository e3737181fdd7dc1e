package io.braid.rpc.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.pool.StatusListener;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.pool.TransactionStatus;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.TestRelay;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.node.TransactionPort;
import io.braid.rpc.protocol.RpcLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  private static final Hash256 HASH = Hash256.of(new byte[32]);
  private static final BlockRef BLOCK = new BlockRef(1, HASH);

  private final List<Bytes> submitted = new ArrayList<>();
  private final List<StatusListener> listeners = new ArrayList<>();
  private SubmitResult answer = new SubmitResult.Accepted(HASH);
  private TestRelay relay;
  private Broadcast broadcast;
  private ChainFeed.Listener watch;

  @BeforeEach
  void start() throws Exception {
    relay = TestRelay.still(RpcLimits.DEFAULT);
    TransactionPort pool =
        new TransactionPort() {
          @Override
          public SubmitResult submit(Bytes extrinsic) {
            submitted.add(extrinsic);
            return answer;
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
          public void addListener(StatusListener listener) {
            listeners.add(listener);
          }
        };
    NodeHandle real = relay.handle();
    NodeHandle node =
        new NodeHandle(
            real.chain(),
            Runnable::run,
            pool,
            real.peers(),
            real.health(),
            real.keys(),
            real.identity());
    broadcast = new Broadcast(node, new TransactionWatchers(node), Bytes.of((byte) 4));
    watch = broadcast.watch();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private void status(TransactionStatus status) {
    listeners.forEach(listener -> listener.onStatus(HASH, status));
  }

  @Test
  void whatIsInThePoolIsNotOfferedAgain() {
    watch.begin(Heads.of(relay.chain()));
    watch.onBest(BLOCK);
    status(new TransactionStatus.InBlock(HASH, 0));
    watch.onBest(BLOCK);

    assertThat(submitted).hasSize(1);
  }

  @Test
  void whatThePoolHasNoRoomForIsOfferedAtEachNewBlock() {
    answer = new SubmitResult.Refused(new SubmitResult.PoolRefusal.PoolFull(1, 1));
    watch.begin(Heads.of(relay.chain()));
    watch.onBest(BLOCK);
    answer = new SubmitResult.Accepted(HASH);
    watch.onBest(BLOCK);
    watch.onBest(BLOCK);

    assertThat(submitted).hasSize(3);
  }

  @Test
  void whatThePoolDroppedIsOfferedAgainUntilItIsFinal() {
    watch.begin(Heads.of(relay.chain()));
    status(new TransactionStatus.Dropped());
    watch.onBest(BLOCK);
    assertThat(submitted).hasSize(2);
    status(new TransactionStatus.Finalised(HASH, 0));
    watch.onBest(BLOCK);

    assertThat(submitted).hasSize(2);
  }

  @Test
  void whatItsClientEndedIsNotOfferedAgain() {
    watch.begin(Heads.of(relay.chain()));
    broadcast.end();
    status(new TransactionStatus.Dropped());
    watch.onBest(BLOCK);

    assertThat(submitted).hasSize(1);
  }
}
