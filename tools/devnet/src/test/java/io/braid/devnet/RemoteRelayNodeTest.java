package io.braid.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RemoteRelayNodeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void aCollatorFollowsSomebodyElsesRelayNodeAndFindsItAgainWhenItWasGone() throws Exception {
    AtomicReference<TcpForwarder> between = new AtomicReference<>();
    try (SocketNetwork network =
            SocketNetwork.withRemoteRelayNode(url -> {
              TcpForwarder forwarder = forward(url);
              between.set(forwarder);
              return URI.create("ws://127.0.0.1:" + forwarder.port());
            });
        TcpForwarder forwarder = Objects.requireNonNull(between.get())) {
      await().atMost(PATIENCE).until(() -> network.finalised(network.parachain()) >= 2);

      forwarder.cut();
      // What was offered before the cut may become final still.
      awaitRelayBlocks(network, 5);
      int before = network.finalised(network.parachain());
      awaitRelayBlocks(network, 4);
      assertThat(network.finalised(network.parachain())).isEqualTo(before);
      forwarder.heal();

      await().atMost(PATIENCE).until(() -> network.finalised(network.parachain()) > before + 1);
      assertThat(network.bugs).isEmpty();
    }
  }

  private static void awaitRelayBlocks(SocketNetwork network, int count) {
    int then = network.finalised(network.relay());
    await().atMost(PATIENCE).until(() -> network.finalised(network.relay()) >= then + count);
  }

  private static TcpForwarder forward(URI url) {
    try {
      return new TcpForwarder(url.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
