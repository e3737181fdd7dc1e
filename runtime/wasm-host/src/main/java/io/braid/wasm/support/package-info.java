/**
 * What TeaVM 0.13.1 lacks of Java or has wrong, written in Java: the builder weaves these classes
 * into a runtime that it compiles. No source names them.
 *
 * <p>Classes called {@code …Methods} hold bodies of JDK methods; each public static method goes to
 * the class that the builder pairs it with, under its own name, and takes the place of TeaVM's. One
 * that stands for an instance method takes the instance first.
 *
 * <p>Every method here must do exactly what the JDK's does, on every input: the differential tests
 * of the builder hold that.
 */
@NullMarked
package io.braid.wasm.support;

import org.jspecify.annotations.NullMarked;
