package io.braid.runtime.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface as a runtime API: each abstract method becomes the entry point {@code
 * Trait_method_name}. A runtime answers it by having a field whose type implements the interface.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RuntimeApi {
  /** The trait's name; default: the interface's. */
  String name() default "";

  /** The first 8 bytes of blake2b-64 of the trait's name, in hexadecimal. */
  String id();

  int version();
}
