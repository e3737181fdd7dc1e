package io.braid.chains.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.frame.Call;
import io.braid.frame.Origin;
import io.braid.frame.executive.Executive;
import io.braid.frame.executive.Extrinsic;
import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.pallets.parachains.inherents.ParaInherentCall;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.ValidTransaction;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateCommitmentsCodec;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CandidateReceiptCodec;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import io.braid.runtime.api.parachains.ParachainsInherentData;
import io.braid.runtime.api.parachains.ParachainsInherentDataCodec;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.PersistedValidationDataCodec;
import io.braid.runtime.api.parachains.SignedBitfield;
import io.braid.runtime.api.parachains.ValidityAttestation;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.testchain.Composition;
import io.braid.testchain.TestChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A relay chain with all its validators' keys at hand. A block is always open, with the parachains
 * inherent still to come: {@link #enter} brings it, {@link #next} goes on.
 */
final class ValidatedChain {
  static final int PARA = 1000;
  static final Bytes HEAD = Bytes.utf8("head 0");
  static final Bytes CODE = Bytes.utf8("code 0");
  static final int EPOCH_SLOTS = 100;

  /** Does not exist, but block 1 builds on it. */
  private static final Header GENESIS =
      new Header(Hash256.ZERO, 0, Hash256.ZERO, Hash256.ZERO, Digest.EMPTY);

  final List<KeyPair> pairs = new ArrayList<>();
  final TestChain<RelayRuntime> chain;
  private final Map<Hash256, Header> headers = new HashMap<>();
  private Header parent = GENESIS;
  private boolean entered;
  private long slot = 1_000_000;

  ValidatedChain(int validators) {
    this(
        validators,
        HostConfiguration.development(1),
        List.of(new RelayGenesis.Parachain(PARA, HEAD, CODE)));
  }

  ValidatedChain(
      int validators, HostConfiguration configuration, List<RelayGenesis.Parachain> parachains) {
    this(validators, configuration, parachains, List.of());
  }

  ValidatedChain(
      int validators,
      HostConfiguration configuration,
      List<RelayGenesis.Parachain> parachains,
      List<Integer> extraCores) {
    List<KeysOf<RelayKeys>> keys = new ArrayList<>();
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    for (int i = 0; i < validators; i++) {
      KeyPair pair = KeyPair.of(KeyScheme.SR25519, "//Validator//" + i);
      Bytes voter = voter(i).publicKey();
      Bytes key = pair.publicKey();
      pairs.add(pair);
      balances.put(pair.accountId(), RelayRuntime.UNIT.multiply(1_000));
      keys.add(
          new KeysOf<>(
              pair.accountId(), new RelayKeys(voter, key, key, key, key, beefy(i).publicKey())));
    }
    RelayGenesis genesis =
        new RelayGenesis(
            1_000,
            EPOCH_SLOTS,
            RelayRuntime.EPOCH_CONFIGURATION,
            keys,
            balances,
            Optional.of(pairs.getFirst().accountId()),
            configuration,
            parachains,
            List.of(),
            extraCores);
    headers.put(hash(HeaderCodec.CODEC.encode(GENESIS)), GENESIS);
    chain =
        TestChain.of(
            RelayRuntime::new,
            r -> new Composition(r.parts(), r.system, r.executive),
            host -> genesis.write(host, Bytes.EMPTY));
    open();
    runtime().system.parentHash.set(Executive.hash(chain.host(), GENESIS));
  }

  static KeyPair voter(int index) {
    return KeyPair.of(KeyScheme.ED25519, "//Validator//" + index);
  }

  static KeyPair beefy(int index) {
    return KeyPair.of(KeyScheme.ECDSA, "//Validator//" + index);
  }

  RelayRuntime runtime() {
    return chain.runtime();
  }

  private void open() {
    entered = false;
    Bytes claim =
        BabePreDigestCodec.CODEC.encodeToBytes(new BabePreDigest.SecondaryPlain(author(), slot));
    chain.open(
        InherentData.EMPTY.with("timstap0", Codecs.U64, slot * 1_000),
        new DigestItem.PreRuntime(Bytes.utf8("BABE"), claim));
  }

  /** Who makes all blocks, by its index in the session: the last of the active validators. */
  int author() {
    return runtime().session.validators.get().indexOf(active(pairs.size() - 1).accountId());
  }

  /** Closes the block, and opens the next one. */
  Header next() {
    return after(1);
  }

  /** The same, after a number of slots. */
  Header after(int slots) {
    if (!entered) {
      enter(List.of(), List.of(), List.of());
    }
    parent = chain.close();
    headers.put(parentHash(), parent);
    slot += slots;
    open();
    return parent;
  }

  private Header header(Hash256 hash) {
    return Optional.ofNullable(headers.get(hash)).orElseThrow();
  }

  Header parent() {
    return parent;
  }

  Hash256 parentHash() {
    return Executive.hash(chain.host(), parent);
  }

  int session() {
    return runtime().parasShared.currentSessionIndex.get();
  }

  /** Makes the inherent of what is offered, applies it, and gives what it holds. */
  ParachainsInherentData enter(
      List<SignedBitfield> bitfields,
      List<BackedCandidate> candidates,
      List<DisputeStatementSet> disputes) {
    ParachainsInherentData offered =
        new ParachainsInherentData(bitfields, candidates, disputes, parent);
    ParaInherentCall.Enter call =
        (ParaInherentCall.Enter)
            runtime()
                .paraInherent
                .createInherent(
                    InherentData.EMPTY.with("parachn0", ParachainsInherentDataCodec.CODEC, offered))
                .orElseThrow();
    assertThat(chain.apply(Origin.NONE, call)).isEmpty();
    entered = true;
    return call.data();
  }

  /** What the pool is told of an unsigned transaction. */
  Result<ValidTransaction, TransactionValidityError> validity(Call call, TransactionSource source) {
    Bytes extrinsic = runtime().executive.extrinsics().encode(new Extrinsic.Bare(call));
    chain.host().startTransaction();
    var result = runtime().executive.validateTransaction(source, extrinsic, Hash256.ZERO);
    chain.host().rollbackTransaction();
    return result;
  }

  /** The key of the validator at a position among the active ones. */
  KeyPair active(int position) {
    Bytes key = runtime().parasShared.activeValidatorKeys.get().get(position);
    return pairs.stream().filter(p -> p.publicKey().equals(key)).findFirst().orElseThrow();
  }

  private static Bytes sign(KeyPair pair, Bytes payload) {
    return pair.sign(payload.unsafeArray(), NonceEntropy.NONE);
  }

  private static Hash256 hash(byte[] data) {
    return Hash256.of(Blake2b.hash256(data));
  }

  // Candidates

  /** A candidate of {@link #PARA} on the parent of the open block, on core 0. */
  CommittedCandidateReceipt candidate(Bytes parentHead, Bytes head) {
    return candidate(PARA, 0, parentHead, head, Optional.empty());
  }

  CommittedCandidateReceipt candidate(
      int paraId, int core, Bytes parentHead, Bytes head, Optional<Bytes> newCode) {
    return candidate(parent, paraId, core, parentHead, head, newCode, List.of());
  }

  CommittedCandidateReceipt candidate(
      Header relayParent,
      int paraId,
      int core,
      Bytes parentHead,
      Bytes head,
      Optional<Bytes> newCode,
      List<Bytes> upward) {
    PersistedValidationData data =
        new PersistedValidationData(
            parentHead,
            relayParent.number(),
            relayParent.stateRoot(),
            runtime().configuration.activeConfig.get().maxPovSize());
    CandidateCommitments commitments =
        new CandidateCommitments(upward, List.of(), newCode, head, 0, relayParent.number());
    return new CommittedCandidateReceipt(
        new CandidateDescriptor(
            paraId,
            Executive.hash(chain.host(), relayParent),
            0,
            core,
            session(),
            CandidateDescriptor.RESERVED_1,
            hash(PersistedValidationDataCodec.CODEC.encode(data)),
            Hash256.ZERO,
            Hash256.ZERO,
            CandidateDescriptor.RESERVED_2,
            hash(head.unsafeArray()),
            runtime().paras.currentCodeHash.find(paraId).orElseThrow()),
        commitments);
  }

  static Hash256 hashOf(CommittedCandidateReceipt candidate) {
    Hash256 commitments = hash(CandidateCommitmentsCodec.CODEC.encode(candidate.commitments()));
    return hash(
        CandidateReceiptCodec.CODEC.encode(
            new CandidateReceipt(candidate.descriptor(), commitments)));
  }

  /** The group that backs a core for candidates on the parent of the open block. */
  List<Integer> group(int core) {
    return group(core, parent);
  }

  private List<Integer> group(int core, Header relayParent) {
    return runtime()
        .paraScheduler
        .members(runtime().paraScheduler.groupOf(core, relayParent.number()));
  }

  /** Signed by the given validators of the group of its core. */
  BackedCandidate backed(CommittedCandidateReceipt candidate, List<Integer> backers) {
    return backed(candidate, candidate.descriptor().coreIndex(), backers);
  }

  BackedCandidate backed(CommittedCandidateReceipt candidate, int core, List<Integer> backers) {
    Hash256 relayParent = candidate.descriptor().relayParent();
    List<Integer> group = group(core, header(relayParent));
    Bits bits = Bits.zeros(group.size());
    List<ValidityAttestation> votes = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      if (backers.contains(group.get(i))) {
        bits = bits.with(i, true);
        Bytes payload = backing(2, hashOf(candidate), session(), relayParent);
        votes.add(new ValidityAttestation.Explicit(sign(active(group.get(i)), payload)));
      }
    }
    return new BackedCandidate(candidate, votes, bits);
  }

  /** Signed by all of the group of its core. */
  BackedCandidate backed(CommittedCandidateReceipt candidate) {
    int core = candidate.descriptor().coreIndex();
    return backed(candidate, core, group(core, header(candidate.descriptor().relayParent())));
  }

  private static Bytes backing(int kind, Hash256 candidate, int session, Hash256 parent) {
    return new ScaleWriter(80)
        .raw(Bytes.utf8("BKNG"))
        .u8(kind)
        .raw(candidate.bytes())
        .u32(session)
        .raw(parent.bytes())
        .toBytes();
  }

  /** All validators say that they hold their chunks of what is on these cores. */
  List<SignedBitfield> available(int... cores) {
    Bits bits = Bits.zeros(runtime().paraScheduler.coreCount());
    for (int core : cores) {
      bits = bits.with(core, true);
    }
    List<SignedBitfield> all = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Bytes payload =
          new ScaleWriter(48)
              .write(Bits.CODEC, bits)
              .u32(session())
              .raw(parentHash().bytes())
              .toBytes();
      all.add(new SignedBitfield(bits, i, sign(active(i), payload)));
    }
    return all;
  }

  // Votes

  static final DisputeStatement INVALID =
      new DisputeStatement.Invalid(DisputeStatement.InvalidKind.EXPLICIT);
  static final DisputeStatement VALID =
      new DisputeStatement.Valid(new DisputeStatement.ValidKind.Explicit());
  static final DisputeStatement APPROVED =
      new DisputeStatement.Valid(new DisputeStatement.ValidKind.ApprovalChecking());

  static DisputeStatement backedValid(Hash256 relayParent) {
    return new DisputeStatement.Valid(new DisputeStatement.ValidKind.BackingValid(relayParent));
  }

  /** A vote of the validator at a position, signed as the statement asks. */
  DisputeStatementSet.Statement vote(
      int position, DisputeStatement statement, Hash256 candidate, int session) {
    Bytes payload =
        switch (statement) {
          case DisputeStatement.Invalid invalid -> explicit(0, candidate, session);
          case DisputeStatement.Valid valid ->
              switch (valid.kind()) {
                case DisputeStatement.ValidKind.Explicit explicit ->
                    explicit(1, candidate, session);
                case DisputeStatement.ValidKind.BackingSeconded seconded ->
                    backing(1, candidate, session, seconded.relayParent());
                case DisputeStatement.ValidKind.BackingValid backedValid ->
                    backing(2, candidate, session, backedValid.relayParent());
                case DisputeStatement.ValidKind.ApprovalChecking approval ->
                    new ScaleWriter(40)
                        .raw(Bytes.utf8("APPR"))
                        .raw(candidate.bytes())
                        .u32(session)
                        .toBytes();
                case DisputeStatement.ValidKind.ApprovalCheckingMultipleCandidates many ->
                    new ScaleWriter(80)
                        .raw(Bytes.utf8("APPR"))
                        .write(Codecs.list(Hash256.CODEC, 100), many.candidates())
                        .u32(session)
                        .toBytes();
              };
        };
    return new DisputeStatementSet.Statement(statement, position, sign(active(position), payload));
  }

  private static Bytes explicit(int valid, Hash256 candidate, int session) {
    return new ScaleWriter(41)
        .raw(Bytes.utf8("DISP"))
        .u8(valid)
        .raw(candidate.bytes())
        .u32(session)
        .toBytes();
  }
}
