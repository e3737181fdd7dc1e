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
      int relayThen = network.finalised(network.relay());
      await().atMost(PATIENCE).until(() -> network.finalised(network.relay()) > relayThen + 2);
      int before = network.finalised(network.parachain());
      assertThat(before).as("what was offered before may become final").isLessThan(8);
      forwarder.heal();

      await().atMost(PATIENCE).until(() -> network.finalised(network.parachain()) > before + 1);
      assertThat(network.bugs).isEmpty();
    }
  }

  private static TcpForwarder forward(URI url) {
    try {
      return new TcpForwarder(url.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
