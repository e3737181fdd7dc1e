package io.braid.pallets.messagequeue;

import io.braid.frame.Hooks;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletEvent;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import java.util.ArrayList;
import java.util.List;

/** Messages that wait; served at the start of every block, one origin after the other. */
@Pallet
public final class MessageQueue implements Hooks {
  private static final int MAX_ORIGINS = 2_000;

  /** What became of messages. */
  public sealed interface Event extends PalletEvent {
    /** Message discarded due to an error in the processor (usually a format error). */
    record ProcessingFailed(Hash256 id, MessageOrigin origin) implements Event {}

    /** Message is processed. */
    record Processed(Hash256 id, MessageOrigin origin, Weight weightUsed, boolean success)
        implements Event {}
  }

  /** The messages of an origin, the oldest first. Who fills them bounds them: see {@link #size}. */
  @Unbounded final StorageMap<MessageOrigin, List<Bytes>> queues;

  /** The origins that have messages, in the order in which they are served. */
  final StorageValue<@Max(MAX_ORIGINS) List<MessageOrigin>> serviceQueue;

  private final FrameSystem system;
  private final Weight allowance;
  private final MessageProcessor processor;

  /**
   * @param allowance what messages may use of each block
   */
  public MessageQueue(
      PalletContext context, FrameSystem system, Weight allowance, MessageProcessor processor) {
    this.system = system;
    this.allowance = allowance;
    this.processor = processor;
    queues =
        context.map(
            "Queues",
            Hasher.TWOX_64_CONCAT,
            MessageOriginCodec.CODEC,
            Codecs.list(Codecs.bytes(Integer.MAX_VALUE), Integer.MAX_VALUE),
            List.of());
    serviceQueue =
        context.value(
            "ServiceQueue", Codecs.list(MessageOriginCodec.CODEC, MAX_ORIGINS), List.of());
  }

  /** What waits of one origin. */
  public record Size(int count, int bytes) {}

  public Size size(MessageOrigin origin) {
    List<Bytes> waiting = queues.get(origin);
    int bytes = 0;
    for (Bytes message : waiting) {
      bytes += message.size();
    }
    return new Size(waiting.size(), bytes);
  }

  public void enqueue(MessageOrigin origin, Bytes message) {
    List<Bytes> longer = new ArrayList<>(queues.get(origin));
    if (longer.isEmpty()) {
      List<MessageOrigin> origins = new ArrayList<>(serviceQueue.get());
      origins.add(origin);
      serviceQueue.set(origins);
    }
    longer.add(message);
    queues.set(origin, longer);
  }

  @Override
  public Weight onInitialize(int number) {
    List<MessageOrigin> waiting = serviceQueue.get();
    Weight used = Weight.ZERO;
    List<MessageOrigin> unfinished = new ArrayList<>();
    for (int i = 0; i < waiting.size(); i++) {
      used = used.add(serve(waiting.get(i), allowance.subtract(used)));
      if (queues.contains(waiting.get(i))) {
        // Those that were not reached go first next time.
        unfinished.add(waiting.get(i));
      }
    }
    if (!waiting.isEmpty()) {
      serviceQueue.set(unfinished);
    }
    return used;
  }

  private Weight serve(MessageOrigin origin, Weight limit) {
    List<Bytes> messages = queues.get(origin);
    Weight used = Weight.ZERO;
    int next = 0;
    while (next < messages.size()) {
      Bytes message = messages.get(next);
      Hash256 id = Hash256.of(system.host().blake2b256(message.unsafeArray()));
      MessageProcessor.Outcome outcome =
          processor.process(origin, message, id, limit.subtract(used));
      if (outcome instanceof MessageProcessor.Outcome.Yield) {
        break;
      }
      if (outcome instanceof MessageProcessor.Outcome.Processed done) {
        used = used.add(done.used());
        system.deposit(new Event.Processed(id, origin, done.used(), done.success()));
      } else {
        system.deposit(new Event.ProcessingFailed(id, origin));
      }
      next++;
    }
    if (next == messages.size()) {
      queues.remove(origin);
    } else if (next > 0) {
      queues.set(origin, messages.subList(next, messages.size()));
    }
    return used;
  }
}
