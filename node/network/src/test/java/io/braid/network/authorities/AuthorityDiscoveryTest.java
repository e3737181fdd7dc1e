package io.braid.network.authorities;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.network.authorities.AuthorityDiscovery.Effect;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuthorityDiscoveryTest {
  private static final KeyPair ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice");
  private static final KeyPair BOB = KeyPair.of(KeyScheme.SR25519, "//Bob");
  private static final Multiaddress HERE =
      ((Multiaddress.Parsed.Address) Multiaddress.parse("/ip4/10.0.0.1/tcp/1")).value();
  private static final List<Bytes> BOTH = List.of(ALICE.publicKey(), BOB.publicKey());

  /** Alice's node. */
  private final AuthorityDiscovery discovery = new AuthorityDiscovery(node(1));

  private static Ed25519KeyPair node(int fill) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) fill);
    return Ed25519KeyPair.fromSeed(seed);
  }

  private static Bytes value(KeyPair authority, int node, int nanos) {
    PeerIdentity peer = PeerIdentity.ofKey(node(node).publicKey());
    Bytes record =
        new AuthorityRecord(List.of(HERE.withPort(nanos).withPeer(peer)), U128.of(nanos)).encode();
    return AuthorityRecord.signed(
        record, authority.sign(record.toArray(), NonceEntropy.NONE), node(node));
  }

  private static <E extends Effect> List<E> only(List<Effect> effects, Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Lets time pass, with Alice's answer to each question. */
  private List<Effect> at(long millis, List<Bytes> authorities) {
    List<Effect> effects = new ArrayList<>();
    for (Effect effect : discovery.tick(millis, List.of(HERE), U128.of(millis))) {
      Bytes record = ((Effect.Ask) effect).record();
      SortedMap<Bytes, Bytes> signatures = new TreeMap<>();
      if (authorities.contains(ALICE.publicKey())) {
        signatures.put(ALICE.publicKey(), ALICE.sign(record.toArray(), NonceEntropy.NONE));
      }
      effects.addAll(discovery.onAuthorities(millis, record, authorities, signatures));
    }
    return effects;
  }

  @Test
  void anAuthorityPublishesItselfAndLooksForTheOthers() {
    List<Effect> effects = at(0, BOTH);

    assertThat(only(effects, Effect.Publish.class))
        .singleElement()
        .satisfies(published -> {
          assertThat(published.key()).isEqualTo(AuthorityRecord.key(ALICE.publicKey()));
          assertThat(AuthorityRecord.check(published.value(), ALICE.publicKey()))
              .isInstanceOf(AuthorityRecord.Checked.Accepted.class);
        });
    assertThat(only(effects, Effect.LookUp.class))
        .containsExactly(new Effect.LookUp(BOB.publicKey(), AuthorityRecord.key(BOB.publicKey())));
  }

  @Test
  void whoIsNoAuthorityPublishesNothingAndLooksForNobody() {
    assertThat(at(0, List.of(BOB.publicKey()))).isEmpty();
  }

  @Test
  void aNodeThatDoesNotKnowWhereItIsPublishesNothingButLooks() {
    List<Effect> asked = discovery.tick(0, List.of(), U128.ZERO);
    assertThat(asked).containsExactly(new Effect.Ask(Bytes.EMPTY));

    SortedMap<Bytes, Bytes> signatures = new TreeMap<>();
    signatures.put(ALICE.publicKey(), ALICE.sign(new byte[0], NonceEntropy.NONE));
    List<Effect> effects = discovery.onAuthorities(0, Bytes.EMPTY, BOTH, signatures);

    assertThat(only(effects, Effect.Publish.class)).isEmpty();
    assertThat(only(effects, Effect.LookUp.class)).hasSize(1);
  }

  @Test
  void itPublishesEverMoreRarelyAndOftenAgainWhenTheAuthoritiesChange() {
    List<Long> published = new ArrayList<>();
    for (long now = 0; now < 300_000; now += 200) {
      if (!only(at(now, BOTH), Effect.Publish.class).isEmpty()) {
        published.add(now);
      }
    }
    assertThat(published).hasSizeBetween(5, 9).startsWith(0L);
    for (int i = 2; i < published.size(); i++) {
      assertThat(published.get(i) - published.get(i - 1))
          .isGreaterThanOrEqualTo(published.get(i - 1) - published.get(i - 2));
    }

    KeyPair charlie = KeyPair.of(KeyScheme.SR25519, "//Charlie");
    List<Bytes> three = List.of(ALICE.publicKey(), BOB.publicKey(), charlie.publicKey());
    int again = 0;
    for (long now = 300_000; now < 300_000 + AuthorityDiscovery.ASK_MILLIS; now += 200) {
      again += only(at(now, three), Effect.Publish.class).size();
    }
    assertThat(again).isGreaterThanOrEqualTo(1);
  }

  @Test
  void theNewestValidRecordDecidesWhomToReach() {
    at(0, BOTH);
    List<Effect> effects =
        discovery.onFound(
            BOB.publicKey(),
            List.of(value(BOB, 2, 5), Bytes.utf8("junk"), value(BOB, 2, 9), value(BOB, 2, 7)));

    PeerIdentity bobs = PeerIdentity.ofKey(node(2).publicKey());
    assertThat(effects)
        .containsExactly(
            new Effect.Reach(
                Map.of(bobs, List.of(HERE.withPort(9).withPeer(bobs))),
                Map.of(BOB.publicKey(), bobs)));
    assertThat(discovery.onFound(BOB.publicKey(), List.of(value(BOB, 2, 8))))
        .as("older than what is known")
        .isEmpty();
    assertThat(discovery.onFound(BOB.publicKey(), List.of(value(ALICE, 3, 99))))
        .as("signed by somebody else")
        .isEmpty();
  }

  @Test
  void whoIsNoLongerAnAuthorityIsNoLongerReached() {
    at(0, BOTH);
    discovery.onFound(BOB.publicKey(), List.of(value(BOB, 2, 5)));

    List<Effect> effects = at(AuthorityDiscovery.ASK_MILLIS, List.of(ALICE.publicKey()));

    assertThat(only(effects, Effect.Reach.class))
        .containsExactly(new Effect.Reach(Map.of(), Map.of()));
    assertThat(discovery.onFound(BOB.publicKey(), List.of(value(BOB, 2, 6)))).isEmpty();
  }

  @Test
  void noMoreThanTheBoundIsLookedForAtATimeAndTheRestWhenOneIsFound() {
    List<Bytes> many = new ArrayList<>(List.of(ALICE.publicKey()));
    for (int i = 0; i < 30; i++) {
      many.add(KeyPair.of(KeyScheme.SR25519, "//Validator//" + i).publicKey());
    }
    List<Effect.LookUp> first = only(at(0, many), Effect.LookUp.class);
    assertThat(first).hasSize(AuthorityDiscovery.MAX_LOOKUPS);

    List<Bytes> looked = new ArrayList<>(first.stream().map(Effect.LookUp::authority).toList());
    for (int i = 0; i < looked.size(); i++) {
      only(discovery.onFound(looked.get(i), List.of()), Effect.LookUp.class)
          .forEach(next -> looked.add(next.authority()));
    }
    assertThat(looked).hasSize(30).doesNotHaveDuplicates().doesNotContain(ALICE.publicKey());
  }

  @Test
  void recordsOfAuthoritiesAreKeptUnlessTheyAreOlderOrForged() {
    Bytes key = AuthorityRecord.key(BOB.publicKey());
    Bytes unknown = Bytes.utf8("somebody's key");
    assertThat(discovery.isWorthKeeping(new KademliaMessage.Entry(unknown, Bytes.EMPTY)))
        .as("without authorities, anything")
        .isTrue();
    at(0, BOTH);

    assertThat(discovery.isWorthKeeping(new KademliaMessage.Entry(key, value(BOB, 2, 5)))).isTrue();
    assertThat(discovery.isWorthKeeping(new KademliaMessage.Entry(key, value(BOB, 2, 5)))).isTrue();
    assertThat(discovery.isWorthKeeping(new KademliaMessage.Entry(key, value(BOB, 2, 4))))
        .isFalse();
    assertThat(discovery.isWorthKeeping(new KademliaMessage.Entry(key, value(ALICE, 2, 9))))
        .isFalse();
    assertThat(discovery.isWorthKeeping(new KademliaMessage.Entry(unknown, value(BOB, 2, 9))))
        .isFalse();
  }
}
