package io.braid.frame;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A runtime: a class whose fields marked {@link io.braid.scale.Index} are its pallets, wired in its
 * constructor. The processor writes {@code NameParts} (contexts, outer types, dispatch) and {@code
 * NameEntryPoints} beside it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Runtime {
  /** The record of session keys, annotated {@code @Scale}; the default is to have none. */
  Class<? extends OpaqueKeys> keys() default OpaqueKeys.class;
}
