/**
 * Who held which session key in past sessions, provable against a root of 32 bytes per session
 * (pallet_session::historical).
 */
@NullMarked
package io.braid.pallets.historical;

import org.jspecify.annotations.NullMarked;
