package io.braid.xcm;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.TypeInfo;
import java.util.ArrayList;
import java.util.List;

/** A message: instructions, carried out in order. */
public record Xcm(List<Instruction> instructions) {
  /** Instructions in a message, those of messages inside it included. */
  public static final int MAX_INSTRUCTIONS = 100;

  /** Messages inside messages. */
  public static final int MAX_DEPTH = 8;

  /** Reads a message of version 5. Bounds of whole messages are checked by {@link #bounded}. */
  public static final Codec<Xcm> CODEC = codec("v5", () -> InstructionCodec.CODEC);

  public static final Xcm EMPTY = new Xcm(List.of());

  public Xcm {
    instructions = List.copyOf(instructions);
  }

  public static Xcm of(Instruction... instructions) {
    return new Xcm(List.of(instructions));
  }

  static Codec<Xcm> codec(
      String version, java.util.function.Supplier<Codec<Instruction>> instruction) {
    return Codecs.of(
        () ->
            new TypeInfo.Composite(
                List.of("staging_xcm", version, "Xcm"),
                List.of(
                    new TypeInfo.Field("", Codecs.list(instruction.get(), MAX_INSTRUCTIONS), ""))),
        Codec.UNBOUNDED,
        (v, out) -> {
          out.compact(v.instructions.size());
          for (Instruction i : v.instructions) {
            instruction.get().encode(i, out);
          }
        },
        in -> {
          int count = in.length(MAX_INSTRUCTIONS, 1);
          List<Instruction> items = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            items.add(in.nested(instruction.get()));
          }
          return new Xcm(items);
        });
  }

  /**
   * Checks a whole message.
   *
   * @throws ScaleException above {@link #MAX_INSTRUCTIONS} or {@link #MAX_DEPTH}
   */
  Xcm bounded() {
    int count = count(1);
    if (count > MAX_INSTRUCTIONS) {
      throw new ScaleException(
          "expected at most " + MAX_INSTRUCTIONS + " instructions in a message, found " + count);
    }
    return this;
  }

  private int count(int depth) {
    if (depth > MAX_DEPTH) {
      throw new ScaleException("expected messages nested at most " + MAX_DEPTH + " deep");
    }
    int count = instructions.size();
    for (Instruction i : instructions) {
      Xcm inner = inner(i);
      if (!inner.instructions.isEmpty()) {
        count += inner.count(depth + 1);
      }
    }
    return count;
  }

  /** The message inside an instruction; {@link #EMPTY} where there is none. */
  static Xcm inner(Instruction instruction) {
    return switch (instruction) {
      case Instruction.TransferReserveAsset i -> i.xcm();
      case Instruction.DepositReserveAsset i -> i.xcm();
      case Instruction.InitiateReserveWithdraw i -> i.xcm();
      case Instruction.InitiateTeleport i -> i.xcm();
      case Instruction.SetErrorHandler i -> i.xcm();
      case Instruction.SetAppendix i -> i.xcm();
      case Instruction.ExportMessage i -> i.xcm();
      case Instruction.InitiateTransfer i -> i.remoteXcm();
      case Instruction.ExecuteWithOrigin i -> i.xcm();
      // Forty instructions hold no message.
      default -> EMPTY;
    };
  }
}
