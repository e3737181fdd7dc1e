package io.braid.frame;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A pallet: one class with its storage items as fields, its calls as methods marked {@link
 * Dispatchable}, and its events and errors as nested types {@code Event} (a sealed interface of
 * records that extends {@link PalletEvent}) and {@code Error} (an enum that implements {@link
 * PalletError}). The processor writes {@code NameCall}, the codecs and the metadata beside it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Pallet {
  /** The crate that clients know the pallet by; default: {@code pallet_} and the class name. */
  String crate() default "";
}
