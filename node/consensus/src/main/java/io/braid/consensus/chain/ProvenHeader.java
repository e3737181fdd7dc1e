package io.braid.consensus.chain;

import io.braid.runtime.api.Header;

/**
 * A final block.
 *
 * @param header with its seal
 */
public record ProvenHeader(Header header, Justification proof) {}
