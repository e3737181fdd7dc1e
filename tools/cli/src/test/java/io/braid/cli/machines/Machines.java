package io.braid.cli.machines;

import io.braid.cli.machines.PacketSwitch.Delivery;
import io.braid.cli.processes.Machine;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Machines with names, each a network namespace, joined by a {@link PacketSwitch}. Whatever they
 * leave behind is removed by {@link #close}, at the latest by the next that is made.
 */
final class Machines implements AutoCloseable {
  private static final String PREFIX = "braid-";
  private static final int MAX_PACKET_BYTES = 65_536;
  private static final int POLL_MILLIS = 200;

  /** Packets under way; one more is lost. */
  private static final int MAX_UNDER_WAY = 16_384;

  private final List<String> names;
  private final PacketSwitch packets;
  private final List<Integer> devices = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final BlockingQueue<Delivery> underWay = new ArrayBlockingQueue<>(MAX_UNDER_WAY);
  private final Thread atExit = new Thread(this::remove);
  private volatile boolean closed;

  private Machines(List<String> names, PacketSwitch packets) {
    this.names = List.copyOf(names);
    this.packets = packets;
  }

  /** Why there can be none here; nothing when there can. */
  static Optional<String> missing() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.of("needs Linux");
    }
    if (!System.getProperty("user.name", "").equals("root")) {
      return Optional.of("needs root");
    }
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      return Optional.of("needs /dev/net/tun");
    }
    try {
      String probe = PREFIX + ProcessHandle.current().pid() + "-probe";
      ip("netns", "add", probe);
      ip("netns", "del", probe);
      return Optional.empty();
    } catch (IOException | InterruptedException e) {
      return Optional.of("cannot make a network namespace: " + e.getMessage());
    }
  }

  static Machines start(List<String> names, PacketSwitch packets)
      throws IOException, InterruptedException {
    removeStale();
    Machines machines = new Machines(names, packets);
    Runtime.getRuntime().addShutdownHook(machines.atExit);
    try {
      for (int i = 0; i < names.size(); i++) {
        machines.add(i);
      }
      machines.thread("packets", machines::deliver);
      return machines;
    } catch (IOException | InterruptedException | RuntimeException e) {
      machines.close();
      throw e;
    }
  }

  private void add(int index) throws IOException, InterruptedException {
    String namespace = namespace(names.get(index));
    ip("netns", "add", namespace);
    int device = inside(namespace, () -> Linux.openTun("tun0"));
    devices.add(device);
    ip("-n", namespace, "link", "set", "lo", "up");
    ip("-n", namespace, "addr", "add", PacketSwitch.addressOf(index) + "/24", "dev", "tun0");
    ip("-n", namespace, "link", "set", "tun0", "up");
    thread("packets-of-" + names.get(index), () -> forward(index, device));
  }

  private void thread(String name, Runnable task) {
    Thread made = Thread.ofPlatform().daemon().name(name).start(task);
    threads.add(made);
  }

  private void forward(int from, int device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(MAX_PACKET_BYTES);
      while (!closed) {
        if (Linux.awaitReadable(device, POLL_MILLIS)) {
          byte[] packet = Linux.read(device, buffer);
          packets.route(from, packet, System.nanoTime()).ifPresent(underWay::offer);
        }
      }
    }
  }

  /** All packets take equally long: the first to come is the first to arrive. */
  private void deliver() {
    try {
      while (!closed) {
        Delivery next = underWay.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          TimeUnit.NANOSECONDS.sleep(next.atNanos() - System.nanoTime());
          Linux.write(devices.get(next.to()), next.packet());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where a node runs. */
  Machine machine(String name) {
    int index = names.indexOf(name);
    return new Machine(
        PacketSwitch.addressOf(index), List.of("ip", "netns", "exec", namespace(name)));
  }

  void cutOff(String... apart) {
    packets.cutOff(Set.of(apart).stream().map(names::indexOf).collect(Collectors.toSet()));
  }

  void heal() {
    packets.heal();
  }

  /** Something that a thread does in a namespace. */
  interface Inside<T> {
    T run() throws IOException;
  }

  /** Does something on a machine: sockets that are opened then are its own. */
  <T> T on(String name, Inside<T> task) throws IOException, InterruptedException {
    return inside(namespace(name), task);
  }

  private static <T> T inside(String namespace, Inside<T> task)
      throws IOException, InterruptedException {
    List<T> result = new ArrayList<>();
    List<IOException> failed = new ArrayList<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("in-" + namespace)
            .start(() -> {
              try {
                Linux.enter(namespace);
                result.add(task.run());
              } catch (IOException e) {
                failed.add(e);
              }
            });
    thread.join();
    if (!failed.isEmpty()) {
      throw failed.getFirst();
    }
    if (result.isEmpty()) {
      throw new IllegalStateException("the thread in " + namespace + " died; see its stack trace");
    }
    return result.getFirst();
  }

  private static String namespace(String name) {
    return PREFIX + ProcessHandle.current().pid() + "-" + name;
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    devices.forEach(Linux::close);
    remove();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void remove() {
    names.forEach(name -> remove(namespace(name)));
  }

  /** Removes what processes of this test left that were killed. */
  private static void removeStale() throws IOException, InterruptedException {
    for (String line : ip("netns", "list").lines().toList()) {
      String namespace = line.split(" ", 2)[0];
      if (namespace.matches(PREFIX + "\\d+-.*")
          && ProcessHandle.of(Long.parseLong(namespace.split("-", 3)[1])).isEmpty()) {
        remove(namespace);
      }
    }
  }

  private static void remove(String namespace) {
    if (!Files.exists(Path.of("/run/netns", namespace))) {
      return;
    }
    try {
      ip("netns", "pids", namespace)
          .lines()
          .map(Long::parseLong)
          .filter(pid -> pid != ProcessHandle.current().pid())
          .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      ip("netns", "del", namespace);
    } catch (IOException e) {
      System.err.println("the namespace " + namespace + " is left: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String ip(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
    return said;
  }
}
