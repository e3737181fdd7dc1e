package io.braid.rpc.methods;

import io.braid.consensus.chain.Chain;
import io.braid.runtime.api.RuntimeVersion;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Tells one subscriber of the best block's runtime version, and of each other one. For one thread
 * at a time.
 */
final class VersionWatch {
  private final Chain chain;
  private final ChainFeed feed;
  private final Consumer<JsonNode> out;
  private Optional<RuntimeVersion> known = Optional.empty();

  VersionWatch(Chain chain, ChainFeed feed, Consumer<JsonNode> out) {
    this.chain = chain;
    this.feed = feed;
    this.out = out;
  }

  /** Looks at the newest best block. */
  void look() {
    Optional<RuntimeVersion> version = chain.runtimeVersion(feed.best());
    if (version.isPresent() && !version.equals(known)) {
      known = version;
      out.accept(Render.version(version.get()));
    }
  }
}
