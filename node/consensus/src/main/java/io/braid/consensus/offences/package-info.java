/** Reports validators that said two things to the chain that punishes them. */
@NullMarked
package io.braid.consensus.offences;

import org.jspecify.annotations.NullMarked;
