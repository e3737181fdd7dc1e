package io.braid.consensus.ports;

import io.braid.primitives.Bytes;

/**
 * Who is at the other end of a connection. The name's form is the network adapter's business.
 *
 * @param binary the same in the form in which it is signed: of a libp2p peer its multihash
 */
public record PeerId(String name, Bytes binary) implements Comparable<PeerId> {
  /** A peer whose name is all there is of it. */
  public PeerId(String name) {
    this(name, Bytes.utf8(name));
  }

  @Override
  public int compareTo(PeerId other) {
    return name.compareTo(other.name);
  }
}
