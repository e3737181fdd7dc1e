/**
 * What TeaVM 0.13.1 lacks of Java, written in Java: the builder weaves these classes into a runtime
 * that it compiles. No source names them.
 *
 * <p>Classes called {@code …Methods} hold bodies of JDK methods that TeaVM's class library does not
 * have; each static method goes to the class that the builder pairs it with, under its own name. A
 * method that stands in for an instance method takes the instance first.
 *
 * <p>Every method here must do exactly what the JDK's does, on every input: the differential tests
 * of the builder hold that.
 */
@NullMarked
package io.braid.wasm.support;

import org.jspecify.annotations.NullMarked;
