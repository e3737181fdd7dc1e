/** The chains that a command may name: specifications in files, and presets of built runtimes. */
@NullMarked
package io.braid.cli.chain;

import org.jspecify.annotations.NullMarked;
