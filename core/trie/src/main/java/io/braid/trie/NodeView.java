package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.trie.TrieException.MalformedNode;
import java.util.Optional;

/**
 * An encoded node, checked once and read in place.
 *
 * <p>Layout: a header (kind, then the count of half-bytes of the partial key), the partial key
 * packed into bytes, for a branch two bytes of child bitmap (little-endian), the value (a compact
 * length and bytes, or 32 bytes of hash), and for each child a compact length and either its
 * 32-byte hash or, if shorter, the child itself. Nothing may follow.
 */
final class NodeView {
  /**
   * What a node holds; the number is the header's high bits, {@code bits} those left for length.
   */
  enum Kind {
    EMPTY(0, 0),
    LEAF(0x40, 6),
    BRANCH(0x80, 6),
    BRANCH_WITH_VALUE(0xC0, 6),
    LEAF_WITH_HASH(0x20, 5),
    BRANCH_WITH_HASH(0x10, 4);

    final int prefix;
    final int bits;

    Kind(int prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }
  }

  static final int HASH_SIZE = Hash256.SIZE;
  private static final int MAX_PARTIAL_NIBBLES = 1 << 20;

  private final byte[] bytes;
  private final Kind kind;
  private final Nibbles partial;
  private final int bitmap;
  private final int valueStart;
  private final int valueSize;
  private final int childrenStart;

  /** Reads the node that fills {@code bytes}. */
  static NodeView of(byte[] bytes) {
    return new NodeView(bytes, 0, bytes.length, false);
  }

  /** Reads a node of a compact proof, whose omitted children are empty. */
  static NodeView ofCompact(byte[] bytes, int from) {
    return new NodeView(bytes, from, bytes.length, true);
  }

  private NodeView(byte[] bytes, int from, int to, boolean mayOmit) {
    this.bytes = bytes;
    Reader in = new Reader(bytes, from, to);
    int header = in.octet("a node header");
    kind = kindOf(header);
    if (kind == Kind.EMPTY) {
      partial = Nibbles.EMPTY;
      bitmap = 0;
      valueStart = 0;
      valueSize = -1;
      childrenStart = 0;
      in.expectEnd();
      return;
    }
    int nibbles = partialLength(in, header & ((1 << kind.bits) - 1), (1 << kind.bits) - 1);
    int packed = in.skip((nibbles + 1) / 2, "bytes of partial key");
    if ((nibbles & 1) == 1 && (bytes[packed] & 0xF0) != 0) {
      throw new MalformedNode(
          "expected a zero half-byte in front of an odd partial key, found "
              + ((bytes[packed] >> 4) & 15));
    }
    partial = new Nibbles(bytes, 2 * packed + (nibbles & 1), nibbles);
    boolean branch = kind.prefix >= 0x80 || kind == Kind.BRANCH_WITH_HASH;
    bitmap = branch ? in.octet("a child bitmap") | in.octet("a child bitmap") << 8 : 0;
    if (branch && bitmap == 0) {
      throw new MalformedNode("expected a branch with a child, found an empty child bitmap");
    }
    if (kind == Kind.BRANCH) {
      valueSize = -1;
      valueStart = 0;
    } else {
      valueSize = isHashed(kind) ? HASH_SIZE : in.compact("a value's length");
      valueStart = in.skip(valueSize, "bytes of value");
    }
    childrenStart = in.at;
    if (branch) {
      checkChildren(in, mayOmit);
    }
    in.expectEnd();
  }

  private static Kind kindOf(int header) {
    if (header >= 0x40) {
      return header < 0x80 ? Kind.LEAF : header < 0xC0 ? Kind.BRANCH : Kind.BRANCH_WITH_VALUE;
    }
    if (header >= 0x10) {
      return header >= 0x20 ? Kind.LEAF_WITH_HASH : Kind.BRANCH_WITH_HASH;
    }
    if (header != 0) {
      throw new MalformedNode("expected the header of a node, found " + header);
    }
    return Kind.EMPTY;
  }

  private static boolean isHashed(Kind kind) {
    return kind == Kind.LEAF_WITH_HASH || kind == Kind.BRANCH_WITH_HASH;
  }

  private static int partialLength(Reader in, int first, int mask) {
    int length = first;
    if (first == mask) {
      int octet;
      do {
        octet = in.octet("the length of a partial key");
        length += octet;
        if (length > MAX_PARTIAL_NIBBLES) {
          throw new MalformedNode(
              "expected a partial key of at most "
                  + MAX_PARTIAL_NIBBLES
                  + " half-bytes, found more");
        }
      } while (octet == 255);
    }
    return length;
  }

  private void checkChildren(Reader in, boolean mayOmit) {
    for (int left = bitmap; left != 0; left &= left - 1) {
      int size = in.compact("a child's length");
      if (size > HASH_SIZE || (size == 0 && !mayOmit)) {
        throw new MalformedNode(
            "expected a child of 1 to 32 bytes in slot "
                + Integer.numberOfTrailingZeros(left)
                + ", found "
                + size);
      }
      in.skip(size, "bytes of child");
    }
  }

  /** Where the length of the child in {@code slot} stands: one byte, since no child has over 32. */
  private int childPosition(int slot) {
    int at = childrenStart;
    for (int before = Integer.bitCount(bitmap & ((1 << slot) - 1)); before > 0; before--) {
      at += 1 + sizeAt(at);
    }
    return at;
  }

  private int sizeAt(int position) {
    return (bytes[position] & 255) >> 2;
  }

  Kind kind() {
    return kind;
  }

  Nibbles partial() {
    return partial;
  }

  int bitmap() {
    return bitmap;
  }

  boolean hasChild(int slot) {
    return (bitmap >> slot & 1) == 1;
  }

  boolean hasValue() {
    return valueSize >= 0;
  }

  boolean isValueHashed() {
    return isHashed(kind);
  }

  /** The value itself; only when it stands in the node. */
  Bytes inlineValue() {
    return slice(valueStart, valueSize);
  }

  /** The hash of the value; only when the node holds just that. */
  Hash256 valueHash() {
    return Hash256.of(slice(valueStart, HASH_SIZE));
  }

  /** How the child in {@code slot} is referred to: 32 bytes of hash or, when shorter, the node. */
  byte[] childReference(int slot) {
    int at = childPosition(slot);
    return slice(at + 1, sizeAt(at)).unsafeArray();
  }

  int childReferenceSize(int slot) {
    return sizeAt(childPosition(slot));
  }

  /** Writes the reference to the child in {@code slot}, its length in front, as it stands here. */
  void writeChild(int slot, NodeWriter out) {
    int at = childPosition(slot);
    out.raw(bytes, at, 1 + sizeAt(at));
  }

  /** Writes the value, or its hash, as it stands here. */
  void writeValue(NodeWriter out) {
    if (isValueHashed()) {
      out.raw(bytes, valueStart, HASH_SIZE);
    } else {
      out.sized(bytes, valueStart, valueSize);
    }
  }

  /** Finds the child in {@code slot}, which must be there. */
  NodeView child(int slot, NodeSource source) {
    int at = childPosition(slot);
    int size = sizeAt(at);
    return size == HASH_SIZE
        ? load(Hash256.of(slice(at + 1, size)), source)
        : new NodeView(bytes, at + 1, at + 1 + size, false);
  }

  static NodeView load(Hash256 hash, NodeSource source) {
    Optional<Bytes> found = source.node(hash);
    if (found.isEmpty()) {
      throw new TrieException.MissingNode(hash);
    }
    return of(found.get().unsafeArray());
  }

  private Bytes slice(int start, int size) {
    byte[] copy = new byte[size];
    System.arraycopy(bytes, start, copy, 0, size);
    return Bytes.wrap(copy);
  }

  /** Reads a node's parts in order. */
  private static final class Reader {
    private final byte[] bytes;
    private final int end;
    private int at;

    Reader(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      at = from;
      end = to;
    }

    int octet(String what) {
      return bytes[skip(1, what)] & 255;
    }

    int skip(int count, String what) {
      if (count > end - at) {
        throw new MalformedNode(
            "expected " + count + " (" + what + "), found " + (end - at) + " bytes left");
      }
      int start = at;
      at += count;
      return start;
    }

    /** A compact integer of at most 30 bits in its shortest form: no node is larger. */
    int compact(String what) {
      int first = octet(what);
      int value;
      int least;
      switch (first & 3) {
        case 0:
          return first >> 2;
        case 1:
          value = (first | octet(what) << 8) >> 2;
          least = 1 << 6;
          break;
        case 2:
          value = (first | octet(what) << 8 | octet(what) << 16 | octet(what) << 24) >>> 2;
          least = 1 << 14;
          break;
        default:
          throw new MalformedNode("expected " + what + " below 2^30, found a longer integer");
      }
      if (value < least) {
        throw new MalformedNode("expected the shortest form of " + what + ", found a longer one");
      }
      return value;
    }

    void expectEnd() {
      if (at != end) {
        throw new MalformedNode("expected the node's end, found " + (end - at) + " more bytes");
      }
    }
  }
}
