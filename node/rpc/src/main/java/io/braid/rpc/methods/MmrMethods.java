package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.Parsed;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.rpc.protocol.Session;
import io.braid.runtime.api.Results;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.mmr.LeafProof;
import io.braid.runtime.api.mmr.LeafProofCodec;
import io.braid.runtime.api.mmr.MmrError;
import io.braid.runtime.api.mmr.MmrErrorCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** {@code mmr_*}: the mountain range of the chain's blocks, and proofs of its leaves. */
final class MmrMethods {
  private static final int MMR_ERROR = 8010;
  private static final int MAX_LEAF_BYTES = 1 << 16;

  private static final Parameter<Optional<Hash256>> AT = Kinds.optionalHash("at");
  private static final Parameter<Optional<Integer>> BEST =
      Parameter.optional("bestKnownBlockNumber", "a block number", MmrMethods::parseNumber);
  private static final Parameter<Hash256> ROOT = Kinds.hash("root");
  private static final Parameter<Proved> PROOF =
      Parameter.required(
          "proof",
          "an object with blockHash, leaves and proof, as mmr_generateProof gives",
          MmrMethods::parseProved);

  /** Leaves with their proof, as clients hold them; the leaves and the proof in SCALE. */
  private record Proved(Hash256 block, Bytes leaves, Bytes proof) {}

  private final StateReads reads;
  private final Parameter<List<Integer>> blockNumbers;
  private final Codec<Result<Map.Entry<List<Bytes>, LeafProof>, MmrError>> generated;
  private final Codec<List<Bytes>> leaves;

  MmrMethods(StateReads reads, RpcLimits limits) {
    this.reads = reads;
    int max = limits.maxBlocksPerRequest();
    blockNumbers =
        Parameter.required(
            "blockNumbers",
            "an array of at most " + max + " block numbers",
            node -> Kinds.parseList(node, max, MmrMethods::parseNumber));
    leaves = Codecs.list(Codecs.bytes(MAX_LEAF_BYTES), max);
    generated = Results.codec(Codecs.pair(leaves, LeafProofCodec.CODEC), MmrErrorCodec.CODEC);
  }

  List<Method> methods() {
    return List.of(
        Method.of("mmr_root", this::root, AT),
        Method.of("mmr_generateProof", this::generateProof, blockNumbers, BEST, AT),
        Method.of("mmr_verifyProof", this::verifyProof, PROOF),
        Method.of("mmr_verifyProofStateless", this::verifyProofStateless, ROOT, PROOF));
  }

  private static Parsed<Integer> parseNumber(JsonNode node) {
    return Kinds.parseNumber(node, Integer.MAX_VALUE);
  }

  private static Parsed<Proved> parseProved(JsonNode node) {
    return Kinds.parseHash(node.path("blockHash")) instanceof Parsed.Value<Hash256>(Hash256 block)
            && Kinds.parseBytes(node.path("leaves")) instanceof Parsed.Value<Bytes>(Bytes leaves)
            && Kinds.parseBytes(node.path("proof")) instanceof Parsed.Value<Bytes>(Bytes proof)
        ? new Parsed.Value<>(new Proved(block, leaves, proof))
        : new Parsed.Wrong<>(Kinds.describe(node));
  }

  /** Asks the runtime, and renders what it says or why it says nothing. */
  private <T> Answer ask(
      Optional<Hash256> at,
      String entryPoint,
      byte[] arguments,
      Codec<Result<T, MmrError>> codec,
      Function<T, JsonNode> rendered) {
    return reads.call(
        at,
        entryPoint,
        arguments,
        output ->
            switch (codec.tryDecode(output)) {
              case Decoded.Malformed<Result<T, MmrError>>(String reason) ->
                  StateReads.clientError(entryPoint + " answers nonsense: " + reason);
              case Decoded.Value<Result<T, MmrError>>(Result<T, MmrError> result) ->
                  switch (result) {
                    case Result.Ok<T, MmrError>(T value) -> Answer.of(rendered.apply(value));
                    case Result.Err<T, MmrError>(MmrError error) -> refused(error);
                  };
            });
  }

  /** Codes as the reference has them. */
  private static Answer refused(MmrError error) {
    return switch (error) {
      case LEAF_NOT_FOUND ->
          refused(1, "Leaf was not found", "expected blocks that this node has executed");
      case GENERATE_PROOF ->
          refused(2, "Error generating proof", "expected blocks up to bestKnownBlockNumber");
      case VERIFY -> refused(3, "Invalid proof", "the proof does not prove these leaves");
      case INVALID_NUMERIC_OP ->
          refused(
              4, "Error performing numeric op", "expected blocks from the range's first one on");
      case INVALID_BEST_KNOWN_BLOCK ->
          refused(5, "Provided best known block number invalid", "expected a block that there is");
      case PALLET_NOT_INCLUDED ->
          refused(0, "MMR pallet not included in runtime", "this chain has no mountain range");
      case PUSH, GET_ROOT, COMMIT, INVALID_LEAF_INDEX ->
          refused(0, "Mountain range not available", "the runtime says " + error);
    };
  }

  private static Answer refused(int kind, String message, String data) {
    return Answer.refused(RpcError.of(MMR_ERROR + kind, message, data));
  }

  private Answer root(Arguments arguments, Session session) {
    return ask(
        arguments.get(AT),
        "MmrApi_mmr_root",
        new byte[0],
        Results.codec(Hash256.CODEC, MmrErrorCodec.CODEC),
        Render::hash);
  }

  private Answer generateProof(Arguments arguments, Session session) {
    Hash256 block = reads.blockOrBest(arguments.get(AT));
    byte[] encoded =
        new ScaleWriter(64)
            .write(Codecs.list(Codecs.U32, Integer.MAX_VALUE), arguments.get(blockNumbers))
            .write(Codecs.option(Codecs.U32), arguments.get(BEST))
            .toArray();
    return ask(
        Optional.of(block),
        "MmrApi_generate_proof",
        encoded,
        generated,
        found ->
            Json.object()
                .put("blockHash", block.hex())
                .put("leaves", leaves.encodeToBytes(found.getKey()).hex())
                .put("proof", LeafProofCodec.CODEC.encodeToBytes(found.getValue()).hex()));
  }

  private Answer verifyProof(Arguments arguments, Session session) {
    return verify("MmrApi_verify_proof", Optional.empty(), arguments.get(PROOF));
  }

  private Answer verifyProofStateless(Arguments arguments, Session session) {
    return verify(
        "MmrApi_verify_proof_stateless", Optional.of(arguments.get(ROOT)), arguments.get(PROOF));
  }

  private Answer verify(String entryPoint, Optional<Hash256> root, Proved proved) {
    if (!(leaves.tryDecode(proved.leaves()) instanceof Decoded.Value<List<Bytes>>)) {
      return Answer.refused(
          RpcError.invalidParams("parameter 'proof': expected leaves as mmr_generateProof gives"));
    }
    if (!(LeafProofCodec.CODEC.tryDecode(proved.proof()) instanceof Decoded.Value<LeafProof>)) {
      return Answer.refused(
          RpcError.invalidParams("parameter 'proof': expected a proof as mmr_generateProof gives"));
    }
    ScaleWriter encoded = new ScaleWriter(1_000);
    root.ifPresent(hash -> encoded.write(Hash256.CODEC, hash));
    encoded.raw(proved.leaves()).raw(proved.proof());
    return ask(
        Optional.of(proved.block()),
        entryPoint,
        encoded.toArray(),
        Results.codec(Codecs.UNIT, MmrErrorCodec.CODEC),
        valid -> Json.bool(true));
  }
}
