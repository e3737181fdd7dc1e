/** The id under which the relay chain knows this parachain (staging_parachain_info). */
@NullMarked
package io.braid.pallets.parachaininfo;

import org.jspecify.annotations.NullMarked;
