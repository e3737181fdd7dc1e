package io.braid.network.transport;

/**
 * What went over a node's sockets since it listens, with everything that protocols add.
 *
 * @param inBytes from peers
 * @param outBytes to peers; what the system has not sent yet counts too
 */
public record Traffic(long inBytes, long outBytes) {}
