package io.braid.simulation.byzantine;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainView;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.pvf.PvfHost;
import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.parachains.availability.ErasureChunks;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.collation.Collation;
import io.braid.parachains.protocol.CollationFetching;
import io.braid.parachains.relay.RelayParent;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.ParachainBlockData;
import io.braid.runtime.api.parachains.ParachainBlockDataCodec;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.ValidationParams;
import io.braid.runtime.api.parachains.ValidationParamsCodec;
import io.braid.runtime.api.parachains.ValidationResultCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes an invalid candidate of a valid one. It is consistent in itself: hashes, seal and erasure
 * root are right, and only who runs the validation function can tell.
 */
final class LieMaker {
  private static final String AURA = "aura";

  private final PvfHost sandbox;
  private final Keystore keys;
  private final SplittableRandom random;

  /**
   * @param sandbox says what the valid candidate does
   * @param keys the collator's own, to seal with
   */
  LieMaker(PvfHost sandbox, Keystore keys, SplittableRandom random) {
    this.sandbox = sandbox;
    this.keys = keys;
    this.random = random;
  }

  /** Makes one; nothing when the relay chain's state does not say what it builds on. */
  Optional<Lie> make(ChainView relay, CollationFetching.Response truth) {
    CandidateDescriptor descriptor = truth.receipt().descriptor();
    RelayViews views = new RelayViews(relay);
    Optional<PersistedValidationData> data = data(views, truth);
    Optional<CandidateCommitments> honest =
        data.flatMap(known ->
            views
                .code(descriptor.relayParent(), descriptor.validationCodeHash())
                .flatMap(code -> commitments(code, known, truth.pov())));
    int validators =
        views.at(descriptor.relayParent()).map(view -> view.validators().size()).orElse(0);
    return honest.map(
        commitments -> lie(descriptor, truth.pov(), data.get(), commitments, validators));
  }

  private static Optional<PersistedValidationData> data(
      RelayViews views, CollationFetching.Response truth) {
    CandidateDescriptor descriptor = truth.receipt().descriptor();
    Optional<RelayParent> parent = views.relayParent(descriptor.relayParent());
    return views
        .constraints(descriptor.relayParent(), descriptor.paraId())
        .filter(limits -> parent.isPresent())
        .map(limits ->
            new PersistedValidationData(
                switch (truth) {
                  case CollationFetching.Response.Collation plain -> limits.requiredParent();
                  case CollationFetching.Response.CollationWithParentHeadData with ->
                      with.parentHeadData();
                },
                parent.get().number(),
                parent.get().storageRoot(),
                limits.maxPovSize()))
        .filter(data -> Candidates.hash(data).equals(descriptor.persistedValidationDataHash()));
  }

  private Optional<CandidateCommitments> commitments(
      Bytes code, PersistedValidationData data, PoV pov) {
    ValidationParams parameters =
        new ValidationParams(
            data.parentHead(),
            pov.blockData(),
            data.relayParentNumber(),
            data.relayParentStorageRoot());
    return sandbox.validate(
                code, ValidationParamsCodec.CODEC.encodeToBytes(parameters), PvfKind.BACKING)
            instanceof PvfOutcome.Valid(Bytes result, long fuel)
        ? Optional.of(ValidationResultCodec.CODEC.decodeAll(result).commitments())
        : Optional.empty();
  }

  private Lie lie(
      CandidateDescriptor descriptor,
      PoV pov,
      PersistedValidationData data,
      CandidateCommitments honest,
      int validators) {
    ParachainBlockData block = ParachainBlockDataCodec.CODEC.decodeAll(pov.blockData());
    return switch (random.nextInt(3)) {
      case 0 -> {
        Header other = sealed(withStateRoot(block.header().unsealed()));
        ParachainBlockData changed =
            new ParachainBlockData(other, block.extrinsics(), block.storageProof());
        yield lie(descriptor, changed, other, data, honest, validators);
      }
      case 1 -> {
        List<Bytes> nodes = new ArrayList<>(block.storageProof());
        byte[] node = nodes.getLast().toArray();
        node[node.length - 1] ^= 1;
        nodes.set(nodes.size() - 1, Bytes.wrap(node));
        ParachainBlockData changed =
            new ParachainBlockData(block.header(), block.extrinsics(), nodes);
        yield lie(descriptor, changed, block.header(), data, honest, validators);
      }
      default -> {
        Header other = sealed(withStateRoot(block.header().unsealed()));
        yield lie(descriptor, block, other, data, honest, validators);
      }
    };
  }

  private Header withStateRoot(Header header) {
    byte[] root = new byte[Hash256.ZERO.bytes().size()];
    random.nextBytes(root);
    return new Header(
        header.parentHash(),
        header.number(),
        Hash256.of(root),
        header.extrinsicsRoot(),
        header.digest());
  }

  private Header sealed(Header header) {
    byte[] hash = BlockRef.hash(header).unsafeArray();
    Bytes signature =
        keys.publicKeys(KeyScheme.SR25519, AURA).stream()
            .findFirst()
            .flatMap(key -> keys.sign(KeyScheme.SR25519, AURA, key, hash))
            .orElseThrow();
    return header.withDigest(
        header.digest().with(new DigestItem.Seal(Bytes.utf8(AURA), signature)));
  }

  /**
   * @param head that the candidate claims to lead to
   */
  private static Lie lie(
      CandidateDescriptor d,
      ParachainBlockData block,
      Header head,
      PersistedValidationData data,
      CandidateCommitments honest,
      int validators) {
    PoV pov = new PoV(ParachainBlockDataCodec.CODEC.encodeToBytes(block));
    Bytes headData = HeaderCodec.CODEC.encodeToBytes(head);
    CandidateCommitments claim =
        new CandidateCommitments(
            honest.upwardMessages(),
            honest.horizontalMessages(),
            honest.newValidationCode(),
            headData,
            honest.processedDownwardMessages(),
            honest.hrmpWatermark());
    CandidateDescriptor descriptor =
        new CandidateDescriptor(
            d.paraId(),
            d.relayParent(),
            d.version(),
            d.coreIndex(),
            d.sessionIndex(),
            d.reserved1(),
            d.persistedValidationDataHash(),
            Candidates.hash(pov),
            ErasureChunks.of(new AvailableData(pov, data), validators).root(),
            d.reserved2(),
            Candidates.hash(headData),
            d.validationCodeHash());
    return new Lie(
        new Collation(new CandidateReceipt(descriptor, Candidates.hash(claim)), pov),
        claim,
        data.parentHead());
  }
}
