/**
 * A relay-chain validator's part in shared security, put together from backing, availability and
 * the inherent.
 */
@NullMarked
package io.braid.parachains.validator;

import org.jspecify.annotations.NullMarked;
