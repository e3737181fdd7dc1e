package io.braid.scale;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a generated codec: class {@code TCodec} beside the type, with a public {@code CODEC}. On
 * a record: its components in order. On a sealed interface: its records in order of declaration (or
 * by {@link Index}), each led by its index. On an enum: the index of the constant.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Scale {
  /**
   * The path that clients know the type by, as {@code sp_runtime::MultiAddress}; default: package
   * and name.
   */
  String path() default "";
}
