package io.braid.frame.extension;

import io.braid.frame.PostDispatch;
import io.braid.runtime.api.ValidTransaction;
import io.braid.scale.Codec;

/**
 * One extension of a runtime's signed extrinsics.
 *
 * @param <E> what the extrinsic carries
 * @param <I> what the signature covers beside it
 * @param <P> what is remembered from before the call until after it
 */
public interface TransactionExtension<E, I, P> {
  /** The name by which clients know how to fill it in. */
  String identifier();

  Codec<E> explicitCodec();

  Codec<I> implicitCodec();

  I implicit(E explicit) throws TransactionRefused;

  /** Judges without changing anything. */
  default ValidTransaction validate(E explicit, TransactionContext transaction)
      throws TransactionRefused {
    return ValidTransaction.DEFAULT;
  }

  /** Takes effect, just before the call. */
  P prepare(E explicit, TransactionContext transaction) throws TransactionRefused;

  /** Takes effect, just after the call. */
  default void postDispatch(P prepared, TransactionContext transaction, PostDispatch post) {}
}
