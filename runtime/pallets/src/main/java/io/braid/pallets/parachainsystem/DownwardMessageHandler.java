package io.braid.pallets.parachainsystem;

import io.braid.runtime.api.parachains.InboundDownwardMessage;
import java.util.List;

/** Who takes the messages that the relay chain sent down. */
public interface DownwardMessageHandler {
  void handle(List<InboundDownwardMessage> messages);
}
