package io.braid.chains.template;

import io.braid.chains.ParachainGenesis;
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
import io.braid.pallets.aura.Aura;
import io.braid.pallets.authorship.Authorship;
import io.braid.pallets.balances.Balances;
import io.braid.pallets.messagequeue.MessageOrigin;
import io.braid.pallets.messagequeue.MessageProcessor;
import io.braid.pallets.messagequeue.MessageQueue;
import io.braid.pallets.parachaininfo.ParachainInfo;
import io.braid.pallets.parachainsystem.BlockValidation;
import io.braid.pallets.parachainsystem.ParachainSystem;
import io.braid.pallets.sudo.Sudo;
import io.braid.pallets.timestamp.Timestamp;
import io.braid.pallets.transactionpayment.ChargeTransactionPayment;
import io.braid.pallets.transactionpayment.FeeSchedule;
import io.braid.pallets.transactionpayment.TransactionPayment;
import io.braid.pallets.utility.Utility;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.parachains.InboundDownwardMessage;
import io.braid.scale.Index;
import java.util.List;
import java.util.Optional;

/** The smallest parachain that is of use. */
@Runtime
public final class TemplateRuntime implements BlockValidation.Target {
  /** One unit of the currency, in planck. */
  public static final U128 UNIT = U128.of(1_000_000_000_000L);

  public static final U128 EXISTENTIAL_DEPOSIT = UNIT.divide(1_000);

  private static final Weight BASE_EXTRINSIC = new Weight(108_157_000, 0);
  private static final Weight BASE_BLOCK = new Weight(453_383_000, 0);
  private static final Weight MAX_BLOCK = new Weight(500_000_000_000L, 4 * 1024 * 1024);
  private static final Weight MESSAGE_ALLOWANCE = new Weight(150_000_000_000L, 1024 * 1024);
  private static final int MAX_BLOCK_BYTES = 4 * 1024 * 1024;

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

  @Index(35)
  final MessageQueue messageQueue;

  @Index(40)
  final Utility utility;

  @Index(255)
  final Sudo sudo;

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
    parachainSystem =
        new ParachainSystem(
            parts.parachainSystem,
            system,
            parachainInfo.parachainId::get,
            this::receiveDownward,
            (sender, sentAt, data) -> messageQueue.enqueue(new MessageOrigin.Sibling(sender), data),
            (channels, maxCount) -> List.of());
    aura = new Aura(parts.aura, system);
    timestamp = new Timestamp(parts.timestamp, aura::slotDuration, aura);
    balances = new Balances(parts.balances, system, EXISTENTIAL_DEPOSIT);
    authorship = new Authorship(parts.authorship, system, aura);
    transactionPayment =
        new TransactionPayment(
            parts.transactionPayment,
            system,
            parts,
            balances,
            new FeeSchedule(UNIT.divide(100_000), UNIT.divide(10_000), BASE_EXTRINSIC),
            this::rewardAuthor,
            this::extrinsics);
    utility = new Utility(parts.utility, system, parts);
    sudo = new Sudo(parts.sudo, system, parts);
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
                new CheckMetadataHash()));
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

  private void receiveDownward(List<InboundDownwardMessage> messages) {
    messages.forEach(m -> messageQueue.enqueue(new MessageOrigin.Parent(), m.msg()));
  }

  private MessageProcessor.Outcome process(
      MessageOrigin origin, Bytes message, Hash256 id, Weight limit) {
    return new MessageProcessor.Outcome.Unprocessable("no XCM executor is wired yet");
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
    runtime.system.genesis(code);
    runtime.parachainInfo.genesis(genesis.paraId());
    runtime.aura.genesis(genesis.slotDurationMillis(), genesis.collators());
    genesis.balances().forEach(runtime.balances::genesis);
    genesis.sudo().ifPresent(runtime.sudo::genesis);
  }
}
