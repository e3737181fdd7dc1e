/**
 * The machine that carries out XCM (the XCVM): its registers, the instructions, and the parts of a
 * chain that it is put together from, each an interface ({@link io.braid.xcm.executor.XcmConfig}).
 * One message is one {@link io.braid.xcm.executor.XcmExecution}. Whatever goes wrong is told in
 * words beside the standard's error. Instructions that are not carried out are refused with {@code
 * Unimplemented}. Follows the XCM format's XCVM specification.
 */
@NullMarked
package io.braid.xcm.executor;

import org.jspecify.annotations.NullMarked;
