/**
 * {@code braid key}: what {@code subkey} does, in its words, so that scripts written for it go on
 * working.
 */
@NullMarked
package io.braid.cli.key;

import org.jspecify.annotations.NullMarked;
