/** Tests of the sandbox for validation functions: hostile modules, and official ones. */
@NullMarked
package io.braid.executor.pvf;

import org.jspecify.annotations.NullMarked;
