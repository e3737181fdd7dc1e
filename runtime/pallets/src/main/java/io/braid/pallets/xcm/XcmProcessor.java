package io.braid.pallets.xcm;

import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageProcessor;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Weight;
import io.braid.scale.Decoded;
import io.braid.xcm.Location;
import io.braid.xcm.VersionedXcm;
import io.braid.xcm.executor.Report;
import io.braid.xcm.executor.XcmExecutor;
import io.braid.xcm.executor.XcmFailure;

/**
 * Executes the messages of the queue.
 *
 * @param allowance what messages may use of a block; one that needs more can never run
 */
public record XcmProcessor(XcmExecutor executor, XcmPallet pallet, Weight allowance)
    implements MessageProcessor {
  @Override
  public MessageProcessor.Outcome process(
      MessageOrigin from, Bytes message, Hash256 id, Weight limit) {
    Location origin =
        switch (from) {
          case MessageOrigin.Here here -> Location.HERE;
          case MessageOrigin.Parent parent -> Location.PARENT;
          case MessageOrigin.Sibling sibling -> Location.sibling(sibling.paraId());
          case MessageOrigin.Ump para -> Location.child(para.paraId());
        };
    return switch (VersionedXcm.CODEC.tryDecode(message)) {
      case Decoded.Malformed<VersionedXcm> malformed ->
          new MessageProcessor.Outcome.Unprocessable(malformed.reason());
      case Decoded.Value<VersionedXcm> value -> execute(origin, value.value(), id, limit);
    };
  }

  private MessageProcessor.Outcome execute(
      Location origin, VersionedXcm message, Hash256 id, Weight limit) {
    try {
      Weight weight = executor.weigh(message.value());
      if (weight.anyAbove(allowance)) {
        return new MessageProcessor.Outcome.Unprocessable(
            "the message weighs " + weight + ", a block has " + allowance);
      }
      if (weight.anyAbove(limit)) {
        return new MessageProcessor.Outcome.Yield();
      }
    } catch (XcmFailure unweighable) {
      return new MessageProcessor.Outcome.Unprocessable(unweighable.sentence());
    }
    Report report = executor.receive(origin, message.value(), limit);
    return switch (report.outcome()) {
      case io.braid.xcm.Outcome.Complete complete ->
          new MessageProcessor.Outcome.Processed(true, complete.used());
      case io.braid.xcm.Outcome.Incomplete incomplete -> {
        pallet.failed(origin, incomplete.error().error(), id);
        yield new MessageProcessor.Outcome.Processed(false, incomplete.used());
      }
      case io.braid.xcm.Outcome.Error error -> {
        pallet.failed(origin, error.error().error(), id);
        yield new MessageProcessor.Outcome.Unprocessable(report.sentence());
      }
    };
  }
}
