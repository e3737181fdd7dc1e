package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import io.braid.scale.Width;

/** Why a call did nothing. */
@Scale(path = "sp_runtime::DispatchError")
public sealed interface DispatchError {
  record Other() implements DispatchError {}

  record CannotLookup() implements DispatchError {}

  record BadOrigin() implements DispatchError {}

  /** A pallet's own error; see {@link ModuleError}. */
  @Unnamed
  record Module(ModuleError error) implements DispatchError {
    /**
     * @param encoded the error's SCALE form, at most 4 bytes
     */
    public static Module of(int palletIndex, byte[] encoded) {
      byte[] padded = new byte[4];
      System.arraycopy(encoded, 0, padded, 0, encoded.length);
      return new Module(new ModuleError(palletIndex, Bytes.wrap(padded)));
    }
  }

  record ConsumerRemaining() implements DispatchError {}

  record NoProviders() implements DispatchError {}

  record TooManyConsumers() implements DispatchError {}

  @Unnamed
  record Token(TokenError error) implements DispatchError {}

  @Unnamed
  record Arithmetic(ArithmeticError error) implements DispatchError {}

  @Unnamed
  record Transactional(TransactionalError error) implements DispatchError {}

  record Exhausted() implements DispatchError {}

  record Corruption() implements DispatchError {}

  record Unavailable() implements DispatchError {}

  record RootNotAllowed() implements DispatchError {}

  /** A call that another call carried failed. */
  @Unnamed
  record Trie(@Width(8) int error) implements DispatchError {}

  /**
   * An error that a pallet declares.
   *
   * @param index the pallet's index in the runtime
   * @param error the error's index in the pallet, then what it carries, padded with zeros
   */
  @Scale(path = "sp_runtime::ModuleError")
  record ModuleError(@Width(8) int index, @Size(4) Bytes error) {}
}
