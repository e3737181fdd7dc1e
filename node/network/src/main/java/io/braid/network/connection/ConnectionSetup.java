package io.braid.network.connection;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.noise.NoiseSecrets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one connection begins with.
 *
 * @param dialer whether this side opened it
 * @param expected who must be at the other end; anybody when empty
 * @param about what this node says of itself when asked
 * @param remote where the peer seems to be
 */
public record ConnectionSetup(
    boolean dialer,
    Optional<PeerIdentity> expected,
    NoiseSecrets secrets,
    NetworkProtocols protocols,
    Supplier<Identification> about,
    Optional<Multiaddress> remote) {}
