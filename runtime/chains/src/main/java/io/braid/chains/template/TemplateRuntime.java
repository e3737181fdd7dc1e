package io.braid.chains.template;

import io.braid.chains.ParachainGenesis;
import io.braid.chains.ParachainGenesisConfig;
import io.braid.chains.ParachainGenesisModel;
import io.braid.chains.XcmNetwork;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Runtime;
import io.braid.frame.executive.Executive;
import io.braid.frame.extension.CheckGenesis;
import io.braid.frame.extension.CheckMetadataHash;
import io.braid.frame.extension.CheckMortality;
import io.braid.frame.extension.CheckNonZeroSender;
import io.braid.frame.extension.CheckNonce;
import io.braid.frame.extension.CheckSpecVersion;
import io.braid.frame.extension.CheckTxVersion;
import io.braid.frame.extension.CheckWeight;
import io.braid.frame.system.BlockLength;
import io.braid.frame.system.BlockWeights;
import io.braid.frame.system.FrameSystem;
import io.braid.frame.system.RuntimeDbWeight;
import io.braid.frame.system.SystemConfig;
import io.braid.pallets.assets.ForeignAssets;
import io.braid.pallets.aura.Aura;
import io.braid.pallets.auraext.AuraExt;
import io.braid.pallets.authorship.Authorship;
import io.braid.pallets.balances.Balances;
import io.braid.pallets.genesis.JsonGenesis;
import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageProcessor;
import io.braid.pallets.messagequeue.MessageQueue;
import io.braid.pallets.parachaininfo.ParachainInfo;
import io.braid.pallets.parachainsystem.BlockValidation;
import io.braid.pallets.parachainsystem.ParachainSystem;
import io.braid.pallets.session.KeyType;
import io.braid.pallets.session.SessionKeysRuntime;
import io.braid.pallets.sudo.Sudo;
import io.braid.pallets.timestamp.Timestamp;
import io.braid.pallets.transactionpayment.ChargeTransactionPayment;
import io.braid.pallets.transactionpayment.FeeSchedule;
import io.braid.pallets.transactionpayment.TransactionPayment;
import io.braid.pallets.utility.Utility;
import io.braid.pallets.xcm.FeeTrader;
import io.braid.pallets.xcm.LocalAssets;
import io.braid.pallets.xcm.RuntimeCalls;
import io.braid.pallets.xcm.XcmPallet;
import io.braid.pallets.xcm.XcmProcessor;
import io.braid.pallets.xcmpqueue.XcmpQueue;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.scale.Index;
import io.braid.xcm.Asset;
import io.braid.xcm.Junction;
import io.braid.xcm.Junctions;
import io.braid.xcm.Location;
import io.braid.xcm.VersionedXcm;
import io.braid.xcm.Xcm;
import io.braid.xcm.XcmError;
import io.braid.xcm.executor.Barrier;
import io.braid.xcm.executor.Trust;
import io.braid.xcm.executor.XcmConfig;
import io.braid.xcm.executor.XcmExecutor;
import io.braid.xcm.executor.XcmFailure;
import java.util.List;
import java.util.Optional;

/** The smallest parachain that is of use. */
@Runtime
public final class TemplateRuntime implements BlockValidation.Target, Trust {
  /** One unit of the currency, in planck. */
  public static final U128 UNIT = U128.of(1_000_000_000_000L);

  /** How XCM knows the chain's own currency. */
  private static final Location CURRENCY_ID = Location.HERE;

  /** The relay chain's currency, which the hub keeps in reserve for this chain. */
  public static final Location RELAY_TOKEN = Location.PARENT;

  /** The chain that is trusted to keep the relay chain's currency. */
  private static final Location HUB = Location.sibling(1000);

  public static final U128 EXISTENTIAL_DEPOSIT = UNIT.divide(1_000);

  private static final Weight BASE_EXTRINSIC = new Weight(108_157_000, 0);
  private static final Weight BASE_BLOCK = new Weight(453_383_000, 0);
  private static final Weight MAX_BLOCK = new Weight(500_000_000_000L, 4 * 1024 * 1024);
  private static final Weight MESSAGE_ALLOWANCE = new Weight(150_000_000_000L, 1024 * 1024);
  private static final FeeSchedule FEES =
      new FeeSchedule(UNIT.divide(100_000), UNIT.divide(10_000), BASE_EXTRINSIC);
  private static final int MAX_BLOCK_BYTES = 4 * 1024 * 1024;

  /** Up to three cores; three relay blocks go by from a block's building to its inclusion. */
  private static final AuraExt.Pace PACE = new AuraExt.Pace(3, 9);

  public static final RuntimeVersion VERSION =
      new RuntimeVersion("braid-template", "braid-template", 0, 1, 0, List.of(), 1, 1);

  @Index(0)
  final FrameSystem system;

  @Index(1)
  final ParachainSystem parachainSystem;

  @Index(2)
  final Timestamp timestamp;

  @Index(3)
  final ParachainInfo parachainInfo;

  @Index(10)
  final Balances balances;

  @Index(11)
  final TransactionPayment transactionPayment;

  @Index(20)
  final Authorship authorship;

  @Index(23)
  final Aura aura;

  @Index(24)
  final AuraExt auraExt;

  @Index(30)
  final XcmpQueue xcmpQueue;

  @Index(31)
  final XcmPallet polkadotXcm;

  @Index(35)
  final MessageQueue messageQueue;

  @Index(40)
  final Utility utility;

  @Index(53)
  final ForeignAssets foreignAssets;

  @Index(255)
  final Sudo sudo;

  final SessionKeysRuntime sessionKeys;
  final JsonGenesis<ParachainGenesisConfig> genesisBuilder;

  final XcmExecutor xcm;
  private final XcmProcessor processor;

  final Executive executive;
  final BlockValidation validation;
  private final TemplateRuntimeParts parts;

  public TemplateRuntime(Host host) {
    parts = new TemplateRuntimeParts(this, host);
    system =
        new FrameSystem(
            parts.system,
            parts,
            new SystemConfig(
                BlockWeights.of(MAX_BLOCK, BASE_BLOCK, BASE_EXTRINSIC),
                BlockLength.of(MAX_BLOCK_BYTES),
                2400,
                RuntimeDbWeight.ROCKS_DB,
                VERSION,
                42),
            (chain, code) -> scheduleUpgrade(code));
    parachainInfo = new ParachainInfo(parts.parachainInfo);
    messageQueue = new MessageQueue(parts.messageQueue, system, MESSAGE_ALLOWANCE, this::process);
    xcmpQueue = new XcmpQueue(parts.xcmpQueue, system, messageQueue);
    aura = new Aura(parts.aura, system);
    auraExt = new AuraExt(parts.auraExt, aura, PACE, this::waitingBehind);
    parachainSystem =
        new ParachainSystem(
            parts.parachainSystem,
            system,
            parachainInfo.parachainId::get,
            this::receiveDownward,
            xcmpQueue,
            xcmpQueue,
            auraExt);
    // A slot may have several blocks, whose time is the same.
    timestamp = new Timestamp(parts.timestamp, () -> 0L, aura);
    balances = new Balances(parts.balances, parts, system, EXISTENTIAL_DEPOSIT);
    authorship = new Authorship(parts.authorship, system, aura);
    transactionPayment =
        new TransactionPayment(
            parts.transactionPayment,
            system,
            parts,
            balances,
            FEES,
            this::rewardAuthor,
            this::extrinsics);
    sessionKeys = new SessionKeysRuntime(host, List.of(KeyType.AURA));
    genesisBuilder =
        new JsonGenesis<>(
            new ParachainGenesisModel(2_000, UNIT.multiply(1_000_000), this::writeGenesis));
    utility = new Utility(parts.utility, system, parts);
    sudo = new Sudo(parts.sudo, system, parts);
    foreignAssets = new ForeignAssets(parts.foreignAssets, system);
    polkadotXcm = new XcmPallet(parts.polkadotXcm, system, CURRENCY_ID, this::executor);
    LocalAssets assets =
        new LocalAssets(balances, CURRENCY_ID, Optional.of(foreignAssets), Optional.empty());
    xcm =
        new XcmExecutor(
            new XcmConfig(
                parts.storage(),
                this::universalLocation,
                assets,
                this,
                new FeeTrader(FEES, List.of(CURRENCY_ID, RELAY_TOKEN), assets, authorship::author),
                this::send,
                polkadotXcm,
                new RuntimeCalls(parts, Location.PARENT::equals),
                new Barrier(Location.PARENT::equals),
                XcmNetwork.UNIT_WEIGHT));
    processor = new XcmProcessor(xcm, polkadotXcm, MESSAGE_ALLOWANCE);
    executive =
        new Executive(
            parts,
            system,
            List.of(
                new CheckNonZeroSender(),
                new CheckSpecVersion(system),
                new CheckTxVersion(system),
                new CheckGenesis(system),
                new CheckMortality(system),
                new CheckNonce(system),
                new CheckWeight(system),
                new ChargeTransactionPayment(transactionPayment),
                new CheckMetadataHash(TemplateMetadataHash.value())));
    validation = new BlockValidation(host, TemplateRuntime::new);
  }

  @Override
  public Executive executive() {
    return executive;
  }

  @Override
  public ParachainSystem parachainSystem() {
    return parachainSystem;
  }

  @Override
  public Aura aura() {
    return aura;
  }

  /** The composed pallets, for tests and tools. */
  public TemplateRuntimeParts parts() {
    return parts;
  }

  private void scheduleUpgrade(Bytes code) throws DispatchFailure {
    parachainSystem.scheduleCodeUpgrade(code);
  }

  private io.braid.frame.executive.Extrinsics extrinsics() {
    return executive.extrinsics();
  }

  private int waitingBehind(Hash256 included) {
    return parachainSystem.waitingBehind(included);
  }

  private void receiveDownward(List<InboundDownwardMessage> messages) {
    messages.forEach(m -> messageQueue.enqueue(new MessageOrigin.Parent(), m.msg()));
  }

  private MessageProcessor.Outcome process(
      MessageOrigin origin, Bytes message, Hash256 id, Weight limit) {
    return processor.process(origin, message, id, limit);
  }

  private XcmExecutor executor() {
    return xcm;
  }

  private Junctions universalLocation() {
    return Junctions.of(
        XcmNetwork.JUNCTION, new Junction.Parachain(parachainInfo.parachainId.get()));
  }

  @Override
  public boolean reserve(Asset asset, Location origin) {
    return origin.equals(HUB) && asset.id().location().equals(RELAY_TOKEN);
  }

  /** Nothing is teleported. */
  @Override
  public boolean teleporter(Asset asset, Location origin) {
    return false;
  }

  private void send(Location dest, Xcm message) throws XcmFailure {
    Bytes encoded = VersionedXcm.CODEC.encodeToBytes(new VersionedXcm(message));
    if (dest.equals(Location.PARENT)) {
      parachainSystem.sendUpwardMessage(encoded);
    } else if (dest.parents() == 1
        && dest.interior().size() == 1
        && dest.interior().items().get(0) instanceof Junction.Parachain sibling) {
      xcmpQueue.send(sibling.id(), encoded);
    } else {
      throw new XcmFailure(new XcmError.Unroutable(), "there is no way from here to " + dest);
    }
  }

  private void rewardAuthor(U128 fee, U128 tip) {
    U128 all = fee.add(tip);
    Optional<AccountId> author = authorship.author();
    if (author.isPresent()) {
      balances.resolve(author.get(), all);
    } else {
      balances.drop(all);
    }
  }

  /** Writes the state of block 0, with {@code code} as the runtime, into an empty state. */
  public static void writeGenesis(ParachainGenesis genesis, Host host, Bytes code) {
    TemplateRuntime runtime = new TemplateRuntime(host);
    runtime.writeGenesis(genesis);
    runtime.system.setGenesisCode(code);
  }

  private void writeGenesis(ParachainGenesis genesis) {
    system.genesis();
    parachainInfo.genesis(genesis.paraId());
    aura.genesis(genesis.slotDurationMillis(), genesis.collators());
    genesis.balances().forEach(balances::genesis);
    foreignAssets.genesis(RELAY_TOKEN, EXISTENTIAL_DEPOSIT);
    genesis.sudo().ifPresent(sudo::genesis);
  }
}
