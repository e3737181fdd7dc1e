/** GRANDPA between runtime and node (Polkadot specification, chapter 6 and appendix C.10). */
@NullMarked
package io.braid.runtime.api.grandpa;

import org.jspecify.annotations.NullMarked;
