package io.braid.chains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.hub.HubRuntime;
import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntime;
import io.braid.chains.template.TemplateRuntime;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Origin;
import io.braid.frame.RuntimeParts;
import io.braid.pallets.assets.ForeignAssets;
import io.braid.pallets.balances.Balances;
import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageQueue;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.xcm.LocationAccounts;
import io.braid.pallets.xcm.XcmPalletCall;
import io.braid.pallets.xcmpqueue.XcmpQueue;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.parachains.AbridgedHrmpChannel;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.scale.Codecs;
import io.braid.trie.StateTrie;
import io.braid.xcm.Asset;
import io.braid.xcm.AssetFilter;
import io.braid.xcm.Assets;
import io.braid.xcm.Instruction;
import io.braid.xcm.InstructionError;
import io.braid.xcm.Location;
import io.braid.xcm.Outcome;
import io.braid.xcm.VersionedAssets;
import io.braid.xcm.VersionedLocation;
import io.braid.xcm.VersionedXcm;
import io.braid.xcm.WeightLimit;
import io.braid.xcm.WildAsset;
import io.braid.xcm.Xcm;
import io.braid.xcm.XcmError;
import io.braid.xcm.executor.Report;
import io.braid.xcm.executor.XcmExecutor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three runtimes whose messages are carried by hand: what the network between them would do. */
class CrossChainTransferTest {
  private static final Bytes BEEFY = KeyPair.of(KeyScheme.ECDSA, "//Alice").publicKey();
  private static final AccountId ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice").accountId();
  private static final AccountId BOB = KeyPair.of(KeyScheme.SR25519, "//Bob").accountId();
  private static final U128 UNIT = RelayRuntime.UNIT;
  private static final int HUB = 1000;
  private static final int TEMPLATE = 2000;

  /** A runtime, its state, and the pallets that a test looks at. */
  private record Chain(
      Host host, RuntimeParts parts, Balances balances, MessageQueue queue, XcmExecutor xcm) {
    Optional<DispatchError> apply(AccountId who, Call call) {
      try {
        parts.storage().transactional(() -> parts.dispatch(Origin.signed(who), call));
        return Optional.empty();
      } catch (DispatchFailure failure) {
        return Optional.of(failure.error(parts));
      }
    }
  }

  private Chain relay;
  private RelayRuntime relayRuntime;
  private Chain hub;
  private XcmpQueue hubQueue;
  private Chain template;
  private XcmpQueue templateQueue;
  private ForeignAssets foreign;

  private static Host state() {
    return StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
  }

  private static <T> T pallet(RuntimeParts parts, Object runtime, String field, Class<T> type) {
    try {
      var member = runtime.getClass().getDeclaredField(field);
      member.setAccessible(true);
      return type.cast(member.get(runtime));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Chain chain(Host host, RuntimeParts parts, Object runtime) {
    return new Chain(
        host,
        parts,
        pallet(parts, runtime, "balances", Balances.class),
        pallet(parts, runtime, "messageQueue", MessageQueue.class),
        pallet(parts, runtime, "xcm", XcmExecutor.class));
  }

  private static ParachainGenesis genesis(int id, TreeMap<AccountId, U128> balances) {
    return new ParachainGenesis(id, 6_000, List.of(ALICE.bytes()), balances, Optional.empty());
  }

  @BeforeEach
  void start() {
    TreeMap<AccountId, U128> rich = new TreeMap<>();
    rich.put(ALICE, UNIT.multiply(1_000));
    Bytes key = ALICE.bytes();
    Host relayHost = state();
    new RelayGenesis(
            1_000,
            10,
            List.of(new KeysOf<>(ALICE, new RelayKeys(key, key, key, key, key, BEEFY))),
            rich,
            Optional.empty(),
            List.of(new RelayGenesis.Parachain(HUB, Bytes.of((byte) 1), Bytes.of((byte) 1))),
            List.of())
        .write(relayHost, Bytes.EMPTY);
    relayRuntime = new RelayRuntime(relayHost);
    relay = chain(relayHost, relayRuntime.parts(), relayRuntime);
    Host hubHost = state();
    HubRuntime.writeGenesis(genesis(HUB, new TreeMap<>()), hubHost, Bytes.EMPTY);
    HubRuntime hubRuntime = new HubRuntime(hubHost);
    hub = chain(hubHost, hubRuntime.parts(), hubRuntime);
    hubQueue = pallet(hub.parts(), hubRuntime, "xcmpQueue", XcmpQueue.class);
    Host templateHost = state();
    TemplateRuntime.writeGenesis(genesis(TEMPLATE, rich), templateHost, Bytes.EMPTY);
    TemplateRuntime templateRuntime = new TemplateRuntime(templateHost);
    template = chain(templateHost, templateRuntime.parts(), templateRuntime);
    templateQueue = pallet(template.parts(), templateRuntime, "xcmpQueue", XcmpQueue.class);
    foreign = pallet(template.parts(), templateRuntime, "foreignAssets", ForeignAssets.class);
  }

  private static VersionedLocation at(Location location) {
    return new VersionedLocation(location);
  }

  private static VersionedAssets some(Location id, U128 amount) {
    return new VersionedAssets(Assets.of(Asset.fungible(id, amount)));
  }

  private static final WeightLimit UNLIMITED = new WeightLimit.Unlimited();

  /** Teleports from the relay chain's Alice to {@code to} on the hub, and has the hub receive. */
  private void teleportDown(AccountId to, U128 amount) {
    assertThat(
            relay.apply(
                ALICE,
                new XcmPalletCall.LimitedTeleportAssets(
                    at(Location.child(HUB)),
                    at(Location.account(to)),
                    some(Location.HERE, amount),
                    0,
                    UNLIMITED)))
        .isEmpty();
    for (InboundDownwardMessage message : downward()) {
      hub.queue().enqueue(new MessageOrigin.Parent(), message.msg());
    }
    hub.queue().onInitialize(1);
  }

  private List<InboundDownwardMessage> downward() {
    return pallet(relay.parts(), relayRuntime, "dmp", io.braid.pallets.parachains.dmp.Dmp.class)
        .downwardMessageQueues
        .get(HUB);
  }

  /** Has {@code recipient} receive what {@code sender} queued for it. */
  private static void carry(
      int sender, XcmpQueue outbound, int recipientId, XcmpQueue inbound, Chain recipient) {
    var channel = new AbridgedHrmpChannel(8, 1 << 20, 1 << 17, 0, 0, Optional.empty());
    var pages = outbound.take(List.of(Map.entry(recipientId, channel)), 10);
    assertThat(pages).hasSize(1);
    inbound.handle(sender, 1, pages.getFirst().data());
    recipient.queue().onInitialize(1);
  }

  @Test
  void aTeleportDownMovesTheCurrencyToTheHubAndTheRelayChainCountsItStill() {
    U128 issued = relay.balances().totalIssuance();

    teleportDown(BOB, UNIT.multiply(10));

    assertThat(relay.balances().totalIssuance()).isEqualTo(issued);
    assertThat(relay.balances().freeBalance(RelayRuntime.CHECKING)).isEqualTo(UNIT.multiply(10));
    assertThat(relay.balances().freeBalance(ALICE)).isEqualTo(UNIT.multiply(990));
    U128 arrived = hub.balances().freeBalance(BOB);
    assertThat(hub.balances().totalIssuance()).isEqualTo(arrived);
    // Four instructions were bought at the hub's price; without an author the fee is burned.
    U128 fee = UNIT.divide(10_000).multiply(4_000_000_000L).divide(108_157_000L);
    assertThat(arrived).isEqualTo(UNIT.multiply(10).subtract(fee));
  }

  @Test
  void aTeleportUpBringsTheCurrencyBackOutOfTheCheckingAccount() {
    teleportDown(BOB, UNIT.multiply(10));
    U128 issued = relay.balances().totalIssuance();
    U128 onHub = hub.balances().totalIssuance();

    assertThat(
            hub.apply(
                BOB,
                new XcmPalletCall.TransferAssets(
                    at(Location.PARENT),
                    at(Location.account(BOB)),
                    some(Location.PARENT, UNIT.multiply(4)),
                    0,
                    UNLIMITED)))
        .isEmpty();
    Bytes pending = hub.parts().storage().prefix("ParachainSystem", "PendingUpwardMessages");
    List<Bytes> upward =
        Codecs.list(Codecs.bytes(1 << 20), 10).decodeAll(hub.host().get(pending).orElseThrow());
    assertThat(upward).hasSize(1);
    relay.queue().enqueue(new MessageOrigin.Ump(HUB), upward.getFirst());
    relay.queue().onInitialize(1);

    U128 fee = UNIT.divide(1_000).multiply(4_000_000_000L).divide(108_157_000L);
    assertThat(hub.balances().totalIssuance()).isEqualTo(onHub.subtract(UNIT.multiply(4)));
    assertThat(relay.balances().freeBalance(BOB)).isEqualTo(UNIT.multiply(4).subtract(fee));
    assertThat(relay.balances().freeBalance(RelayRuntime.CHECKING)).isEqualTo(UNIT.multiply(6));
    assertThat(relay.balances().totalIssuance()).isEqualTo(issued.subtract(fee));
  }

  @Test
  void aReserveTransferLeavesTheCurrencyOnTheHubAndIssuesAsMuchOnTheTemplateAndBack() {
    teleportDown(BOB, UNIT.multiply(10));
    U128 onHub = hub.balances().totalIssuance();
    AccountId sovereign = LocationAccounts.of(Location.sibling(TEMPLATE)).orElseThrow();

    assertThat(
            hub.apply(
                BOB,
                new XcmPalletCall.LimitedReserveTransferAssets(
                    at(Location.sibling(TEMPLATE)),
                    at(Location.account(ALICE)),
                    some(Location.PARENT, UNIT.multiply(5)),
                    0,
                    UNLIMITED)))
        .isEmpty();
    carry(HUB, hubQueue, TEMPLATE, templateQueue, template);

    U128 fee = UNIT.divide(10_000).multiply(4_000_000_000L).divide(108_157_000L);
    U128 held = foreign.balance(Location.PARENT, ALICE);
    assertThat(hub.balances().totalIssuance()).isEqualTo(onHub);
    assertThat(hub.balances().freeBalance(sovereign)).isEqualTo(UNIT.multiply(5));
    assertThat(held).isEqualTo(UNIT.multiply(5).subtract(fee));
    assertThat(foreign.supply(Location.PARENT)).isEqualTo(held);

    assertThat(
            template.apply(
                ALICE,
                new XcmPalletCall.TransferAssets(
                    at(Location.sibling(HUB)),
                    at(Location.account(ALICE)),
                    some(Location.PARENT, UNIT.multiply(2)),
                    0,
                    UNLIMITED)))
        .isEmpty();
    carry(TEMPLATE, templateQueue, HUB, hubQueue, hub);

    assertThat(foreign.supply(Location.PARENT)).isEqualTo(held.subtract(UNIT.multiply(2)));
    assertThat(hub.balances().freeBalance(sovereign)).isEqualTo(UNIT.multiply(3));
    assertThat(hub.balances().freeBalance(ALICE)).isEqualTo(UNIT.multiply(2).subtract(fee));
    assertThat(hub.balances().totalIssuance()).isEqualTo(onHub.subtract(fee));
  }

  private static Report receive(Chain chain, Location origin, Instruction... instructions) {
    return chain.xcm().receive(origin, Xcm.of(instructions), Weight.MAX);
  }

  private static Instruction.BuyExecution buy(U128 amount) {
    return new Instruction.BuyExecution(Asset.fungible(Location.PARENT, amount), UNLIMITED);
  }

  private static Instruction.DepositAsset depositTo(AccountId who) {
    return new Instruction.DepositAsset(
        new AssetFilter.Wild(new WildAsset.All()), Location.account(who));
  }

  private static Assets relayTokens(U128 amount) {
    return Assets.of(Asset.fungible(Location.PARENT, amount));
  }

  @Test
  void theBarrierRefusesMessagesThatDoNotPay() {
    Report report =
        receive(
            hub,
            Location.PARENT,
            new Instruction.ReceiveTeleportedAsset(relayTokens(UNIT)),
            depositTo(BOB));

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Error(new InstructionError(0, new XcmError.Barrier())));
    assertThat(report.sentence()).isEqualTo("expected BuyExecution or PayFees as instruction 1");
    assertThat(hub.balances().totalIssuance()).isEqualTo(U128.ZERO);
  }

  @Test
  void siblingsCannotTeleportAndOnlyTheHubIsTheReserve() {
    Instruction[] teleport = {
      new Instruction.ReceiveTeleportedAsset(relayTokens(UNIT)), buy(UNIT), depositTo(BOB)
    };
    Instruction[] reserve = {
      new Instruction.ReserveAssetDeposited(relayTokens(UNIT)), buy(UNIT), depositTo(BOB)
    };

    assertThat(error(receive(hub, Location.sibling(TEMPLATE), teleport)))
        .isEqualTo(new InstructionError(0, new XcmError.UntrustedTeleportLocation()));
    assertThat(error(receive(template, Location.sibling(2001), reserve)))
        .isEqualTo(new InstructionError(0, new XcmError.UntrustedReserveLocation()));
    assertThat(error(receive(template, Location.PARENT, reserve)))
        .isEqualTo(new InstructionError(0, new XcmError.UntrustedReserveLocation()));
    assertThat(foreign.supply(Location.PARENT)).isEqualTo(U128.ZERO);
  }

  @Test
  void anUnbackedTeleportFromTheHubIsRefusedByTheRelayChain() {
    Report report =
        receive(
            relay,
            Location.child(HUB),
            new Instruction.ReceiveTeleportedAsset(Assets.of(Asset.fungible(Location.HERE, UNIT))),
            new Instruction.BuyExecution(Asset.fungible(Location.HERE, UNIT), UNLIMITED),
            depositTo(BOB));

    assertThat(error(report))
        .isEqualTo(new InstructionError(0, new XcmError.FailedToTransactAsset()));
    assertThat(relay.balances().freeBalance(BOB)).isEqualTo(U128.ZERO);
  }

  @Test
  void tooLittleForTheFeeIsTooExpensiveAndWhatCameIsTrapped() {
    Report report =
        receive(
            hub,
            Location.PARENT,
            new Instruction.ReceiveTeleportedAsset(relayTokens(U128.of(5))),
            buy(U128.of(5)),
            depositTo(BOB));

    assertThat(error(report)).isEqualTo(new InstructionError(1, new XcmError.TooExpensive()));
    assertThat(report.sentence()).contains("offered were 5");
    assertThat(hub.balances().totalIssuance()).isEqualTo(U128.ZERO);
  }

  @Test
  void trappedAssetsCanBeClaimedOnceByTheirOwner() {
    teleportDown(BOB, UNIT.multiply(10));
    U128 before = hub.balances().freeBalance(BOB);
    Location bob = Location.account(BOB);
    Report trapped =
        hub.xcm()
            .executeLocally(
                bob,
                Xcm.of(new Instruction.WithdrawAsset(relayTokens(UNIT)), new Instruction.Trap(7)),
                Weight.MAX);
    assertThat(error(trapped)).isEqualTo(new InstructionError(1, new XcmError.Trap(7)));
    assertThat(hub.balances().freeBalance(BOB)).isEqualTo(before.subtract(UNIT));
    Call claim = new XcmPalletCall.ClaimAssets(some(Location.PARENT, UNIT), at(bob));

    assertThat(hub.apply(ALICE, claim)).isPresent();
    assertThat(hub.apply(BOB, claim)).isEmpty();
    assertThat(hub.apply(BOB, claim)).isPresent();

    assertThat(hub.balances().freeBalance(BOB)).isEqualTo(before);
    assertThat(hub.balances().totalIssuance()).isEqualTo(before);
  }

  @Test
  void anInstructionThatIsNotCarriedOutSaysSo() {
    Report report =
        hub.xcm()
            .executeLocally(
                Location.account(BOB),
                Xcm.of(new Instruction.ClearError(), new Instruction.UnsubscribeVersion()),
                Weight.MAX);

    assertThat(error(report)).isEqualTo(new InstructionError(1, new XcmError.Unimplemented()));
    assertThat(report.sentence())
        .isEqualTo(
            "instruction 1 (UnsubscribeVersion): this chain does not carry out this instruction");
  }

  @Test
  void anUnreadableMessageIsDroppedAndTheQueueGoesOn() {
    Bytes junk = Bytes.of((byte) 3, (byte) 0);
    hub.queue().enqueue(new MessageOrigin.Parent(), junk);
    Bytes good =
        VersionedXcm.CODEC.encodeToBytes(
            new VersionedXcm(
                Xcm.of(
                    new Instruction.ReceiveTeleportedAsset(relayTokens(UNIT)),
                    buy(UNIT),
                    depositTo(BOB))));
    hub.queue().enqueue(new MessageOrigin.Parent(), good);

    hub.queue().onInitialize(1);

    assertThat(hub.queue().size(new MessageOrigin.Parent()).count()).isZero();
    assertThat(hub.balances().freeBalance(BOB)).isNotEqualTo(U128.ZERO);
  }

  private static InstructionError error(Report report) {
    return switch (report.outcome()) {
      case Outcome.Incomplete incomplete -> incomplete.error();
      case Outcome.Error error -> error.error();
      case Outcome.Complete complete -> throw new AssertionError("expected an error: " + report);
    };
  }
}
