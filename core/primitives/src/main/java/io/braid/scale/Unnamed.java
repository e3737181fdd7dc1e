package io.braid.scale;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record whose fields have no names for clients: a Rust tuple struct or tuple variant. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Unnamed {}
