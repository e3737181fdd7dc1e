package io.braid.scale;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The width in bits of an unsigned integer, where the Java type does not say it: {@code int} is 32
 * by default and can be 8 or 16; {@code long} is 64 by default and can be 32 (all of a u32's range,
 * where an {@code int} refuses what is above 2^31 − 1).
 */
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.PARAMETER,
  ElementType.FIELD,
  ElementType.TYPE_USE
})
public @interface Width {
  int value();
}
