package io.braid.pallets.parachains.configuration;

import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** A limit for the execution of validation functions. */
@Scale(path = "polkadot_primitives::v8::executor_params::ExecutorParam")
public sealed interface ExecutorParam {
  /** WebAssembly pages of memory. */
  @Index(1)
  @Unnamed
  record MaxMemoryPages(int pages) implements ExecutorParam {}

  /** Values on the logical stack. */
  @Index(2)
  @Unnamed
  record StackLogicalMax(int values) implements ExecutorParam {}

  /** Bytes of the native stack. */
  @Index(3)
  @Unnamed
  record StackNativeMax(int bytes) implements ExecutorParam {}
}
