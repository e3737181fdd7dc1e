/** The inherent by which a relay-chain author puts bitfields and backed candidates into a block. */
@NullMarked
package io.braid.pallets.parachains.inherents;

import org.jspecify.annotations.NullMarked;
