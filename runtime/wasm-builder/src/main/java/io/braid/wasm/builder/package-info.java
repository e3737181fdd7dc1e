/**
 * Builds a runtime's classes to the WebAssembly blob that stands in {@code :code}.
 *
 * <p>Steps: TeaVM 0.13.1 compiles what the exports reach, with {@code io.braid.wasm.weave} mending
 * Java's meaning; {@code io.braid.wasm.module} gives the result the runtime ABI; Endive parses and
 * compiles it, since a compiler can write an invalid module without a word. Anything odd fails the
 * build.
 *
 * <p>From Maven: {@code exec:exec} of {@link io.braid.wasm.builder.WasmBuilderMain} in phase {@code
 * process-classes}, with this module as a {@code provided} dependency, so that Java's class path is
 * the runtime's and the tools' together. The blob goes to {@code target/classes}; beside it lies
 * {@code .inputs}, the hash of all that it was made of, and a build whose hash is the same does
 * nothing. The blob is a pure function of the class files, TeaVM, the JDK and the options, but only
 * in a process that builds nothing else: the second compilation in one JVM comes out different (and
 * right). So every blob has a process of its own. Another JDK's compiler writes other class files:
 * blobs are made by the JDK that runs the build.
 *
 * <p>Before that, {@link io.braid.wasm.builder.MetadataHashMain} puts the hash of the runtime's
 * metadata into one of its classes.
 *
 * <p>Not available to a runtime, and refused: regular expressions ({@code String.split}, {@code
 * replaceAll}), {@code String.format}, {@code StringJoiner}, {@code String.lines}. Available but
 * not the same as natively, so not to be used where it shows: the order of {@code HashMap} and
 * {@code HashSet}, {@code record.hashCode} and {@code BigInteger.hashCode}, the messages of the
 * JDK's own exceptions, {@code Map.of} with a key twice (which throws only natively), the clock.
 */
@NullMarked
package io.braid.wasm.builder;

import org.jspecify.annotations.NullMarked;
