package io.braid.chains.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.Blobs;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.frame.Origin;
import io.braid.frame.currency.Preservation;
import io.braid.frame.system.FrameSystem;
import io.braid.frame.system.FrameSystemCall;
import io.braid.pallets.balances.Balances;
import io.braid.pallets.balances.BalancesCall;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.utility.Utility;
import io.braid.pallets.utility.UtilityCall;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TokenError;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.scale.Codecs;
import io.braid.testchain.Composition;
import io.braid.testchain.TestChain;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayRuntimeTest {
  private static final Bytes BEEFY = KeyPair.of(KeyScheme.ECDSA, "//Alice").publicKey();
  private static final KeyPair ALICE_PAIR = KeyPair.of(KeyScheme.SR25519, "//Alice");
  private static final AccountId ALICE = ALICE_PAIR.accountId();
  private static final AccountId BOB = KeyPair.of(KeyScheme.SR25519, "//Bob").accountId();
  private static final AccountId NOBODY = KeyPair.of(KeyScheme.SR25519, "//Nobody").accountId();
  private static final long SLOT = 1_000_000;

  private TestChain<RelayRuntime> chain;

  static RelayGenesis genesis() {
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    balances.put(ALICE, RelayRuntime.UNIT.multiply(1_000));
    balances.put(BOB, RelayRuntime.UNIT.multiply(1_000));
    Bytes key = ALICE.bytes();
    return new RelayGenesis(
        1_000,
        10,
        List.of(new KeysOf<>(ALICE, new RelayKeys(key, key, key, key, key, BEEFY))),
        balances,
        Optional.of(ALICE),
        List.of(),
        List.of());
  }

  @BeforeEach
  void start() {
    chain =
        TestChain.of(
            RelayRuntime::new,
            r -> new Composition(r.parts(), r.system, r.executive),
            host -> genesis().write(host, Bytes.EMPTY));
    open(SLOT);
  }

  private void open(long slot) {
    Bytes claim = BabePreDigestCodec.CODEC.encodeToBytes(new BabePreDigest.SecondaryPlain(0, slot));
    chain.open(
        InherentData.EMPTY.with("timstap0", Codecs.U64, slot * 1_000),
        new DigestItem.PreRuntime(Bytes.utf8("BABE"), claim));
  }

  private U128 free(AccountId who) {
    return chain.runtime().balances.freeBalance(who);
  }

  @Test
  void aSignedTransferMovesFundsAndPaysTheAuthor() {
    var result =
        chain.submit(ALICE_PAIR, BalancesCall.transferKeepAlive(NOBODY, RelayRuntime.UNIT));

    assertThat(result).isInstanceOf(Result.Ok.class);
    assertThat(free(NOBODY)).isEqualTo(RelayRuntime.UNIT);
    assertThat(chain.events())
        .contains(
            new FrameSystem.Event.NewAccount(NOBODY),
            new Balances.Event.Endowed(NOBODY, RelayRuntime.UNIT),
            new Balances.Event.Transfer(ALICE, NOBODY, RelayRuntime.UNIT));
    // Alice is the author too: her own fee comes back to her.
    assertThat(free(ALICE)).isEqualTo(RelayRuntime.UNIT.multiply(999));
  }

  @Test
  void anOverSpendFailsWithTheTokenErrorAndChangesNothing() {
    Optional<DispatchError> error =
        chain.apply(
            Origin.signed(ALICE),
            BalancesCall.transferKeepAlive(BOB, RelayRuntime.UNIT.multiply(5_000)));

    assertThat(error).contains(new DispatchError.Token(TokenError.FUNDS_UNAVAILABLE));
    assertThat(free(ALICE)).isEqualTo(RelayRuntime.UNIT.multiply(1_000));
  }

  @Test
  void aTransferOfEverythingReapsTheSenderAndIssuanceStaysWhole() {
    U128 issued = chain.runtime().balances.totalIssuance();

    assertThat(
            chain.apply(
                Origin.signed(BOB),
                BalancesCall.transferAllowDeath(NOBODY, RelayRuntime.UNIT.multiply(1_000))))
        .isEmpty();

    assertThat(chain.events()).contains(new FrameSystem.Event.KilledAccount(BOB));
    assertThat(chain.runtime().balances.totalIssuance()).isEqualTo(issued);
  }

  @Test
  void aBatchThatMustHoldTogetherUndoesWhatItDidWhenOnePartFails() {
    Optional<DispatchError> error =
        chain.apply(
            Origin.signed(ALICE),
            new UtilityCall.BatchAll(
                List.of(
                    BalancesCall.transferKeepAlive(NOBODY, RelayRuntime.UNIT),
                    BalancesCall.transferKeepAlive(BOB, RelayRuntime.UNIT.multiply(5_000)))));

    assertThat(error).isPresent();
    assertThat(free(NOBODY)).isEqualTo(U128.ZERO);
    assertThat(chain.events()).doesNotContain(new Utility.Event.BatchCompleted());
  }

  @Test
  void aTransactionCannotBeReplayed() {
    Bytes extrinsic = chain.sign(ALICE_PAIR, BalancesCall.transferKeepAlive(BOB, U128.ONE));
    assertThat(chain.runtime().executive.applyExtrinsic(extrinsic)).isInstanceOf(Result.Ok.class);

    assertThat(chain.runtime().executive.applyExtrinsic(extrinsic))
        .isEqualTo(
            new Result.Err<>(new TransactionValidityError.Invalid(new InvalidTransaction.Stale())));
  }

  @Test
  void anotherChainReExecutesTheBlockToTheSameStateRoot() {
    Bytes transfer =
        chain.sign(ALICE_PAIR, BalancesCall.transferKeepAlive(NOBODY, RelayRuntime.UNIT));
    assertThat(chain.runtime().executive.applyExtrinsic(transfer)).isInstanceOf(Result.Ok.class);
    Header header = chain.close();
    TestChain<RelayRuntime> other =
        TestChain.of(
            RelayRuntime::new,
            r -> new Composition(r.parts(), r.system, r.executive),
            host -> genesis().write(host, Bytes.EMPTY));
    Bytes timestamp = Bytes.fromHex("0x040200").slice(0, 3);

    List<Bytes> extrinsics =
        List.of(
            other
                .runtime()
                .executive
                .inherentExtrinsics(InherentData.EMPTY.with("timstap0", Codecs.U64, SLOT * 1_000))
                .getFirst(),
            transfer);
    assertThat(extrinsics.getFirst().startsWith(timestamp)).isTrue();
    other.runtime().executive.executeBlock(new Block(header, extrinsics));

    assertThat(other.runtime().balances.freeBalance(NOBODY)).isEqualTo(RelayRuntime.UNIT);
  }

  @Test
  void sessionsEndWithTheEpoch() {
    chain.close();
    open(SLOT + 10);

    assertThat(chain.runtime().session.currentIndex.get()).isEqualTo(1);
    assertThat(chain.runtime().babe.epochIndex.get()).isEqualTo(1);
  }

  @Test
  void theAuthorCannotBeReapedByItsOwnFee() {
    U128 most = chain.runtime().balances.reducibleBalance(ALICE, Preservation.PRESERVE);

    assertThat(most)
        .isEqualTo(RelayRuntime.UNIT.multiply(1_000).subtract(RelayRuntime.EXISTENTIAL_DEPOSIT));
  }

  @Test
  void codeThatIsNotTheNextVersionOfThisRuntimeIsRefusedByName() {
    Bytes same = Blobs.of("relay");
    Bytes other = Blobs.of("template");

    assertThat(chain.apply(Origin.ROOT, new FrameSystemCall.SetCode(same)))
        .contains(module(FrameSystem.Error.SPEC_VERSION_NEEDS_TO_INCREASE));
    assertThat(chain.apply(Origin.ROOT, new FrameSystemCall.SetCode(other)))
        .contains(module(FrameSystem.Error.INVALID_SPEC_NAME));
    assertThat(chain.apply(Origin.ROOT, new FrameSystemCall.SetCode(Bytes.utf8("no code"))))
        .contains(module(FrameSystem.Error.FAILED_TO_EXTRACT_RUNTIME_VERSION));
    assertThat(chain.apply(Origin.signed(ALICE), new FrameSystemCall.SetCode(same)))
        .contains(new DispatchError.BadOrigin());
  }

  @Test
  void codeThatIsSetWithoutChecksIsTheRuntimeFromTheNextBlockOn() {
    Bytes code = Blobs.of("template");

    assertThat(chain.apply(Origin.ROOT, new FrameSystemCall.SetCodeWithoutChecks(code))).isEmpty();

    assertThat(chain.host().get(Bytes.utf8(":code"))).contains(code);
    assertThat(chain.events()).contains(new FrameSystem.Event.CodeUpdated());
    assertThat(chain.close().digest().logs()).contains(new DigestItem.RuntimeEnvironmentUpdated());
  }

  private DispatchError module(FrameSystem.Error error) {
    return chain.runtime().parts().moduleError(error);
  }

  @Test
  void metadataIsWrittenInEveryVersionThatIsListed() {
    assertThat(chain.runtime().executive.metadata().slice(0, 5))
        .isEqualTo(Bytes.fromHex("0x6d6574610e"));
    for (int version : chain.runtime().executive.metadataVersions()) {
      assertThat(chain.runtime().executive.metadataAtVersion(version).orElseThrow().slice(0, 5))
          .isEqualTo(Bytes.concat(Bytes.utf8("meta"), Bytes.of((byte) version)));
    }
    assertThat(chain.runtime().executive.metadataAtVersion(13)).isEmpty();
  }
}
