/** Tests of the state trie. */
@NullMarked
package io.braid.trie;

import org.jspecify.annotations.NullMarked;
