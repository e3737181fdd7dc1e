package io.braid.parachains.approval;

import java.time.Duration;
import java.time.InstantSource;

/** Time as approval counts it: in half seconds since 1970. A slot is a whole number of them. */
record Ticks(InstantSource clock, long slotMillis) {
  static final long TICK_MILLIS = 500;

  long now() {
    return clock.millis() / TICK_MILLIS;
  }

  /** The tick with which a slot begins. */
  long ofSlot(long slot) {
    return slot * inSlots(1);
  }

  long inSlots(long slots) {
    return slots * Math.max(1, slotMillis / TICK_MILLIS);
  }

  /** Until the next tick begins. */
  Duration untilNext() {
    return Duration.ofMillis(TICK_MILLIS - clock.millis() % TICK_MILLIS);
  }
}
