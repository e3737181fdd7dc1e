/** Tests of what subscribers are told. */
@NullMarked
package io.braid.rpc.methods;

import org.jspecify.annotations.NullMarked;
