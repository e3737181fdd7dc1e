package io.braid.frame.executive;

import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.Hooks;
import io.braid.frame.MultiAddress;
import io.braid.frame.Origin;
import io.braid.frame.PostDispatch;
import io.braid.frame.ProvidesInherent;
import io.braid.frame.RuntimeParts;
import io.braid.frame.extension.CheckWeight;
import io.braid.frame.extension.TransactionContext;
import io.braid.frame.extension.TransactionExtension;
import io.braid.frame.extension.TransactionRefused;
import io.braid.frame.metadata.MetadataBuilder;
import io.braid.frame.metadata.MetadataHash;
import io.braid.frame.system.DispatchEventInfo;
import io.braid.frame.system.FrameSystem;
import io.braid.frame.system.SystemConfig;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.AccountNonceApi;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.BlockBuilder;
import io.braid.runtime.api.CheckInherentsResult;
import io.braid.runtime.api.Core;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.DispatchInfo;
import io.braid.runtime.api.ExtrinsicInclusionMode;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.MetadataApi;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.runtime.api.TaggedTransactionQueue;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.UnknownTransaction;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.Weight;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Runs blocks: opens them, applies extrinsics, closes them, and re-executes those of others.
 * Answers the runtime APIs that every runtime has. An invalid block throws {@link InvalidBlock}.
 */
public final class Executive
    implements Core, BlockBuilder, TaggedTransactionQueue, MetadataApi, AccountNonceApi {
  private final RuntimeParts parts;
  private final FrameSystem system;
  private final Extrinsics extrinsics;
  private final CheckWeight checkWeight;

  public Executive(
      RuntimeParts parts, FrameSystem system, List<TransactionExtension<?, ?, ?>> extensions) {
    this.parts = parts;
    this.system = system;
    extrinsics = new Extrinsics(parts, extensions);
    checkWeight = new CheckWeight(system);
  }

  public Extrinsics extrinsics() {
    return extrinsics;
  }

  // Core

  @Override
  public RuntimeVersion version() {
    RuntimeVersion version = system.config().version();
    List<Map.Entry<Bytes, Integer>> apis = new ArrayList<>();
    parts.apis().forEach(api -> apis.add(Map.entry(api.id(), api.version())));
    return new RuntimeVersion(
        version.specName(),
        version.implName(),
        version.authoringVersion(),
        version.specVersion(),
        version.implVersion(),
        apis,
        version.transactionVersion(),
        version.systemVersion());
  }

  @Override
  public ExtrinsicInclusionMode initializeBlock(Header header) {
    List<DigestItem> preRuntime = new ArrayList<>();
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.PreRuntime) {
        preRuntime.add(item);
      }
    }
    system.resetEvents();
    Weight weight = Weight.ZERO;
    if (system.noteRuntimeUpgrade()) {
      for (Hooks pallet : parts.hooks()) {
        weight = weight.add(pallet.onRuntimeUpgrade());
      }
    }
    system.initialize(header.number(), header.parentHash(), new Digest(preRuntime));
    for (Hooks pallet : parts.hooks()) {
      weight = weight.add(pallet.onInitialize(header.number()));
    }
    system.registerExtraWeight(
        weight.add(system.config().blockWeights().baseBlock()), DispatchClass.MANDATORY);
    system.noteFinishedInitialize();
    return ExtrinsicInclusionMode.ALL_EXTRINSICS;
  }

  @Override
  public void executeBlock(Block block) {
    Header header = block.header();
    initializeBlock(header);
    if (header.number() == 0
        || !system.blockHash.get(header.number() - 1).equals(header.parentHash())) {
      throw new InvalidBlock(
          "expected the parent "
              + system.blockHash.get(header.number() - 1)
              + ", found "
              + header.parentHash());
    }
    int index = 0;
    for (Bytes extrinsic : block.extrinsics()) {
      if (applyExtrinsic(extrinsic)
          instanceof Result.Err<Result<Unit, DispatchError>, TransactionValidityError> refused) {
        throw new InvalidBlock("extrinsic " + index + " may not be in a block: " + refused.error());
      }
      index++;
    }
    checkRequiredInherents(block);
    Header computed = finalizeBlock();
    if (!computed.extrinsicsRoot().equals(header.extrinsicsRoot())) {
      throw new InvalidBlock(
          "expected extrinsics root "
              + computed.extrinsicsRoot()
              + ", found "
              + header.extrinsicsRoot());
    }
    if (!computed.digest().equals(header.digest())) {
      throw new InvalidBlock("expected digest " + computed.digest() + ", found " + header.digest());
    }
    if (!computed.stateRoot().equals(header.stateRoot())) {
      throw new InvalidBlock(
          "expected state root " + computed.stateRoot() + ", found " + header.stateRoot());
    }
  }

  private void checkRequiredInherents(Block block) {
    for (ProvidesInherent pallet : parts.inherents()) {
      if (!pallet.required()) {
        continue;
      }
      boolean found = false;
      for (Bytes extrinsic : block.extrinsics()) {
        Extrinsic decoded = extrinsics.decode(extrinsic);
        found |= decoded instanceof Extrinsic.Bare && pallet.isInherent(decoded.call());
      }
      if (!found) {
        throw new InvalidBlock(
            "expected the inherent of " + pallet.getClass().getSimpleName() + ", found none");
      }
    }
  }

  // BlockBuilder

  @Override
  public Result<Result<Unit, DispatchError>, TransactionValidityError> applyExtrinsic(
      Bytes extrinsic) {
    try {
      return new Result.Ok<>(apply(extrinsic));
    } catch (TransactionRefused refused) {
      return new Result.Err<>(refused.error());
    }
  }

  private Result<Unit, DispatchError> apply(Bytes body) throws TransactionRefused {
    Bytes encoded = new ScaleWriter(body.size() + 5).bytes(body).toBytes();
    Extrinsic extrinsic = extrinsics.decode(body);
    DispatchInfo info = parts.info(extrinsic.call());
    Optional<AccountId> signer = signer(extrinsic);
    system.noteExtrinsic(encoded);
    Optional<TransactionContext> context =
        signer.map(s -> new TransactionContext(s, extrinsic.call(), info, encoded.size()));
    List<Object> prepared = new ArrayList<>();
    if (extrinsic instanceof Extrinsic.Transaction transaction) {
      for (int i = 0; i < extrinsics.extensions().size(); i++) {
        prepared.add(extension(i).prepare(transaction.explicit().get(i), context.orElseThrow()));
      }
    } else {
      validateBare(TransactionSource.IN_BLOCK, extrinsic.call());
      checkWeight.charge(info, encoded.size());
    }
    Origin origin = signer.map(Origin::signed).orElse(Origin.NONE);
    PostDispatch post = PostDispatch.AS_ANNOUNCED;
    Optional<DispatchError> error = Optional.empty();
    try {
      post = parts.storage().transactional(() -> parts.dispatch(origin, extrinsic.call()));
    } catch (DispatchFailure failure) {
      error = Optional.of(failure.error(parts));
    }
    for (int i = 0; i < prepared.size(); i++) {
      extension(i).postDispatch(prepared.get(i), context.orElseThrow(), post);
    }
    if (context.isEmpty()) {
      checkWeight.refund(info, post);
    }
    if (error.isPresent() && info.dispatchClass() == DispatchClass.MANDATORY) {
      throw TransactionRefused.of(new InvalidTransaction.BadMandatory());
    }
    Weight base = system.config().blockWeights().of(info.dispatchClass()).baseExtrinsic();
    system.noteAppliedExtrinsic(
        error,
        new DispatchEventInfo(post.weight(info).add(base), info.dispatchClass(), post.pays(info)));
    return error.isPresent() ? new Result.Err<>(error.get()) : new Result.Ok<>(Unit.UNIT);
  }

  @SuppressWarnings("unchecked")
  private TransactionExtension<Object, Object, Object> extension(int index) {
    return (TransactionExtension<Object, Object, Object>) extrinsics.extensions().get(index);
  }

  /** The signer, when the signature is right; empty for what is no transaction. */
  private Optional<AccountId> signer(Extrinsic extrinsic) throws TransactionRefused {
    Host host = system.host();
    return switch (extrinsic) {
      case Extrinsic.Bare bare -> Optional.empty();
      case Extrinsic.Signed(var address, var signature, var explicit, var call) -> {
        AccountId signer = lookup(address);
        check(signature, extrinsics.signingPayload(host, call, explicit), signer);
        yield Optional.of(signer);
      }
      case Extrinsic.General(var set, var verification, var explicit, var call) ->
          switch (verification) {
            case VerifySignature.Signed(var signature, var signer) -> {
              check(signature, extrinsics.verifiedPayload(host, call, explicit), signer);
              yield Optional.of(signer);
            }
            case VerifySignature.Disabled disabled ->
                throw TransactionRefused.of(new InvalidTransaction.UnknownOrigin());
          };
    };
  }

  private static AccountId lookup(MultiAddress address) throws TransactionRefused {
    try {
      return address.lookup();
    } catch (DispatchFailure unknown) {
      throw TransactionRefused.of(new UnknownTransaction.CannotLookup());
    }
  }

  private void check(MultiSignature signature, Bytes payload, AccountId signer)
      throws TransactionRefused {
    if (!signature.verify(system.host(), payload, signer)) {
      throw TransactionRefused.of(new InvalidTransaction.BadProof());
    }
  }

  private ValidTransaction validateBare(TransactionSource source, Call call)
      throws TransactionRefused {
    for (ProvidesInherent pallet : parts.inherents()) {
      if (pallet.isInherent(call)) {
        if (source != TransactionSource.IN_BLOCK) {
          throw TransactionRefused.of(new InvalidTransaction.Call());
        }
        return ValidTransaction.DEFAULT;
      }
    }
    for (Hooks pallet : parts.hooks()) {
      if (pallet instanceof ValidatesUnsigned validator) {
        Optional<ValidTransaction> valid = validator.validateUnsigned(source, call);
        if (valid.isPresent()) {
          return valid.get();
        }
      }
    }
    throw TransactionRefused.of(new UnknownTransaction.NoUnsignedValidator());
  }

  @Override
  public Header finalizeBlock() {
    system.noteFinishedExtrinsics();
    int number = system.number.get();
    for (Hooks pallet : parts.hooks()) {
      pallet.onFinalize(number);
    }
    return system.finalizeBlock();
  }

  @Override
  public List<Bytes> inherentExtrinsics(InherentData data) {
    List<Bytes> inherents = new ArrayList<>();
    for (ProvidesInherent pallet : parts.inherents()) {
      pallet
          .createInherent(data)
          .ifPresent(call -> inherents.add(extrinsics.encode(new Extrinsic.Bare(call))));
    }
    return inherents;
  }

  @Override
  public CheckInherentsResult checkInherents(Block block, InherentData data) {
    InherentData errors = InherentData.EMPTY;
    boolean fatal = false;
    for (Bytes body : block.extrinsics()) {
      Extrinsic extrinsic = extrinsics.decode(body);
      for (ProvidesInherent pallet : parts.inherents()) {
        if (!(extrinsic instanceof Extrinsic.Bare) || !pallet.isInherent(extrinsic.call())) {
          continue;
        }
        Optional<ProvidesInherent.InherentRefusal> refusal = pallet.check(extrinsic.call(), data);
        if (refusal.isPresent()) {
          errors = errors.with(refusal.get().identifier(), Codecs.STRING, refusal.get().reason());
          fatal |= refusal.get().fatal();
        }
      }
    }
    return new CheckInherentsResult(errors.data().isEmpty(), fatal, errors);
  }

  // TaggedTransactionQueue

  @Override
  public Result<ValidTransaction, TransactionValidityError> validateTransaction(
      TransactionSource source, Bytes transaction, Hash256 blockHash) {
    system.initialize(system.number.get() + 1, blockHash, Digest.EMPTY);
    try {
      return new Result.Ok<>(validate(source, transaction));
    } catch (TransactionRefused refused) {
      return new Result.Err<>(refused.error());
    }
  }

  private ValidTransaction validate(TransactionSource source, Bytes body)
      throws TransactionRefused {
    Extrinsic extrinsic = extrinsics.decode(body);
    DispatchInfo info = parts.info(extrinsic.call());
    if (info.dispatchClass() == DispatchClass.MANDATORY) {
      throw TransactionRefused.of(new InvalidTransaction.MandatoryValidation());
    }
    Optional<AccountId> signer = signer(extrinsic);
    if (!(extrinsic instanceof Extrinsic.Transaction transaction)) {
      return validateBare(source, extrinsic.call());
    }
    int length = new ScaleWriter().compact(body.size()).size() + body.size();
    TransactionContext context =
        new TransactionContext(signer.orElseThrow(), extrinsic.call(), info, length);
    ValidTransaction valid = ValidTransaction.DEFAULT;
    for (int i = 0; i < extrinsics.extensions().size(); i++) {
      valid = valid.combine(extension(i).validate(transaction.explicit().get(i), context));
    }
    return valid;
  }

  // Metadata and nonces

  @Override
  public Bytes metadata() {
    return new MetadataBuilder(parts, extrinsics).build(14);
  }

  @Override
  public Optional<Bytes> metadataAtVersion(int version) {
    return MetadataBuilder.VERSIONS.contains(version)
        ? Optional.of(new MetadataBuilder(parts, extrinsics).build(version))
        : Optional.empty();
  }

  @Override
  public List<Integer> metadataVersions() {
    return MetadataBuilder.VERSIONS;
  }

  /**
   * The hash of the metadata that signers can cover; for builds.
   *
   * @param decimals digits behind the point of one unit
   * @param blake3 the hash function, of 32 bytes
   */
  public byte[] metadataHash(int decimals, String tokenSymbol, UnaryOperator<byte[]> blake3) {
    SystemConfig config = system.config();
    MetadataHash.Display display =
        new MetadataHash.Display(config.ss58Prefix(), decimals, tokenSymbol);
    return MetadataHash.of(parts, extrinsics, config.version(), display, blake3).toArray();
  }

  @Override
  public int accountNonce(AccountId account) {
    return system.accountOf(account).nonce();
  }

  /** The hash of a header: its identity. */
  public static Hash256 hash(Host host, Header header) {
    return Hash256.of(host.blake2b256(HeaderCodec.CODEC.encode(header)));
  }
}
