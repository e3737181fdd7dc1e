/**
 * Messages that came in and wait to be executed, by where they came from (pallet_message_queue,
 * with a simpler storage layout: one list for each origin).
 */
@NullMarked
package io.braid.pallets.messagequeue;

import org.jspecify.annotations.NullMarked;
