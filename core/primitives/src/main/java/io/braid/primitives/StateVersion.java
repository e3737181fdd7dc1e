package io.braid.primitives;

/** How the state trie stores values: version 1 keeps values of 33 bytes and more by their hash. */
public enum StateVersion {
  V0,
  V1
}
