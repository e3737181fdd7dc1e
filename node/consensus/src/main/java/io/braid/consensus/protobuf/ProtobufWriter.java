package io.braid.consensus.protobuf;

import io.braid.primitives.Bytes;
import java.io.ByteArrayOutputStream;

/** Writes the fields of one message, in the order of the calls. */
public final class ProtobufWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A number of whatever integer type, unsigned; also booleans and enumerations. */
  public ProtobufWriter number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  /** As {@link #number}, left out when it is zero, as proto3 does. */
  public ProtobufWriter numberUnlessZero(int field, long value) {
    return value == 0 ? this : number(field, value);
  }

  /** Bytes, text or an embedded message. */
  public ProtobufWriter bytes(int field, Bytes value) {
    varint((long) field << 3 | ProtobufReader.LENGTH_DELIMITED);
    varint(value.size());
    out.writeBytes(value.unsafeArray());
    return this;
  }

  /** An embedded message. */
  public ProtobufWriter message(int field, ProtobufWriter value) {
    return bytes(field, value.toBytes());
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~127L) != 0) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  public Bytes toBytes() {
    return Bytes.wrap(out.toByteArray());
  }
}
