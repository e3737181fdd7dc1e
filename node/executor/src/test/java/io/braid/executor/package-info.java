/** Tests of the executor, mostly against official runtimes. */
@NullMarked
package io.braid.executor;

import org.jspecify.annotations.NullMarked;
