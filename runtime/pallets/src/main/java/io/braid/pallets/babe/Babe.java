package io.braid.pallets.babe;

import static io.braid.frame.DispatchFailure.ensure;

import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.BabeVrf;
import io.braid.crypto.sr25519.Sr25519Vrf;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Hooks;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.frame.PostDispatch;
import io.braid.frame.executive.InvalidBlock;
import io.braid.frame.executive.ValidatesUnsigned;
import io.braid.frame.extension.TransactionRefused;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageValue;
import io.braid.frame.system.FrameSystem;
import io.braid.pallets.authorship.FindAuthor;
import io.braid.pallets.historical.EquivocationReports;
import io.braid.pallets.offences.Offence;
import io.braid.pallets.offences.Offender;
import io.braid.pallets.session.KeyType;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.session.SessionHandler;
import io.braid.pallets.session.ShouldEndSession;
import io.braid.pallets.timestamp.OnTimestampSet;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.babe.BabeApi;
import io.braid.runtime.api.babe.BabeAuthority;
import io.braid.runtime.api.babe.BabeConfiguration;
import io.braid.runtime.api.babe.BabeConsensusLog;
import io.braid.runtime.api.babe.BabeConsensusLogCodec;
import io.braid.runtime.api.babe.BabeEpochConfiguration;
import io.braid.runtime.api.babe.BabeEpochConfigurationCodec;
import io.braid.runtime.api.babe.BabeEquivocationProof;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.runtime.api.babe.Epoch;
import io.braid.runtime.api.session.MembershipProof;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Slots, epochs and their randomness. */
@Pallet
public final class Babe
    implements Hooks,
        BabeApi,
        SessionHandler,
        ShouldEndSession,
        FindAuthor,
        OnTimestampSet,
        ValidatesUnsigned {
  /** Why a report is refused. */
  public enum Error implements PalletError {
    /** An equivocation proof provided as part of an equivocation report is invalid. */
    INVALID_EQUIVOCATION_PROOF,
    /** A key ownership proof provided as part of an equivocation report is invalid. */
    INVALID_KEY_OWNERSHIP_PROOF,
    /** A given equivocation report is valid but already previously reported. */
    DUPLICATE_OFFENCE_REPORT,
    /** Submitted configuration is invalid. */
    INVALID_CONFIGURATION
  }

  private static final int MAX_AUTHORITIES = 1_000;

  /** VRF outputs that fit one segment of the randomness under construction. */
  private static final int SEGMENT_LENGTH = 256;

  private static final int MAX_SKIPPED = 100;
  private static final String EQUIVOCATION = "babe:equivocatio";
  private static final long DEFAULT_SLOT_MILLIS = 6_000;
  private static final long DEFAULT_EPOCH_SLOTS = 600;

  static final Bytes ENGINE = Bytes.utf8("BABE");

  /** Current epoch index. */
  public final StorageValue<Long> epochIndex;

  /** Current epoch authorities. */
  public final StorageValue<@Max(MAX_AUTHORITIES) List<BabeAuthority>> authorities;

  /** The slot at which the first epoch actually started. This is 0 until the first block. */
  public final StorageValue<Long> genesisSlot;

  /** Current slot number. */
  public final StorageValue<Long> currentSlot;

  /** The epoch randomness for the current epoch. */
  public final StorageValue<Bytes> randomness;

  /** Next epoch randomness. */
  final StorageValue<Bytes> nextRandomness;

  /** Next epoch authorities. */
  final StorageValue<@Max(MAX_AUTHORITIES) List<BabeAuthority>> nextAuthorities;

  /** The segment of the randomness under construction that is being filled. */
  final StorageValue<Integer> segmentIndex;

  /** Randomness under construction: VRF outputs of this epoch's blocks, by segment. */
  final StorageMap<Integer, @Max(SEGMENT_LENGTH) List<Bytes>> underConstruction;

  /**
   * Temporary value (cleared at block finalization): the pre-digest of this block, when it has one.
   */
  final StorageValue<Optional<BabePreDigest>> initialized;

  /**
   * The VRF output of this block, for pallets that want randomness that its author could not
   * choose.
   */
  public final StorageValue<Optional<Bytes>> authorVrfRandomness;

  /** How late the current block is compared to its parent, in slots. */
  final StorageValue<Integer> lateness;

  /** The configuration for the current epoch. */
  final StorageValue<BabeEpochConfiguration> epochConfig;

  /** The last epochs that began after skipped ones, each with its session, in order. */
  final StorageValue<@Max(MAX_SKIPPED) List<Map.Entry<Long, Integer>>> skippedEpochs;

  /** Milliseconds of a slot: genesis data, never changed afterwards. */
  public final StorageValue<Long> slotDuration;

  /** Slots of an epoch: genesis data, never changed afterwards. */
  public final StorageValue<Long> epochDuration;

  private final FrameSystem system;
  private final Supplier<List<AccountId>> validators;
  private final Supplier<Integer> sessionIndex;
  private final IntPredicate disabled;
  private final EquivocationReports reports;

  /**
   * @param configuration the slot lottery, until a change is announced
   * @param validators the accounts of the session, in the order of their BABE keys
   * @param disabled whether a validator, by its index in the session, may not author
   */
  public Babe(
      PalletContext context,
      FrameSystem system,
      BabeEpochConfiguration configuration,
      Supplier<List<AccountId>> validators,
      Supplier<Integer> sessionIndex,
      IntPredicate disabled,
      EquivocationReports reports) {
    this.system = system;
    this.validators = validators;
    this.sessionIndex = sessionIndex;
    this.disabled = disabled;
    this.reports = reports;
    Codec<Bytes> hash = Codecs.fixedBytes(32);
    Bytes zero = Bytes.wrap(new byte[32]);
    var authoritiesCodec = Codecs.list(BabeAuthority.CODEC, MAX_AUTHORITIES);
    epochIndex = context.value("EpochIndex", Codecs.U64, 0L);
    authorities = context.value("Authorities", authoritiesCodec, List.of());
    genesisSlot = context.value("GenesisSlot", Codecs.U64, 0L);
    currentSlot = context.value("CurrentSlot", Codecs.U64, 0L);
    randomness = context.value("Randomness", hash, zero);
    nextRandomness = context.value("NextRandomness", hash, zero);
    nextAuthorities = context.value("NextAuthorities", authoritiesCodec, List.of());
    segmentIndex = context.value("SegmentIndex", Codecs.U32, 0);
    underConstruction =
        context.map(
            "UnderConstruction",
            Hasher.TWOX_64_CONCAT,
            Codecs.U32,
            Codecs.list(hash, SEGMENT_LENGTH),
            List.of());
    initialized = context.optionalValue("Initialized", Codecs.option(BabePreDigestCodec.CODEC));
    authorVrfRandomness =
        context.value("AuthorVrfRandomness", Codecs.option(hash), Optional.empty());
    lateness = context.value("Lateness", Codecs.U32, 0);
    epochConfig = context.value("EpochConfig", BabeEpochConfigurationCodec.CODEC, configuration);
    skippedEpochs =
        context.value(
            "SkippedEpochs",
            Codecs.list(Codecs.pair(Codecs.U64, Codecs.U32), MAX_SKIPPED),
            List.of());
    slotDuration = context.value("SlotDuration", Codecs.U64, DEFAULT_SLOT_MILLIS);
    epochDuration = context.value("EpochDuration", Codecs.U64, DEFAULT_EPOCH_SLOTS);
    context.genesisConstant("EpochDuration", Codecs.U64, epochDuration::get);
    context.genesisConstant("ExpectedBlockTime", Codecs.U64, slotDuration::get);
    context.constant("MaxAuthorities", Codecs.U32, MAX_AUTHORITIES);
  }

  // BabeApi

  @Override
  public BabeConfiguration configuration() {
    return new BabeConfiguration(
        slotDuration.get(),
        epochDuration.get(),
        epochConfig.get().c(),
        authorities.get(),
        randomness.get(),
        epochConfig.get().allowedSlots());
  }

  @Override
  public long currentEpochStart() {
    return genesisSlot.get() + epochIndex.get() * epochDuration.get();
  }

  @Override
  public Epoch currentEpoch() {
    return new Epoch(
        epochIndex.get(),
        currentEpochStart(),
        epochDuration.get(),
        authorities.get(),
        randomness.get(),
        epochConfig.get());
  }

  @Override
  public Epoch nextEpoch() {
    return new Epoch(
        epochIndex.get() + 1,
        currentEpochStart() + epochDuration.get(),
        epochDuration.get(),
        nextAuthorities.get(),
        nextRandomness.get(),
        epochConfig.get());
  }

  // The block in progress

  @Override
  public Weight onInitialize(int number) {
    initialize(number);
    return Weight.ZERO;
  }

  /** Reads the author's claim; safe to call again, as other pallets may need it earlier. */
  private void initialize(int number) {
    if (initialized.exists()) {
      return;
    }
    Optional<BabePreDigest> claim = preDigest(system.digest.get());
    if (claim.isPresent()) {
      long slot = claim.get().slot();
      if (genesisSlot.get() == 0) {
        genesisSlot.set(slot);
        announce(nextAuthorities.get(), nextRandomness.get());
      }
      long late = Math.max(0, slot - currentSlot.get() - 1);
      lateness.set((int) Math.min(late, Integer.MAX_VALUE));
      currentSlot.set(slot);
    }
    initialized.set(claim);
  }

  private static Optional<BabePreDigest> preDigest(Digest digest) {
    for (DigestItem item : digest.logs()) {
      if (item instanceof DigestItem.PreRuntime pre && pre.engine().equals(ENGINE)) {
        return Optional.of(BabePreDigestCodec.CODEC.decodeAll(pre.data()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void onFinalize(int number) {
    Optional<BabePreDigest> claim = initialized.take().orElse(Optional.empty());
    if (claim.isPresent() && disabled.test(claim.get().authorityIndex())) {
      throw new InvalidBlock(
          "expected an author that is not disabled, found validator "
              + claim.get().authorityIndex());
    }
    Optional<Bytes> output = claim.flatMap(this::vrfRandomness);
    // Only primary blocks add to the next randomness: secondary authors could choose to stay
    // silent.
    if (claim.isPresent() && claim.get() instanceof BabePreDigest.Primary && output.isPresent()) {
      accumulate(output.get());
    }
    authorVrfRandomness.set(output);
    lateness.clear();
  }

  private Optional<Bytes> vrfRandomness(BabePreDigest claim) {
    List<BabeAuthority> known = authorities.get();
    if (claim.authorityIndex() >= known.size()) {
      return Optional.empty();
    }
    Optional<VrfSignature> signature =
        switch (claim) {
          case BabePreDigest.Primary p ->
              Optional.of(new VrfSignature(p.vrfOutput(), p.vrfProof()));
          case BabePreDigest.SecondaryVrf s ->
              Optional.of(new VrfSignature(s.vrfOutput(), s.vrfProof()));
          case BabePreDigest.SecondaryPlain s -> Optional.empty();
        };
    byte[] author = known.get(claim.authorityIndex()).id().unsafeArray();
    Transcript input = BabeVrf.input(Hash256.of(randomness.get()), claim.slot(), epochIndex.get());
    return signature
        .flatMap(s -> Sr25519Vrf.attachInput(author, input, s))
        .map(io -> BabeVrf.randomness(io).bytes());
  }

  private void accumulate(Bytes output) {
    int segment = segmentIndex.get();
    List<Bytes> current = underConstruction.get(segment);
    if (current.size() >= SEGMENT_LENGTH) {
      segment++;
      segmentIndex.set(segment);
      current = List.of();
    }
    List<Bytes> longer = new ArrayList<>(current);
    longer.add(output);
    underConstruction.set(segment, longer);
  }

  // Epochs

  @Override
  public boolean shouldEndSession(int blockNumber) {
    initialize(blockNumber);
    return blockNumber != 1 && currentSlot.get() - currentEpochStart() >= epochDuration.get();
  }

  @Override
  public void onGenesisSession(List<? extends KeysOf<?>> validatorKeys) {
    List<BabeAuthority> initial = authoritiesOf(validatorKeys);
    authorities.set(initial);
    nextAuthorities.set(initial);
  }

  @Override
  public void onNewSession(
      boolean changed, List<? extends KeysOf<?>> current, List<? extends KeysOf<?>> queued) {
    long epoch = (currentSlot.get() - genesisSlot.get()) / epochDuration.get();
    if (epochIndex.get() + 1 != epoch) {
      noteSkipped(epoch, sessionIndex.get());
    }
    epochIndex.set(epoch);
    authorities.set(authoritiesOf(current));
    Bytes starting = nextRandomness.get();
    randomness.set(starting);
    Bytes following = mix(starting, epochIndex.get() + 1);
    nextRandomness.set(following);
    List<BabeAuthority> next = authoritiesOf(queued);
    nextAuthorities.set(next);
    announce(next, following);
  }

  private void noteSkipped(long epoch, int session) {
    if (epoch < session) {
      return;
    }
    List<Map.Entry<Long, Integer>> skipped = new ArrayList<>(skippedEpochs.get());
    if (skipped.size() == MAX_SKIPPED) {
      skipped.remove(0);
    }
    skipped.add(Map.entry(epoch, session));
    skippedEpochs.set(skipped);
  }

  /** The session of an epoch that there was. */
  private int sessionOf(long epoch) {
    long ahead = 0;
    for (Map.Entry<Long, Integer> skipped : skippedEpochs.get()) {
      if (skipped.getKey() <= epoch) {
        ahead = Math.max(0, skipped.getKey() - skipped.getValue());
      }
    }
    return (int) Math.max(0, epoch - ahead);
  }

  /**
   * Folds the VRF outputs of the epoch that ends into the randomness of the epoch after the next.
   */
  private Bytes mix(Bytes last, long nextIndex) {
    ScaleWriter out = new ScaleWriter(1 << 10).raw(last).u64(nextIndex);
    int segments = segmentIndex.take().orElse(0);
    for (int i = 0; i <= segments; i++) {
      underConstruction.take(i).orElse(List.of()).forEach(out::raw);
    }
    return Bytes.wrap(system.host().blake2b256(out.toArray()));
  }

  private void announce(List<BabeAuthority> next, Bytes nextEpochRandomness) {
    log(new BabeConsensusLog.NextEpochData(next, nextEpochRandomness));
  }

  @Override
  public void onDisabled(int validatorIndex) {
    log(new BabeConsensusLog.OnDisabled(validatorIndex));
  }

  private void log(BabeConsensusLog message) {
    system.depositLog(
        new DigestItem.Consensus(ENGINE, BabeConsensusLogCodec.CODEC.encodeToBytes(message)));
  }

  private static List<BabeAuthority> authoritiesOf(List<? extends KeysOf<?>> validatorKeys) {
    List<BabeAuthority> result = new ArrayList<>();
    validatorKeys.forEach(v -> result.add(new BabeAuthority(v.keys().key("babe"), 1)));
    return result;
  }

  /** Sets the lengths of slots and epochs before the first block. */
  public void genesis(long slotMillis, long epochSlots, BabeEpochConfiguration lottery) {
    slotDuration.set(slotMillis);
    epochDuration.set(epochSlots);
    epochConfig.set(lottery);
  }

  // Equivocation

  /** Reports an author of two blocks for one slot. Origin: signed. */
  @Dispatchable(index = 0, refTime = 300_000_000, proofSize = 16_000)
  PostDispatch reportEquivocation(
      Origin origin, BabeEquivocationProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    report(Optional.of(origin.ensureSigned()), equivocationProof, keyOwnerProof);
    return PostDispatch.FREE;
  }

  /** The same. Origin: none; only a block's author can bring it in. */
  @Dispatchable(index = 1, refTime = 300_000_000, proofSize = 16_000)
  PostDispatch reportEquivocationUnsigned(
      Origin origin, BabeEquivocationProof equivocationProof, MembershipProof keyOwnerProof)
      throws DispatchFailure {
    origin.ensureNone();
    report(Optional.empty(), equivocationProof, keyOwnerProof);
    return PostDispatch.FREE;
  }

  private void report(
      Optional<AccountId> reporter, BabeEquivocationProof proof, MembershipProof membership)
      throws DispatchFailure {
    ensure(BabeEquivocations.proven(system.host(), proof), Error.INVALID_EQUIVOCATION_PROOF);
    long epoch = Math.max(0, proof.slot() - genesisSlot.get()) / epochDuration.get();
    Optional<Offender> offender = owner(proof, membership);
    ensure(
        sessionOf(epoch) == membership.session() && offender.isPresent(),
        Error.INVALID_KEY_OWNERSHIP_PROOF);
    Offence offence =
        new Offence(
            EQUIVOCATION,
            timeSlot(membership),
            membership.session(),
            List.of(offender.get()),
            Offence.byShareOfValidators(membership.validatorCount()));
    ensure(reports.report(reporter, offence), Error.DUPLICATE_OFFENCE_REPORT);
  }

  private Optional<Offender> owner(BabeEquivocationProof proof, MembershipProof membership) {
    return reports.owner(KeyType.BABE, proof.offender(), membership);
  }

  /** The session, as if it were a slot: all that an author did in one is one offence. */
  private static Bytes timeSlot(MembershipProof membership) {
    return Codecs.U64.encodeToBytes((long) membership.session());
  }

  @Override
  public Optional<ValidTransaction> validateUnsigned(TransactionSource source, Call call)
      throws TransactionRefused {
    if (!(call instanceof BabeCall.ReportEquivocationUnsigned report)) {
      return Optional.empty();
    }
    BabeEquivocationProof proof = report.equivocationProof();
    Bytes tag =
        new ScaleWriter(64)
            .string("BabeEquivocation")
            .raw(proof.offender())
            .u64(proof.slot())
            .toBytes();
    return Optional.of(
        reports.validate(
            source,
            owner(proof, report.keyOwnerProof()),
            EQUIVOCATION,
            timeSlot(report.keyOwnerProof()),
            tag));
  }

  @Override
  public Optional<Bytes> generateKeyOwnershipProof(long slot, Bytes authorityId) {
    return Optional.of(reports.prove(KeyType.BABE, authorityId));
  }

  @Override
  public Optional<Codecs.Unit> submitReportEquivocationUnsignedExtrinsic(
      BabeEquivocationProof proof, Bytes keyOwnerProof) {
    return EquivocationReports.decode(keyOwnerProof)
        .flatMap(membership ->
            EquivocationReports.answer(
                reports.submit(new BabeCall.ReportEquivocationUnsigned(proof, membership))));
  }

  // Author and time

  @Override
  public Optional<AccountId> findAuthor(Digest digest) {
    List<AccountId> accounts = validators.get();
    return preDigest(digest)
        .filter(claim -> claim.authorityIndex() < accounts.size())
        .map(claim -> accounts.get(claim.authorityIndex()));
  }

  @Override
  public void onTimestampSet(long moment) {
    long slot = moment / slotDuration.get();
    if (slot != currentSlot.get()) {
      throw new InvalidBlock(
          "expected a timestamp within slot " + currentSlot.get() + ", found one in slot " + slot);
    }
  }
}
