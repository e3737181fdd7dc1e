package io.braid.simulation;

import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.network.LocalPeer;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A node that may lose its power and come back to what is on its disks. */
final class SimulatedNode {
  /** One life of a node. */
  interface Life extends AutoCloseable {
    /** The chains that it keeps, by their names. */
    List<Named> chains();

    /** How the relay chain's validators see it; nothing of a collator. */
    Optional<LocalPeer> validator();

    void start();

    @Override
    void close();
  }

  record Named(String name, Chain chain) {}

  /** Brings a node to life on its disks. */
  interface Birth {
    Life with(List<SimulatedDisk.Powered> databases, Consumer<Throwable> onDeath);
  }

  private final String name;
  private final boolean honest;
  private final Keystore keys;
  private final List<SimulatedDisk> disks;
  private final SimulatedWorld world;
  private final Birth birth;
  private final Invariants invariants;
  private List<SimulatedDisk.Powered> powered = List.of();
  private Optional<Life> life = Optional.empty();
  private Duration down = Duration.ofSeconds(1);
  private Consumer<Named> births = chain -> {};

  /**
   * @param keys that it signs with
   * @param honest whether it keeps to the rules, and so must agree with the others
   * @param disks how many chains it keeps
   */
  SimulatedNode(
      String name,
      Keystore keys,
      boolean honest,
      int disks,
      SimulatedWorld world,
      Birth birth,
      Invariants invariants) {
    this.name = name;
    this.keys = keys;
    this.honest = honest;
    this.disks = Stream.generate(SimulatedDisk::new).limit(disks).toList();
    this.world = world;
    this.birth = birth;
    this.invariants = invariants;
  }

  String name() {
    return name;
  }

  boolean isHonest() {
    return honest;
  }

  /** Whether it is the validator with a key of type {@code para}. */
  boolean validates(Bytes key) {
    return keys.publicKeys(KeyScheme.SR25519, ValidatorKeys.KEY_TYPE).contains(key);
  }

  /** Its chains, when it is alive. */
  List<Named> chains() {
    return life.map(Life::chains).orElse(List.of());
  }

  /** The validator that it is, when it is alive. */
  Optional<LocalPeer> validator() {
    return life.flatMap(Life::validator);
  }

  boolean isAlive() {
    return life.isPresent();
  }

  /** Has somebody hear of the chains of each life, when it is honest. */
  void onBirth(Consumer<Named> listener) {
    births = listener;
  }

  void switchOn() {
    powered = disks.stream().map(SimulatedDisk::powered).toList();
    Life born = birth.with(powered, this::onDeath);
    life = Optional.of(born);
    if (honest) {
      born.chains().forEach(chain -> invariants.watch(name, chain));
      born.chains().forEach(births);
    }
    born.start();
  }

  /** It loses its power, as planned. */
  void crash(FaultPlan.Crash crash) {
    if (life.isEmpty()) {
      return;
    }
    down = crash.down();
    if (crash.inCommit()) {
      powered.forEach(disk -> disk.cutDuringCommit(crash.written()));
    } else {
      powered.forEach(SimulatedDisk.Powered::cut);
      switchOff();
    }
  }

  private void onDeath(Throwable cause) {
    if (cause instanceof SimulatedDisk.PowerLoss) {
      powered.forEach(SimulatedDisk.Powered::cut);
      switchOff();
    } else {
      invariants.onBug(name, cause);
    }
  }

  private void switchOff() {
    life.ifPresent(Life::close);
    life = Optional.empty();
    world.at(down.toMillis(), this::switchOn);
  }

  void end() {
    life.ifPresent(Life::close);
    life = Optional.empty();
  }
}
