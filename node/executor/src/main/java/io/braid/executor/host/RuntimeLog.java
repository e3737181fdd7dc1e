package io.braid.executor.host;

import io.braid.runtime.api.Host.LogLevel;

/** Where a runtime's log lines go. The text comes from the runtime: treat it as foreign. */
@FunctionalInterface
public interface RuntimeLog {
  RuntimeLog NONE = (level, target, message) -> {};

  void log(LogLevel level, String target, String message);

  /** The least severe level that is worth sending; runtimes ask before they format. */
  default LogLevel maxLevel() {
    return LogLevel.INFO;
  }
}
