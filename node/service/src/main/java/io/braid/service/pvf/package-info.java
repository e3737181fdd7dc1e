/**
 * The worker processes of validation functions, as this program starts them: the command that runs
 * one, and what it runs.
 */
@NullMarked
package io.braid.service.pvf;

import org.jspecify.annotations.NullMarked;
