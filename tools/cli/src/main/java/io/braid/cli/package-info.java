/**
 * The command {@code braid}: options, output, exit codes. 0 is success, 1 a failure while running,
 * 2 a command or a file that is wrong. Errors are one line each on standard error, with the remedy.
 */
@NullMarked
package io.braid.cli;

import org.jspecify.annotations.NullMarked;
