/**
 * Finding peers and signed records: the parts of Kademlia that Polkadot uses (libp2p specification
 * "kad-dht"). Tables, records and queries are plain data; all are bounded.
 */
@NullMarked
package io.braid.network.kademlia;

import org.jspecify.annotations.NullMarked;
