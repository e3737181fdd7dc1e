package io.braid.rpc.methods;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.runtime.api.RuntimeVersion;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Tells one subscriber of the best block's runtime version, and of each other one. Lives on the
 * notifying thread.
 */
final class VersionWatch implements ChainFeed.Listener {
  private final Chain chain;
  private final ChainFeed feed;
  private final Consumer<JsonNode> out;
  private Optional<RuntimeVersion> known = Optional.empty();

  VersionWatch(Chain chain, ChainFeed feed, Consumer<JsonNode> out) {
    this.chain = chain;
    this.feed = feed;
    this.out = out;
  }

  void begin() {
    tell();
  }

  @Override
  public void onBest(BlockRef best) {
    tell();
  }

  private void tell() {
    Optional<RuntimeVersion> version = chain.runtimeVersion(feed.best());
    if (version.isPresent() && !version.equals(known)) {
      known = version;
      out.accept(Render.version(version.get()));
    }
  }
}
