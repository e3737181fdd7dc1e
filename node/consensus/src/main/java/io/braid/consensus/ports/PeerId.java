package io.braid.consensus.ports;

/** Who is at the other end of a connection. The name's form is the network adapter's business. */
public record PeerId(String name) implements Comparable<PeerId> {
  @Override
  public int compareTo(PeerId other) {
    return name.compareTo(other.name);
  }
}
