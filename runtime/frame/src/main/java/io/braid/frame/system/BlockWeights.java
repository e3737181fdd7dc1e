package io.braid.frame.system;

import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.Weight;
import io.braid.scale.Scale;
import java.util.Optional;

/**
 * How much may happen in a block.
 *
 * @param baseBlock the cost of an empty block
 * @param maxBlock the bound for all classes together
 */
@Scale(path = "frame_system::limits::BlockWeights")
public record BlockWeights(Weight baseBlock, Weight maxBlock, PerClass perClass) {
  @Scale(path = "frame_support::dispatch::PerDispatchClass")
  public record PerClass(ClassWeights normal, ClassWeights operational, ClassWeights mandatory) {}

  /**
   * The bounds of one class.
   *
   * @param baseExtrinsic what every extrinsic costs beside its call
   * @param reserved what this class may use even when the block is full
   */
  @Scale(path = "frame_system::limits::WeightsPerClass")
  public record ClassWeights(
      Weight baseExtrinsic,
      Optional<Weight> maxExtrinsic,
      Optional<Weight> maxTotal,
      Optional<Weight> reserved) {}

  /** Normal calls may fill three quarters of the block; operational ones all of it. */
  public static BlockWeights of(Weight maxBlock, Weight baseBlock, Weight baseExtrinsic) {
    Weight normalMax =
        new Weight(threeQuarters(maxBlock.refTime()), threeQuarters(maxBlock.proofSize()));
    Weight operationalReserve = maxBlock.subtract(normalMax);
    return new BlockWeights(
        baseBlock,
        maxBlock,
        new PerClass(
            new ClassWeights(
                baseExtrinsic,
                Optional.of(normalMax.subtract(baseExtrinsic)),
                Optional.of(normalMax),
                Optional.of(Weight.ZERO)),
            new ClassWeights(
                baseExtrinsic,
                Optional.of(maxBlock.subtract(baseExtrinsic)),
                Optional.of(maxBlock),
                Optional.of(operationalReserve)),
            new ClassWeights(baseExtrinsic, Optional.empty(), Optional.empty(), Optional.empty())));
  }

  private static long threeQuarters(long unsigned) {
    return Long.divideUnsigned(unsigned, 4) * 3;
  }

  public ClassWeights of(DispatchClass dispatchClass) {
    return switch (dispatchClass) {
      case NORMAL -> perClass.normal();
      case OPERATIONAL -> perClass.operational();
      case MANDATORY -> perClass.mandatory();
    };
  }
}
