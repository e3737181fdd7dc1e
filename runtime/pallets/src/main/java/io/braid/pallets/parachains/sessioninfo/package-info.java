/** What validators look up about sessions, present and past. */
@NullMarked
package io.braid.pallets.parachains.sessioninfo;

import org.jspecify.annotations.NullMarked;
