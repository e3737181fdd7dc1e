package io.braid.chains.relay;

import io.braid.chains.XcmNetwork;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Runtime;
import io.braid.frame.currency.Currency;
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
import io.braid.pallets.authoritydiscovery.AuthorityDiscovery;
import io.braid.pallets.authorship.Authorship;
import io.braid.pallets.babe.Babe;
import io.braid.pallets.balances.Balances;
import io.braid.pallets.beefy.Beefy;
import io.braid.pallets.beefymmr.BeefyMmrLeaf;
import io.braid.pallets.genesis.JsonGenesis;
import io.braid.pallets.grandpa.Grandpa;
import io.braid.pallets.historical.EquivocationReports;
import io.braid.pallets.historical.Historical;
import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageProcessor;
import io.braid.pallets.messagequeue.MessageQueue;
import io.braid.pallets.mmr.Mmr;
import io.braid.pallets.offences.OffenceDetails;
import io.braid.pallets.offences.Offences;
import io.braid.pallets.parachains.ParachainHostRuntime;
import io.braid.pallets.parachains.configuration.Configuration;
import io.braid.pallets.parachains.disputes.ParasDisputes;
import io.braid.pallets.parachains.dmp.Dmp;
import io.braid.pallets.parachains.hrmp.Hrmp;
import io.braid.pallets.parachains.inclusion.ParaInclusion;
import io.braid.pallets.parachains.inherents.ParaInherent;
import io.braid.pallets.parachains.initializer.Initializer;
import io.braid.pallets.parachains.paras.Paras;
import io.braid.pallets.parachains.scheduler.ParaScheduler;
import io.braid.pallets.parachains.sessioninfo.ParaSessionInfo;
import io.braid.pallets.parachains.shared.ParasShared;
import io.braid.pallets.parachains.slashing.ParasSlashing;
import io.braid.pallets.parachains.sudo.ParasSudoWrapper;
import io.braid.pallets.session.OffenceSeverity;
import io.braid.pallets.session.Session;
import io.braid.pallets.session.SessionKeysRuntime;
import io.braid.pallets.sudo.Sudo;
import io.braid.pallets.timestamp.Timestamp;
import io.braid.pallets.transactionpayment.ChargeTransactionPayment;
import io.braid.pallets.transactionpayment.FeeSchedule;
import io.braid.pallets.transactionpayment.TransactionPayment;
import io.braid.pallets.utility.Utility;
import io.braid.pallets.xcm.FeeTrader;
import io.braid.pallets.xcm.LocalAssets;
import io.braid.pallets.xcm.LocationAccounts;
import io.braid.pallets.xcm.RuntimeCalls;
import io.braid.pallets.xcm.XcmPallet;
import io.braid.pallets.xcm.XcmProcessor;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.Perbill;
import io.braid.primitives.U128;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.babe.AllowedSlots;
import io.braid.runtime.api.babe.BabeEpochConfiguration;
import io.braid.runtime.api.babe.Probability;
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
import java.util.SortedMap;
import java.util.TreeMap;

/** The relay chain: consensus, shared security, and the currency that pays for them. */
@Runtime(keys = RelayKeys.class)
public final class RelayRuntime implements Trust {
  /** One unit of the currency, in planck. */
  public static final U128 UNIT = U128.of(1_000_000_000_000L);

  public static final U128 EXISTENTIAL_DEPOSIT = UNIT.divide(100);

  private static final Weight BASE_EXTRINSIC = new Weight(108_157_000, 0);
  private static final Weight BASE_BLOCK = new Weight(453_383_000, 0);
  private static final Weight MAX_BLOCK = new Weight(2_000_000_000_000L, -1L);
  private static final Weight MESSAGE_ALLOWANCE = new Weight(400_000_000_000L, -1L);
  private static final FeeSchedule FEES =
      new FeeSchedule(UNIT.divide(100_000), UNIT.divide(1_000), BASE_EXTRINSIC);

  /** The parachain that the currency may be teleported to and from. */
  private static final Location HUB = Location.child(1000);

  /** Keeps what was teleported away. */
  public static final AccountId CHECKING = LocationAccounts.ofPallet("py/xcmch");

  private static final int MAX_BLOCK_BYTES = 5 * 1024 * 1024;

  public static final RuntimeVersion VERSION =
      new RuntimeVersion("braid-relay", "braid-relay", 0, 1, 0, List.of(), 1, 1);

  /** One slot in four has a primary author; the others have one whom the VRF does not choose. */
  static final BabeEpochConfiguration EPOCH_CONFIGURATION =
      new BabeEpochConfiguration(
          new Probability(1, 4), AllowedSlots.PRIMARY_AND_SECONDARY_VRF_SLOTS);

  @Index(0)
  final FrameSystem system;

  @Index(1)
  final Babe babe;

  @Index(2)
  final Timestamp timestamp;

  @Index(4)
  final Balances balances;

  @Index(5)
  final Authorship authorship;

  @Index(7)
  final Offences offences;

  @Index(8)
  final Session session;

  @Index(10)
  final Grandpa grandpa;

  @Index(12)
  final AuthorityDiscovery authorityDiscovery;

  @Index(16)
  final Utility utility;

  @Index(26)
  final TransactionPayment transactionPayment;

  @Index(27)
  final Historical historical;

  @Index(51)
  final Configuration configuration;

  @Index(52)
  final ParasShared parasShared;

  @Index(53)
  final ParaInclusion paraInclusion;

  @Index(54)
  final ParaInherent paraInherent;

  @Index(55)
  final ParaScheduler paraScheduler;

  @Index(56)
  final Paras paras;

  @Index(57)
  final Initializer initializer;

  @Index(58)
  final Dmp dmp;

  @Index(60)
  final Hrmp hrmp;

  @Index(61)
  final ParaSessionInfo paraSessionInfo;

  @Index(62)
  final ParasDisputes parasDisputes;

  @Index(63)
  final ParasSlashing parasSlashing;

  @Index(99)
  final XcmPallet xcmPallet;

  @Index(100)
  final MessageQueue messageQueue;

  @Index(200)
  final Beefy beefy;

  /** After the session, so that a leaf names the validators of the session that follows. */
  @Index(201)
  final Mmr mmr;

  @Index(202)
  final BeefyMmrLeaf beefyMmrLeaf;

  @Index(250)
  final ParasSudoWrapper parasSudoWrapper;

  @Index(255)
  final Sudo sudo;

  final ParachainHostRuntime parachainHost;
  final SessionKeysRuntime sessionKeys;
  final JsonGenesis<RelayGenesisConfig> genesisBuilder;

  final XcmExecutor xcm;
  private final XcmProcessor processor;

  final Executive executive;
  private final RelayRuntimeParts parts;

  public RelayRuntime(Host host) {
    parts = new RelayRuntimeParts(this, host);
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
                42));
    offences = new Offences(parts.offences, system, this::onOffence);
    historical = new Historical(parts.historical, RelayKeys.TYPES, this::session);
    EquivocationReports reports =
        new EquivocationReports(
            host, historical, offences, this::author, this::extrinsics, this::reportLongevity);
    babe =
        new Babe(
            parts.babe,
            system,
            EPOCH_CONFIGURATION,
            this::validators,
            this::sessionIndex,
            index -> disabled().contains(index),
            reports);
    timestamp = new Timestamp(parts.timestamp, babe.slotDuration::get, babe);
    balances = new Balances(parts.balances, parts, system, EXISTENTIAL_DEPOSIT);
    authorship = new Authorship(parts.authorship, system, babe);
    grandpa = new Grandpa(parts.grandpa, system, this::sessionIndex, reports);
    configuration = new Configuration(parts.configuration, this::sessionIndex);
    parasShared = new ParasShared(parts.parasShared, this::disabled);
    paras = new Paras(parts.paras, system, configuration, parasShared, this::halfASession);
    parasSudoWrapper = new ParasSudoWrapper(parts.parasSudoWrapper, paras);
    paraScheduler = new ParaScheduler(parts.paraScheduler, configuration, paras);
    dmp = new Dmp(parts.dmp, system, configuration);
    hrmp = new Hrmp(parts.hrmp, system, configuration);
    messageQueue =
        new MessageQueue(parts.messageQueue, system, MESSAGE_ALLOWANCE, this::processUpward);
    paraInclusion =
        new ParaInclusion(
            parts.paraInclusion,
            system,
            configuration,
            parasShared,
            paras,
            paraScheduler,
            dmp,
            hrmp,
            messageQueue);
    paraSessionInfo = new ParaSessionInfo(parts.paraSessionInfo, parasShared, paraScheduler);
    parasSlashing =
        new ParasSlashing(
            parts.parasSlashing, configuration, paraSessionInfo, reports, this::sessionIndex);
    parasDisputes =
        new ParasDisputes(
            parts.parasDisputes, system, configuration, paraSessionInfo, parasSlashing);
    paraInherent =
        new ParaInherent(
            parts.paraInherent,
            system,
            configuration,
            parasShared,
            paras,
            paraScheduler,
            paraInclusion,
            parasDisputes);
    initializer =
        new Initializer(
            parts.initializer,
            system,
            configuration,
            parasShared,
            paras,
            paraScheduler,
            paraInclusion,
            paraSessionInfo,
            parasDisputes,
            parasSlashing,
            babe.randomness::get,
            this::sessionIndex,
            this::validators);
    authorityDiscovery = new AuthorityDiscovery(parts.authorityDiscovery);
    beefyMmrLeaf =
        new BeefyMmrLeaf(parts.beefyMmrLeaf, system, this::paraHeads, this::mountainRange);
    mmr = new Mmr(parts.mmr, system, beefyMmrLeaf, beefyMmrLeaf::depositRoot);
    beefy = new Beefy(parts.beefy, system, this::sessionIndex, reports, beefyMmrLeaf, beefyMmrLeaf);
    parachainHost =
        new ParachainHostRuntime(
            system,
            messageQueue,
            configuration,
            parasShared,
            paras,
            paraScheduler,
            paraInclusion,
            paraSessionInfo,
            paraInherent,
            parasDisputes,
            parasSlashing,
            reports,
            dmp,
            hrmp);
    session =
        new Session(
            parts.session,
            parts,
            system,
            babe,
            RelayKeys.TYPES,
            List.of(grandpa, babe, initializer, authorityDiscovery, beefy),
            historical);
    sessionKeys = new SessionKeysRuntime(host, RelayKeys.TYPES);
    genesisBuilder = new JsonGenesis<>(new RelayGenesisModel(this));
    utility = new Utility(parts.utility, system, parts);
    transactionPayment =
        new TransactionPayment(
            parts.transactionPayment,
            system,
            parts,
            balances,
            FEES,
            this::rewardAuthor,
            this::extrinsics);
    sudo = new Sudo(parts.sudo, system, parts);
    xcmPallet = new XcmPallet(parts.xcmPallet, system, Location.HERE, this::executor);
    LocalAssets assets =
        new LocalAssets(balances, Location.HERE, Optional.empty(), Optional.of(CHECKING));
    xcm =
        new XcmExecutor(
            new XcmConfig(
                parts.storage(),
                () -> Junctions.of(XcmNetwork.JUNCTION),
                assets,
                this,
                new FeeTrader(FEES, List.of(Location.HERE), assets, authorship::author),
                this::send,
                xcmPallet,
                new RuntimeCalls(parts, location -> false),
                new Barrier(location -> false),
                XcmNetwork.UNIT_WEIGHT));
    processor = new XcmProcessor(xcm, xcmPallet, MESSAGE_ALLOWANCE);
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
                new CheckMetadataHash(RelayMetadataHash.value())));
  }

  public Executive executive() {
    return executive;
  }

  /** The composed pallets, for tests and tools. */
  public RelayRuntimeParts parts() {
    return parts;
  }

  private MessageProcessor.Outcome processUpward(
      MessageOrigin origin, Bytes message, Hash256 id, Weight limit) {
    return processor.process(origin, message, id, limit);
  }

  private XcmExecutor executor() {
    return xcm;
  }

  /** No chain keeps anything in reserve for the relay chain. */
  @Override
  public boolean reserve(Asset asset, Location origin) {
    return false;
  }

  @Override
  public boolean teleporter(Asset asset, Location origin) {
    return origin.equals(HUB) && asset.id().location().equals(Location.HERE);
  }

  private void send(Location dest, Xcm message) throws XcmFailure {
    if (dest.parents() != 0
        || dest.interior().size() != 1
        || !(dest.interior().items().get(0) instanceof Junction.Parachain para)
        || paras.heads.find(para.id()).isEmpty()) {
      throw new XcmFailure(new XcmError.Unroutable(), "there is no way from here to " + dest);
    }
    try {
      dmp.queue(para.id(), VersionedXcm.CODEC.encodeToBytes(new VersionedXcm(message)));
    } catch (DispatchFailure full) {
      throw new XcmFailure(
          new XcmError.Transport(),
          "the message is too large for the queue of parachain " + para.id());
    }
  }

  private List<AccountId> validators() {
    return session.validators.get();
  }

  private SortedMap<Integer, Bytes> paraHeads() {
    TreeMap<Integer, Bytes> heads = new TreeMap<>();
    paras.heads.entries().forEach(head -> heads.put(head.getKey(), head.getValue()));
    return heads;
  }

  private Mmr mountainRange() {
    return mmr;
  }

  private Optional<AccountId> author() {
    return authorship.author();
  }

  private Session session() {
    return session;
  }

  private List<Integer> disabled() {
    return session.disabledIndices();
  }

  private long halfASession() {
    return babe.epochDuration.get() / 2;
  }

  /** Blocks for which an offender can be reported, as an unsigned number. */
  private long reportLongevity() {
    return Historical.SESSIONS_KEPT * babe.epochDuration.get();
  }

  /** Stakes are not at stake yet: who offends may not work until the validators change. */
  private void onOffence(List<OffenceDetails> offenders, Perbill fraction, int sessionIndex) {
    for (OffenceDetails details : offenders) {
      session.reportOffence(details.offender().validator(), new OffenceSeverity(fraction));
    }
  }

  private int sessionIndex() {
    return session.currentIndex.get();
  }

  private io.braid.frame.executive.Extrinsics extrinsics() {
    return executive.extrinsics();
  }

  private void rewardAuthor(U128 fee, U128 tip) {
    Currency currency = balances;
    U128 all = fee.add(tip);
    Optional<AccountId> author = authorship.author();
    if (author.isPresent()) {
      currency.resolve(author.get(), all);
    } else {
      currency.drop(all);
    }
  }
}
