package io.braid.frame;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A storage item whose size nothing bounds; its comment must say why that is safe. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Unbounded {}
