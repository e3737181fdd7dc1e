/** Tests of the host functions' node side. */
@NullMarked
package io.braid.executor.host;

import org.jspecify.annotations.NullMarked;
