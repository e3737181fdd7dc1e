package io.braid.cli.machines;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The system calls that the JDK has no methods for (x86-64 and AArch64, whose numbers agree). */
final class Linux {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle SETNS =
      function("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle POLL =
      function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle READ =
      function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private static final int READ_ONLY = 0;
  private static final int READ_WRITE = 2;
  private static final int NEW_NETWORK = 0x4000_0000;
  private static final long TUN_SET_INTERFACE = 0x4004_54caL;
  private static final int TUN_WITHOUT_HEADER = 0x0001 | 0x1000;
  private static final int REQUEST_BYTES = 40;
  private static final int NAME_BYTES = 16;
  private static final short READABLE = 1;

  private Linux() {}

  private static MethodHandle function(
      String name, FunctionDescriptor shape, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), shape, options);
  }

  private static int checked(String call, int result) throws IOException {
    if (result < 0) {
      throw new IOException("the system call " + call + " failed");
    }
    return result;
  }

  /** Moves the calling thread, and no other, into a network namespace of {@code ip netns}. */
  static void enter(String namespace) throws IOException {
    int file = open(Path.of("/run/netns", namespace), READ_ONLY);
    try {
      checked("setns", (int) SETNS.invokeExact(file, NEW_NETWORK));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      close(file);
    }
  }

  /** Makes a device that carries IP packets, in the calling thread's namespace; a descriptor. */
  static int openTun(String name) throws IOException {
    int file = open(Path.of("/dev/net/tun"), READ_WRITE);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(REQUEST_BYTES);
      request.setString(0, name);
      request.set(JAVA_SHORT, NAME_BYTES, (short) TUN_WITHOUT_HEADER);
      checked("ioctl", (int) IOCTL.invokeExact(file, TUN_SET_INTERFACE, request));
      return file;
    } catch (IOException e) {
      close(file);
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static int open(Path path, int flags) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toString());
      return checked("open " + path, (int) OPEN.invokeExact(name, flags));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  static void close(int file) {
    try {
      int unused = (int) CLOSE.invokeExact(file);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for something to read; false when nothing came in time. */
  static boolean awaitReadable(int file, int timeoutMillis) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment waited = arena.allocate(8, 4);
      waited.set(JAVA_INT, 0, file);
      waited.set(JAVA_SHORT, 4, READABLE);
      return (int) POLL.invokeExact(waited, 1L, timeoutMillis) > 0;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Reads one packet; empty when the device is gone. */
  static byte[] read(int file, MemorySegment buffer) {
    try {
      long count = (long) READ.invokeExact(file, buffer, buffer.byteSize());
      return buffer.asSlice(0, Math.max(0, count)).toArray(ValueLayout.JAVA_BYTE);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Writes one packet; false when the device does not take it. */
  static boolean write(int file, byte[] packet) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, packet);
      return (long) WRITE.invokeExact(file, bytes, (long) packet.length) == packet.length;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
