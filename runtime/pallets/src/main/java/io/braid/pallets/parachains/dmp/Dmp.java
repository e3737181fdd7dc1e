package io.braid.pallets.parachains.dmp;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.runtime.api.parachains.InboundDownwardMessageCodec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;

/** Messages from the relay chain down to parachains. */
@Pallet(crate = "polkadot_runtime_parachains::dmp")
public final class Dmp {
  /** A queue that holds this many bytes takes no more. */
  private static final int MAX_QUEUE_BYTES = 1024 * 1024;

  /**
   * The downward messages addressed for a certain para. Bounded in bytes when a message is queued.
   */
  @Unbounded public final StorageMap<Integer, List<InboundDownwardMessage>> downwardMessageQueues;

  /** The head of the chain of hashes over all messages ever queued for a para. */
  public final StorageMap<Integer, Hash256> downwardMessageQueueHeads;

  private final FrameSystem system;
  private final Configuration configuration;

  public Dmp(PalletContext context, FrameSystem system, Configuration configuration) {
    this.system = system;
    this.configuration = configuration;
    downwardMessageQueues =
        context.map(
            "DownwardMessageQueues",
            Hasher.TWOX_64_CONCAT,
            Codecs.U32,
            Codecs.list(InboundDownwardMessageCodec.CODEC, Integer.MAX_VALUE),
            List.of());
    downwardMessageQueueHeads =
        context.map(
            "DownwardMessageQueueHeads",
            Hasher.TWOX_64_CONCAT,
            Codecs.U32,
            Hash256.CODEC,
            Hash256.ZERO);
  }

  /**
   * Queues a message.
   *
   * @throws DispatchFailure Exhausted when the message or the queue is too large
   */
  public void queue(int paraId, Bytes message) throws DispatchFailure {
    List<InboundDownwardMessage> queue = new ArrayList<>(downwardMessageQueues.get(paraId));
    long size = message.size();
    for (InboundDownwardMessage queued : queue) {
      size += queued.msg().size();
    }
    boolean tooLarge =
        message.size() > configuration.activeConfig.get().maxDownwardMessageSize()
            || size > MAX_QUEUE_BYTES;
    if (tooLarge) {
      throw DispatchFailure.of(new DispatchError.Exhausted());
    }
    int now = system.number.get();
    byte[] hash = system.host().blake2b256(message.unsafeArray());
    Hash256 head = downwardMessageQueueHeads.get(paraId);
    downwardMessageQueueHeads.set(
        paraId,
        Hash256.of(
            system
                .host()
                .blake2b256(
                    new ScaleWriter(68).raw(head.unsafeArray()).u32(now).raw(hash).toArray())));
    queue.add(new InboundDownwardMessage(now, message));
    downwardMessageQueues.set(paraId, queue);
  }

  /**
   * Whether a candidate on relay block {@code relayParentNumber} may have processed {@code count}.
   */
  public boolean acceptable(int paraId, int relayParentNumber, int count) {
    List<InboundDownwardMessage> queue = downwardMessageQueues.get(paraId);
    boolean waiting = !queue.isEmpty() && queue.get(0).sentAt() <= relayParentNumber;
    // Whoever finds messages must process at least one: no parachain may ignore the relay chain.
    return count <= queue.size() && (count > 0 || !waiting);
  }

  /** Removes the oldest {@code count} messages. */
  public void prune(int paraId, int count) {
    if (count == 0) {
      return;
    }
    List<InboundDownwardMessage> queue = downwardMessageQueues.get(paraId);
    if (count >= queue.size()) {
      downwardMessageQueues.remove(paraId);
    } else {
      downwardMessageQueues.set(paraId, queue.subList(count, queue.size()));
    }
  }
}
