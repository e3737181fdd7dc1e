/**
 * What nodes say to each other about parachains, in the layouts of Polkadot's protocols {@code
 * validation/3}, {@code collation/2} and those of requests: pure data. Which protocol carries what
 * stands at {@link io.braid.consensus.ports.Protocol}.
 */
@NullMarked
package io.braid.parachains.protocol;

import org.jspecify.annotations.NullMarked;
