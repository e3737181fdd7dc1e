package io.braid.chains.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.frame.Origin;
import io.braid.pallets.session.Session;
import io.braid.pallets.session.SessionCall;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.scale.Codecs;
import io.braid.testchain.Composition;
import io.braid.testchain.TestChain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionKeysTest {
  private static final AccountId ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice").accountId();
  private static final AccountId BOB = KeyPair.of(KeyScheme.SR25519, "//Bob").accountId();
  private static final AccountId NOBODY = KeyPair.of(KeyScheme.SR25519, "//Nobody").accountId();
  private static final RelayKeys FRESH = keys(1);

  /** Slots of an epoch: as in {@link RelayRuntimeTest#genesis}. */
  private static final int EPOCH = 10;

  private TestChain<RelayRuntime> chain;
  private long slot = 1_000_000;

  private static Bytes key(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Bytes.wrap(bytes);
  }

  private static RelayKeys keys(int seed) {
    return new RelayKeys(
        key(seed),
        key(seed + 20),
        key(seed + 40),
        key(seed + 60),
        key(seed + 80),
        Bytes.concat(Bytes.of((byte) 2), key(seed + 100)));
  }

  @BeforeEach
  void start() {
    chain =
        TestChain.of(
            RelayRuntime::new,
            r -> new Composition(r.parts(), r.system, r.executive),
            host -> RelayRuntimeTest.genesis().write(host, Bytes.EMPTY));
    open();
  }

  private void open() {
    Bytes claim = BabePreDigestCodec.CODEC.encodeToBytes(new BabePreDigest.SecondaryPlain(0, slot));
    chain.open(
        InherentData.EMPTY.with("timstap0", Codecs.U64, slot * 1_000),
        new DigestItem.PreRuntime(Bytes.utf8("BABE"), claim));
  }

  private void nextSession() {
    chain.close();
    slot += EPOCH;
    open();
  }

  private Session session() {
    return chain.runtime().session;
  }

  private void set(AccountId who, RelayKeys keys) {
    assertThat(chain.apply(Origin.signed(who), new SessionCall.SetKeys(keys, Bytes.EMPTY)))
        .isEmpty();
  }

  /** The bytes that {@code @polkadot/api} makes of {@code session.setKeys(keys, '0x')}. */
  @Test
  void theKeysStandInTheCallWithoutALengthInFront() {
    Bytes encoded =
        chain.runtime().parts().call().encodeToBytes(new SessionCall.SetKeys(FRESH, Bytes.EMPTY));

    assertThat(encoded)
        .isEqualTo(
            Bytes.concat(
                Bytes.fromHex("0x0800"),
                FRESH.grandpa(),
                FRESH.babe(),
                FRESH.paraValidator(),
                FRESH.paraAssignment(),
                FRESH.authorityDiscovery(),
                FRESH.beefy(),
                Bytes.fromHex("0x00")));
  }

  @Test
  void keysStandInStorageAsInFrame() {
    set(BOB, FRESH);

    // twox_128("Session") ++ twox_128("NextKeys") ++ twox_64(BOB) ++ BOB
    Bytes prefix =
        Bytes.fromHex("0xcec5070d609dd3497f72bde07fc96ba04c014e6bf8b8c2c011e7290b85696bb3");
    Bytes nextKeys =
        Bytes.concat(prefix, Bytes.wrap(chain.host().twox64(BOB.unsafeArray())), BOB.bytes());
    assertThat(chain.host().get(nextKeys)).contains(RelayKeysCodec.CODEC.encodeToBytes(FRESH));
    // The key of the owner's entry is (KeyTypeId, Vec<u8>).
    Bytes owned = Bytes.concat(Bytes.utf8("gran"), Bytes.fromHex("0x80"), FRESH.grandpa());
    assertThat(session().keyOwner.key(Map.entry(Bytes.utf8("gran"), FRESH.grandpa())))
        .isEqualTo(
            Bytes.concat(
                session().keyOwner.key(Map.entry(Bytes.utf8("gran"), FRESH.grandpa())).slice(0, 32),
                Bytes.wrap(chain.host().twox64(owned.unsafeArray())),
                owned));
    for (var type : RelayKeys.TYPES) {
      assertThat(session().keyOwner.find(Map.entry(Bytes.utf8(type.id()), FRESH.key(type.id()))))
          .contains(BOB);
    }
  }

  @Test
  void aKeyHasOneOwnerUntilItLetsGo() {
    set(BOB, FRESH);

    assertThat(chain.apply(Origin.signed(ALICE), new SessionCall.SetKeys(FRESH, Bytes.EMPTY)))
        .contains(chain.runtime().parts().moduleError(Session.Error.DUPLICATED_KEY));

    assertThat(chain.apply(Origin.signed(BOB), new SessionCall.PurgeKeys())).isEmpty();
    set(ALICE, FRESH);
    assertThat(session().nextKeys.find(ALICE)).contains(FRESH);
  }

  @Test
  void newKeysReleaseTheOldOnes() {
    set(BOB, FRESH);
    set(BOB, keys(2));

    set(ALICE, FRESH);
  }

  @Test
  void purgedKeysLeaveNothingBehind() {
    set(BOB, FRESH);
    assertThat(chain.runtime().system.accountOf(BOB).consumers()).isEqualTo(1);

    assertThat(chain.apply(Origin.signed(BOB), new SessionCall.PurgeKeys())).isEmpty();

    assertThat(chain.runtime().system.accountOf(BOB).consumers()).isZero();
    assertThat(session().nextKeys.find(BOB)).isEmpty();
    assertThat(session().keyOwner.find(Map.entry(Bytes.utf8("babe"), FRESH.babe()))).isEmpty();
    assertThat(chain.apply(Origin.signed(BOB), new SessionCall.PurgeKeys()))
        .contains(chain.runtime().parts().moduleError(Session.Error.NO_KEYS));
  }

  @Test
  void anAccountThatIsNotThereSetsNoKeys() {
    assertThat(chain.apply(Origin.signed(NOBODY), new SessionCall.SetKeys(FRESH, Bytes.EMPTY)))
        .contains(chain.runtime().parts().moduleError(Session.Error.NO_ACCOUNT));
  }

  @Test
  void newKeysAreQueuedInOneSessionAndInForceInTheNext() {
    set(ALICE, FRESH);
    assertThat(session().queuedKeys.get()).doesNotContain(Map.entry(ALICE, FRESH));

    nextSession();
    assertThat(session().queuedKeys.get()).containsExactly(Map.entry(ALICE, FRESH));
    assertThat(authority()).isNotEqualTo(FRESH.babe());

    nextSession();
    assertThat(authority()).isEqualTo(FRESH.babe());
  }

  @Test
  void whoIsInThisSessionOrTheNextIsLookedForOnTheNetwork() {
    Bytes old = session().nextKeys.find(ALICE).orElseThrow().key("audi");
    set(ALICE, FRESH);
    assertThat(chain.runtime().authorityDiscovery.authorities()).containsExactly(old);

    nextSession();
    assertThat(chain.runtime().authorityDiscovery.authorities())
        .containsExactlyInAnyOrder(old, FRESH.authorityDiscovery())
        .isSorted();

    nextSession();
    assertThat(chain.runtime().authorityDiscovery.authorities())
        .containsExactly(FRESH.authorityDiscovery());
  }

  private Bytes authority() {
    return chain.runtime().babe.currentEpoch().authorities().getFirst().id();
  }

  @Test
  void theRuntimeTakesEncodedKeysApart() {
    Bytes encoded = RelayKeysCodec.CODEC.encodeToBytes(FRESH);

    assertThat(chain.runtime().sessionKeys.decodeSessionKeys(encoded))
        .contains(
            List.of(
                Map.entry(FRESH.grandpa(), Bytes.utf8("gran")),
                Map.entry(FRESH.babe(), Bytes.utf8("babe")),
                Map.entry(FRESH.paraValidator(), Bytes.utf8("para")),
                Map.entry(FRESH.paraAssignment(), Bytes.utf8("asgn")),
                Map.entry(FRESH.authorityDiscovery(), Bytes.utf8("audi")),
                Map.entry(FRESH.beefy(), Bytes.utf8("beef"))));
    assertThat(chain.runtime().sessionKeys.decodeSessionKeys(encoded.slice(1))).isEmpty();
  }
}
