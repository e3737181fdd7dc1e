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
 * nothing. The blob is a pure function of the class files, TeaVM and the options; since another
 * JDK's compiler writes other class files, blobs are made by the JDK that runs the build.
 */
@NullMarked
package io.braid.wasm.builder;

import org.jspecify.annotations.NullMarked;
