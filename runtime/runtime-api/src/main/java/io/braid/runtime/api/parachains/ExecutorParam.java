package io.braid.runtime.api.parachains;

import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** A limit for the preparation or execution of validation functions. */
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

  /** Bytes of memory that preparation may use while code is pre-checked. */
  @Index(4)
  @Unnamed
  record PrecheckingMaxMemory(long bytes) implements ExecutorParam {}

  /** Milliseconds that preparation may take. */
  @Index(5)
  @Unnamed
  record PvfPrepTimeout(PrepKind kind, long millis) implements ExecutorParam {}

  /** Milliseconds that execution may take. */
  @Index(6)
  @Unnamed
  record PvfExecTimeout(ExecKind kind, long millis) implements ExecutorParam {}

  /** The code may use WebAssembly's bulk memory instructions. */
  @Index(7)
  record WasmExtBulkMemory() implements ExecutorParam {}

  /** What code is prepared for. */
  @Scale(path = "polkadot_primitives::v8::PvfPrepKind")
  enum PrepKind {
    PRECHECK,
    PREPARE
  }

  /** What code is executed for. */
  @Scale(path = "polkadot_primitives::v8::PvfExecKind")
  enum ExecKind {
    BACKING,
    APPROVAL
  }
}
