package io.braid.network;

import io.braid.network.connection.RequestProtocol;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.primitives.Bytes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Records that peers keep for each other, and questions who else is there: Kademlia's asking side.
 * Belongs to the network's thread.
 */
final class Records {
  /** Values for one key from others after which no more are looked for: some may be outdated. */
  static final int ENOUGH_VALUES = 4;

  private final Sessions sessions;
  private final Discovery discovery;
  private final Contacts contacts;
  private final RequestProtocol kademlia;
  private final Walks walks;

  Records(
      Sessions sessions,
      Discovery discovery,
      Contacts contacts,
      Walks walks,
      RequestProtocol kademlia) {
    this.sessions = sessions;
    this.discovery = discovery;
    this.contacts = contacts;
    this.walks = walks;
    this.kademlia = kademlia;
  }

  /** Time has passed. */
  void tick(long nowMillis, SecureRandom random, Bytes somewhere) {
    explore(nowMillis, random, somewhere);
    walks.tick(nowMillis);
  }

  /** Asks some peer who else is there, when it is time. */
  private void explore(long nowMillis, SecureRandom random, Bytes somewhere) {
    List<Session> full = sessions.full();
    if (!full.isEmpty()) {
      Session session = full.get(random.nextInt(full.size()));
      discovery
          .due(nowMillis, somewhere)
          .ifPresent(question ->
              session.ask(
                  kademlia,
                  question,
                  answer -> answer.ifPresent(a -> discovery.onAnswer(session.identity, a))));
    }
  }

  /**
   * Keeps a record, and leaves it with the peers that are closest to its key.
   *
   * @param taken gets once how many of them took it
   */
  void publish(KademliaMessage.Entry entry, IntConsumer taken) {
    if (discovery.keep(entry, Swarm.now())) {
      walks.begin(
          entry.key(),
          KademliaMessage.findNode(entry.key()),
          answer -> false,
          closest -> leave(entry, closest, taken),
          Swarm.now());
    } else {
      taken.accept(0);
    }
  }

  private void leave(
      KademliaMessage.Entry entry, List<KademliaMessage.Peer> closest, IntConsumer taken) {
    if (closest.isEmpty()) {
      taken.accept(0);
    }
    Bytes request = KademliaMessage.putValue(entry).encode();
    List<Boolean> answers = new ArrayList<>();
    Consumer<Optional<Bytes>> answered =
        answer -> {
          answers.add(answer.isPresent());
          if (answers.size() == closest.size()) {
            taken.accept((int) answers.stream().filter(took -> took).count());
          }
        };
    for (KademliaMessage.Peer peer : closest) {
      contacts.with(
          peer,
          session ->
              session.ifPresentOrElse(
                  s -> s.ask(kademlia, request, answered),
                  () -> answered.accept(Optional.empty())));
    }
  }

  /**
   * Looks for a key's record, here and with the peers that are closest to it. Whoever kept it may
   * have changed it.
   *
   * @param answer gets all different values that were found, once
   */
  void find(Bytes key, Consumer<List<Bytes>> answer) {
    Set<Bytes> values = new LinkedHashSet<>();
    List<Bytes> fromOthers = new ArrayList<>();
    discovery.kept(key, Swarm.now()).ifPresent(kept -> values.add(kept.value()));
    walks.begin(
        key,
        KademliaMessage.getValue(key),
        message -> {
          message
              .entry()
              .filter(entry -> entry.key().equals(key))
              .ifPresent(entry -> {
                values.add(entry.value());
                fromOthers.add(entry.value());
              });
          return fromOthers.size() >= ENOUGH_VALUES;
        },
        closest -> answer.accept(List.copyOf(values)),
        Swarm.now());
  }
}
