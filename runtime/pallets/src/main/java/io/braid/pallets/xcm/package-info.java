/**
 * XCM on a chain (pallet_xcm): calls to send, execute and transfer, and the parts that join the
 * executor to accounts, currency, calls and the message queue.
 */
@NullMarked
package io.braid.pallets.xcm;

import org.jspecify.annotations.NullMarked;
