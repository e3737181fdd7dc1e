/**
 * The encrypted channel: Noise XX with X25519, ChaChaPoly and SHA-256, and libp2p's identity
 * payload (Noise revision 34; libp2p specification "noise"). State machines on bytes over the JDK's
 * cryptography; randomness is handed in. After a refusal a state machine must not be used again.
 */
@NullMarked
package io.braid.network.noise;

import org.jspecify.annotations.NullMarked;
