package io.braid.frame;

import io.braid.runtime.api.DispatchClass;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that extrinsics can call. Its first parameter is the {@link Origin}; all others have a
 * codec. It returns nothing or {@link PostDispatch}, and refuses by throwing {@link
 * DispatchFailure}; whatever it wrote before that is rolled back.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dispatchable {
  /** 0 to 255, one of a kind in the pallet; part of every encoded call. */
  int index();

  /** A fixed weight in picoseconds. */
  long refTime() default 0;

  /** The storage proof that goes with {@link #refTime}, in bytes. */
  long proofSize() default 0;

  /** The name of a method of the pallet that takes the call's parameters and returns its Weight. */
  String weight() default "";

  DispatchClass dispatchClass() default DispatchClass.NORMAL;

  boolean paysFee() default true;
}
