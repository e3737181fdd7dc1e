package io.braid.chains.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.frame.Call;
import io.braid.frame.Origin;
import io.braid.frame.system.FrameSystem;
import io.braid.frame.system.FrameSystemCall;
import io.braid.pallets.balances.BalancesCall;
import io.braid.pallets.utility.Utility;
import io.braid.pallets.utility.UtilityCall;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TokenError;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codecs.Unit;
import io.braid.testchain.Composition;
import io.braid.testchain.TestChain;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UtilityTest {
  private static final AccountId ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice").accountId();
  private static final AccountId BOB = KeyPair.of(KeyScheme.SR25519, "//Bob").accountId();
  private static final Call REMARK = new FrameSystemCall.RemarkWithEvent(Bytes.EMPTY);
  private static final DispatchError BAD_ORIGIN = new DispatchError.BadOrigin();

  private TestChain<RelayRuntime> chain;

  @BeforeEach
  void start() {
    chain =
        TestChain.of(
            RelayRuntime::new,
            r -> new Composition(r.parts(), r.system, r.executive),
            host -> RelayRuntimeTest.genesis().write(host, Bytes.EMPTY));
    chain.runtime().system.number.set(1);
  }

  private static Call transfer(AccountId to, int units) {
    return BalancesCall.transferKeepAlive(to, RelayRuntime.UNIT.multiply(units));
  }

  private U128 free(AccountId who) {
    return chain.runtime().balances.freeBalance(who);
  }

  /** Pallet 16; the indices of FRAME's calls; an origin is (pallet 0, Signed, account). */
  @Test
  void callsAreWrittenAsInFrame() {
    var codec = chain.runtime().parts().call();
    Bytes remark = codec.encodeToBytes(REMARK);

    assertThat(codec.encodeToBytes(new UtilityCall.DispatchAs(Origin.signed(BOB), REMARK)))
        .isEqualTo(Bytes.concat(Bytes.fromHex("0x10030001"), BOB.bytes(), remark));
    assertThat(codec.encodeToBytes(new UtilityCall.DispatchAs(Origin.ROOT, REMARK)))
        .isEqualTo(Bytes.concat(Bytes.fromHex("0x10030000"), remark));
    assertThat(codec.encodeToBytes(new UtilityCall.WithWeight(REMARK, new Weight(1, 2))))
        .isEqualTo(Bytes.concat(Bytes.fromHex("0x1005"), remark, Bytes.fromHex("0x0408")));
    assertThat(codec.encodeToBytes(new UtilityCall.Batch(List.of(REMARK))))
        .isEqualTo(Bytes.concat(Bytes.fromHex("0x100004"), remark));
    assertThat(codec.encodeToBytes(new UtilityCall.AsDerivative(258, REMARK)))
        .isEqualTo(Bytes.concat(Bytes.fromHex("0x10010201"), remark));
    assertThat(codec.encodeToBytes(new UtilityCall.BatchAll(List.of())).toString())
        .isEqualTo("0x100200");
    assertThat(codec.encodeToBytes(new UtilityCall.ForceBatch(List.of())).toString())
        .isEqualTo("0x100400");
  }

  @Test
  void rootSpeaksInTheNameOfAnAccountAndTheEventTellsTheResult() {
    assertThat(
            chain.apply(
                Origin.ROOT, new UtilityCall.DispatchAs(Origin.signed(BOB), transfer(ALICE, 1))))
        .isEmpty();
    assertThat(free(BOB)).isEqualTo(RelayRuntime.UNIT.multiply(999));
    assertThat(chain.events()).contains(new Utility.Event.DispatchedAs(new Result.Ok<>(Unit.UNIT)));

    assertThat(
            chain.apply(
                Origin.ROOT,
                new UtilityCall.DispatchAs(Origin.signed(BOB), transfer(ALICE, 5_000))))
        .isEmpty();
    assertThat(chain.events())
        .contains(
            new Utility.Event.DispatchedAs(
                new Result.Err<>(new DispatchError.Token(TokenError.FUNDS_UNAVAILABLE))));
  }

  @Test
  void nobodyElseChoosesAnOriginOrAWeight() {
    assertThat(
            chain.apply(
                Origin.signed(ALICE), new UtilityCall.DispatchAs(Origin.ROOT, transfer(BOB, 1))))
        .contains(BAD_ORIGIN);
    assertThat(chain.apply(Origin.signed(ALICE), new UtilityCall.WithWeight(REMARK, Weight.ZERO)))
        .contains(BAD_ORIGIN);
  }

  @Test
  void aWeightThatRootNamesIsTheCallsWeight() {
    Call call =
        new UtilityCall.WithWeight(
            BalancesCall.forceSetBalance(BOB, RelayRuntime.UNIT), new Weight(7, 3));

    assertThat(chain.runtime().parts().info(call).weight()).isEqualTo(new Weight(7, 3));
    assertThat(chain.apply(Origin.ROOT, call)).isEmpty();
    assertThat(free(BOB)).isEqualTo(RelayRuntime.UNIT);
  }

  @Test
  void batchesThatHoldTogetherAreNotNested() {
    Call nested = new UtilityCall.BatchAll(List.of(new UtilityCall.BatchAll(List.of(REMARK))));

    assertThat(chain.apply(Origin.signed(ALICE), nested))
        .contains(chain.runtime().parts().moduleError(FrameSystem.Error.CALL_FILTERED));
    assertThat(chain.apply(Origin.ROOT, new UtilityCall.BatchAll(List.of()))).isEmpty();
  }

  @Test
  void aBatchThatIsForcedGoesOnAfterAFailure() {
    assertThat(
            chain.apply(
                Origin.signed(ALICE),
                new UtilityCall.ForceBatch(List.of(transfer(BOB, 5_000), transfer(BOB, 1)))))
        .isEmpty();

    assertThat(free(BOB)).isEqualTo(RelayRuntime.UNIT.multiply(1_001));
    assertThat(chain.events())
        .contains(
            new Utility.Event.ItemFailed(new DispatchError.Token(TokenError.FUNDS_UNAVAILABLE)),
            new Utility.Event.ItemCompleted(),
            new Utility.Event.BatchCompletedWithErrors());
  }

  /** The account that {@code @polkadot/util-crypto} would derive: see the entropy's form. */
  @Test
  void aDerivativeSpendsItsOwnFunds() {
    byte[] entropy =
        Bytes.concat(Bytes.utf8("modlpy/utilisuba"), ALICE.bytes(), Bytes.fromHex("0x0700"))
            .toArray();
    AccountId derived = AccountId.of(chain.host().blake2b256(entropy));
    chain.runtime().balances.genesis(derived, RelayRuntime.UNIT.multiply(5));

    assertThat(chain.apply(Origin.signed(ALICE), new UtilityCall.AsDerivative(7, transfer(BOB, 1))))
        .isEmpty();

    assertThat(free(derived)).isEqualTo(RelayRuntime.UNIT.multiply(4));
  }
}
