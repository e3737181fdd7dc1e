package io.braid.executor.code;

import com.github.luben.zstd.ZstdInputStream;
import io.braid.primitives.Bytes;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A runtime as it stands under {@code :code}: WebAssembly, packed by zstd behind a magic number or
 * not.
 */
public final class RuntimeBlob {
  /** The most bytes that a blob may unpack to. */
  public static final int MAX_UNPACKED_BYTES = 50 * 1024 * 1024;

  private static final Bytes PACKED_MAGIC = Bytes.fromHex("52bc537646db8e05");
  private static final Bytes WASM_MAGIC = Bytes.fromHex("0061736d01000000");
  private static final int MAX_NAME_BYTES = 1 << 10;
  private static final int MAX_APIS = 1 << 10;
  private static final int API_BYTES = 12;

  private RuntimeBlob() {}

  /** What became of unpacking a blob. */
  public sealed interface Unpacked {
    record Code(Bytes wasm) implements Unpacked {}

    /**
     * @param reason what was expected and what was found
     */
    record Refused(String reason) implements Unpacked {}
  }

  /** The WebAssembly in {@code blob}, of at most {@code maxBytes}. */
  public static Unpacked unpack(Bytes blob, int maxBytes) {
    if (!blob.startsWith(PACKED_MAGIC)) {
      return blob.size() <= maxBytes
          ? new Unpacked.Code(blob)
          : new Unpacked.Refused(tooLarge(maxBytes));
    }
    byte[] packed = blob.unsafeArray();
    int skip = PACKED_MAGIC.size();
    try (ZstdInputStream in =
        new ZstdInputStream(new ByteArrayInputStream(packed, skip, packed.length - skip))) {
      byte[] wasm = in.readNBytes(maxBytes + 1);
      return wasm.length > maxBytes
          ? new Unpacked.Refused(tooLarge(maxBytes))
          : new Unpacked.Code(Bytes.wrap(wasm));
    } catch (IOException e) {
      return new Unpacked.Refused("expected zstd behind the magic number: " + e.getMessage());
    }
  }

  private static String tooLarge(int maxBytes) {
    return "expected a blob of at most " + maxBytes + " bytes, found a larger one";
  }

  /**
   * What {@code Core_version} of the blob would answer, read from its custom sections without
   * running it; empty when it is no WebAssembly or does not carry them.
   */
  public static Optional<Bytes> version(Bytes blob) {
    if (!(unpack(blob, MAX_UNPACKED_BYTES) instanceof Unpacked.Code(Bytes wasm))) {
      return Optional.empty();
    }
    Optional<Bytes> version = customSection(wasm, "runtime_version");
    if (version.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(joined(version.get(), customSection(wasm, "runtime_apis")));
    } catch (ScaleException e) {
      return Optional.empty();
    }
  }

  /** The version with the list of APIs, which the toolchain keeps in a section of its own. */
  private static Bytes joined(Bytes version, Optional<Bytes> apis) {
    ScaleReader in = new ScaleReader(version);
    in.string(MAX_NAME_BYTES);
    in.string(MAX_NAME_BYTES);
    in.raw(12);
    Bytes names = version.slice(0, in.position());
    Bytes listed = Bytes.wrap(in.raw(in.length(MAX_APIS, API_BYTES) * API_BYTES));
    Bytes list = apis.orElse(listed);
    ScaleWriter out = new ScaleWriter(256).raw(names).compact(list.size() / API_BYTES).raw(list);
    out.u32(in.remaining() == 0 ? 1 : in.u32());
    out.u8(in.remaining() == 0 ? 0 : in.u8());
    return out.toBytes();
  }

  /** The custom section {@code name} of a module, if the module is whole up to there. */
  static Optional<Bytes> customSection(Bytes wasm, String name) {
    if (!wasm.startsWith(WASM_MAGIC)) {
      return Optional.empty();
    }
    byte[] bytes = wasm.unsafeArray();
    byte[] wanted = Bytes.utf8(name).unsafeArray();
    int at = WASM_MAGIC.size();
    while (at < bytes.length) {
      int id = bytes[at++];
      long[] size = leb(bytes, at);
      at = (int) size[1];
      if (at < 0 || size[0] > bytes.length - at) {
        return Optional.empty();
      }
      int end = at + (int) size[0];
      long[] nameSize = leb(bytes, at);
      int start = (int) nameSize[1];
      if (id == 0
          && start >= 0
          && nameSize[0] == wanted.length
          && wanted.length <= end - start
          && Arrays.equals(bytes, start, start + wanted.length, wanted, 0, wanted.length)) {
        return Optional.of(wasm.slice(start + wanted.length, end));
      }
      at = end;
    }
    return Optional.empty();
  }

  /** An unsigned LEB128 of at most 32 bits and where it ends; −1 when it does not. */
  private static long[] leb(byte[] bytes, int at) {
    long value = 0;
    for (int shift = 0; shift < 35 && at < bytes.length; shift += 7) {
      int octet = bytes[at++];
      value |= (octet & 127L) << shift;
      if (octet >= 0) {
        return new long[] {value, at};
      }
    }
    return new long[] {0, -1};
  }
}
