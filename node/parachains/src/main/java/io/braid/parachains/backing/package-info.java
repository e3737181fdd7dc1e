/**
 * How a candidate becomes backed: validators of the group that is assigned to its core fetch it,
 * run the validation function, sign, and gather each other's signatures. Whatever is refused is
 * refused with its reason, a {@link io.braid.parachains.backing.CollationRefusal}.
 *
 * <p>{@link io.braid.parachains.backing.Backing} is the door. Behind it, {@code Collations} fetches
 * what collators advertise and {@code PovExchange} what other members seconded; {@code
 * CollationJudge} says what it is worth, {@code OwnStatements} signs for it, {@code
 * StatementGossip} counts the others' signatures in the {@code StatementTable} of a relay parent,
 * and {@code RelayParents} gives authors what has enough.
 */
@NullMarked
package io.braid.parachains.backing;

import org.jspecify.annotations.NullMarked;
