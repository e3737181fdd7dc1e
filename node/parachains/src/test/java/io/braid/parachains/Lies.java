package io.braid.parachains;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.crypto.NonceEntropy;
import io.braid.parachains.availability.ErasureChunks;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.collation.Collation;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CollationInfoCodec;
import io.braid.runtime.api.parachains.ParachainBlockData;
import io.braid.runtime.api.parachains.ParachainBlockDataCodec;
import io.braid.runtime.api.parachains.PersistedValidationData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What collators may lie about. Every lie is consistent in itself: hashes, seal, erasure root. */
final class Lies {
  private Lies() {}

  private static ParachainBlockData block(Collation collation) {
    return ParachainBlockDataCodec.CODEC.decodeAll(collation.pov().blockData());
  }

  private static Header sealed(Header unsealed) {
    Bytes signature =
        Chains.collator().sign(BlockRef.hash(unsealed).unsafeArray(), NonceEntropy.NONE);
    return unsealed.withDigest(
        unsealed.digest().with(new DigestItem.Seal(Bytes.utf8("aura"), signature)));
  }

  /** The state after the block is another one, it says. */
  static Collation stateRoot(ParachainNetwork.Member liar, Collation truth) {
    ParachainBlockData block = block(truth);
    Header header = block.header().unsealed();
    Header changed =
        sealed(
            new Header(
                header.parentHash(),
                header.number(),
                Candidates.hash(Bytes.utf8("a state with more money")),
                header.extrinsicsRoot(),
                header.digest()));
    return collation(
        liar,
        truth,
        new ParachainBlockData(changed, block.extrinsics(), block.storageProof()),
        HeaderCodec.CODEC.encodeToBytes(changed));
  }

  /** One node of the parent's state says something else. */
  static Collation proof(ParachainNetwork.Member liar, Collation truth) {
    ParachainBlockData block = block(truth);
    List<Bytes> nodes = new ArrayList<>(block.storageProof());
    byte[] node = nodes.getLast().toArray();
    node[node.length - 1] ^= 1;
    nodes.set(nodes.size() - 1, Bytes.wrap(node));
    return collation(
        liar,
        truth,
        new ParachainBlockData(block.header(), block.extrinsics(), nodes),
        HeaderCodec.CODEC.encodeToBytes(block.header()));
  }

  /** The block is good, but the head that it leads to is another one, it says. */
  static Collation head(ParachainNetwork.Member liar, Collation truth) {
    ParachainBlockData block = block(truth);
    Header header = block.header().unsealed();
    Header other =
        sealed(
            new Header(
                header.parentHash(),
                header.number(),
                header.stateRoot(),
                Hash256.ZERO,
                header.digest()));
    return collation(liar, truth, block, HeaderCodec.CODEC.encodeToBytes(other));
  }

  /** More bytes than the relay chain permits. */
  static Collation oversize(ParachainNetwork.Member liar, Collation truth) {
    ParachainBlockData block = block(truth);
    List<Bytes> extrinsics = new ArrayList<>(block.extrinsics());
    extrinsics.add(Bytes.wrap(new byte[5 * 1024 * 1024]));
    return collation(
        liar,
        truth,
        new ParachainBlockData(block.header(), extrinsics, block.storageProof()),
        HeaderCodec.CODEC.encodeToBytes(block.header()));
  }

  /** The chunks that validators would be sent are not those of the data. */
  static Collation erasureRoot(ParachainNetwork.Member liar, Collation truth) {
    CandidateDescriptor d = truth.receipt().descriptor();
    CandidateDescriptor changed =
        descriptor(d, d.povHash(), Candidates.hash(Bytes.EMPTY), d.paraHead());
    return new Collation(
        new CandidateReceipt(changed, truth.receipt().commitmentsHash()), truth.pov());
  }

  /** Descriptors that do not fit the relay chain's state, each with a word of the reason. */
  static Map<String, UnaryOperator<CandidateDescriptor>> aboutTheRelayChain() {
    Map<String, UnaryOperator<CandidateDescriptor>> lies = new LinkedHashMap<>();
    lies.put(
        "validation data",
        d ->
            descriptor(
                d, 0, d.coreIndex(), d.sessionIndex(), Hash256.ZERO, d.validationCodeHash()));
    lies.put(
        "validation code",
        d ->
            descriptor(
                d,
                0,
                d.coreIndex(),
                d.sessionIndex(),
                d.persistedValidationDataHash(),
                Hash256.ZERO));
    lies.put(
        "core",
        d ->
            descriptor(
                d,
                0,
                1,
                d.sessionIndex(),
                d.persistedValidationDataHash(),
                d.validationCodeHash()));
    lies.put(
        "session",
        d ->
            descriptor(
                d, 0, d.coreIndex(), 9, d.persistedValidationDataHash(), d.validationCodeHash()));
    lies.put(
        "version",
        d ->
            descriptor(
                d,
                1,
                d.coreIndex(),
                d.sessionIndex(),
                d.persistedValidationDataHash(),
                d.validationCodeHash()));
    lies.put(
        "hash of the proof of validity",
        d -> descriptor(d, Hash256.ZERO, d.erasureRoot(), d.paraHead()));
    return lies;
  }

  private static CandidateDescriptor descriptor(
      CandidateDescriptor d, int version, int core, int session, Hash256 data, Hash256 code) {
    return new CandidateDescriptor(
        d.paraId(),
        d.relayParent(),
        version,
        core,
        session,
        d.reserved1(),
        data,
        d.povHash(),
        d.erasureRoot(),
        d.reserved2(),
        d.paraHead(),
        code);
  }

  private static Collation collation(
      ParachainNetwork.Member liar, Collation truth, ParachainBlockData block, Bytes head) {
    PoV pov = new PoV(ParachainBlockDataCodec.CODEC.encodeToBytes(block));
    CandidateDescriptor d = truth.receipt().descriptor();
    RelayViews views = new RelayViews(liar.relay().chain());
    Header parent = liar.node().chain().header(block.header().parentHash()).orElseThrow();
    PersistedValidationData data = data(views, d, HeaderCodec.CODEC.encodeToBytes(parent));
    int validators = views.at(d.relayParent()).orElseThrow().validators().size();
    Hash256 root = ErasureChunks.of(new AvailableData(pov, data), validators).root();
    CandidateCommitments commitments = commitments(liar, block(truth).header(), head);
    return new Collation(
        new CandidateReceipt(
            descriptor(d, Candidates.hash(pov), root, Candidates.hash(head)),
            Candidates.hash(commitments)),
        pov);
  }

  private static PersistedValidationData data(
      RelayViews views, CandidateDescriptor descriptor, Bytes parentHead) {
    RelayView view = views.at(descriptor.relayParent()).orElseThrow();
    BackingConstraints limits =
        views.constraints(descriptor.relayParent(), descriptor.paraId()).orElseThrow();
    return new PersistedValidationData(
        parentHead, view.block().number(), view.stateRoot(), limits.maxPovSize());
  }

  private static CandidateCommitments commitments(
      ParachainNetwork.Member liar, Header honest, Bytes head) {
    Chain chain = liar.node().chain();
    CandidateCommitments c =
        chain
            .query(
                BlockRef.hash(honest),
                "CollectCollationInfo_collect_collation_info",
                HeaderCodec.CODEC.encode(honest),
                CollationInfoCodec.CODEC)
            .orElseThrow()
            .commitments();
    return new CandidateCommitments(
        c.upwardMessages(),
        c.horizontalMessages(),
        c.newValidationCode(),
        head,
        c.processedDownwardMessages(),
        c.hrmpWatermark());
  }

  private static CandidateDescriptor descriptor(
      CandidateDescriptor d, Hash256 pov, Hash256 erasureRoot, Hash256 head) {
    return new CandidateDescriptor(
        d.paraId(),
        d.relayParent(),
        d.version(),
        d.coreIndex(),
        d.sessionIndex(),
        d.reserved1(),
        d.persistedValidationDataHash(),
        pov,
        erasureRoot,
        d.reserved2(),
        head,
        d.validationCodeHash());
  }
}
