package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.Parameter;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** {@code payment_*}: what a transaction would cost, from the runtime's TransactionPaymentApi. */
final class PaymentMethods {
  private static final Parameter<Bytes> EXTRINSIC = Kinds.bytes("extrinsic");
  private static final Parameter<Optional<Hash256>> AT = Kinds.optionalHash("at");
  private static final List<String> CLASSES = List.of("normal", "operational", "mandatory");

  private final StateReads reads;

  PaymentMethods(StateReads reads) {
    this.reads = reads;
  }

  List<Method> methods() {
    return List.of(
        Method.of(
            "payment_queryInfo",
            (arguments, session) ->
                ask(arguments, "TransactionPaymentApi_query_info", PaymentMethods::info),
            EXTRINSIC,
            AT),
        Method.of(
            "payment_queryFeeDetails",
            (arguments, session) ->
                ask(arguments, "TransactionPaymentApi_query_fee_details", PaymentMethods::details),
            EXTRINSIC,
            AT));
  }

  private Answer ask(
      Arguments arguments, String entryPoint, Function<ScaleReader, JsonNode> render) {
    return reads.call(
        arguments.get(AT),
        entryPoint,
        question(arguments.get(EXTRINSIC)),
        output -> {
          try {
            return Answer.of(render.apply(new ScaleReader(output)));
          } catch (ScaleException e) {
            return StateReads.clientError(entryPoint + " answered malformed: " + e.getMessage());
          }
        });
  }

  /** The extrinsic with its length, then the size of both. */
  static byte[] question(Bytes extrinsic) {
    return new ScaleWriter(extrinsic.size() + 4).raw(extrinsic).u32(extrinsic.size()).toArray();
  }

  /** The fee without the tip, of what {@code query_info} answers. */
  static U128 partialFee(ScaleReader in) {
    in.compactU64();
    in.compactU64();
    in.u8();
    return in.u128();
  }

  private static JsonNode info(ScaleReader in) {
    String refTime = Long.toUnsignedString(in.compactU64());
    String proofSize = Long.toUnsignedString(in.compactU64());
    int dispatchClass = in.u8();
    if (dispatchClass >= CLASSES.size()) {
      throw new ScaleException("expected a dispatch class, found " + dispatchClass);
    }
    return Json.object()
        .put("class", CLASSES.get(dispatchClass))
        .put("partialFee", in.u128().toString())
        .set(
            "weight",
            Json.object()
                .put("ref_time", new java.math.BigInteger(refTime))
                .put("proof_size", new java.math.BigInteger(proofSize)));
  }

  private static JsonNode details(ScaleReader in) {
    JsonNode inclusion = Json.nothing();
    if (in.bool()) {
      inclusion =
          Json.object()
              .put("baseFee", hex(in.u128()))
              .put("lenFee", hex(in.u128()))
              .put("adjustedWeightFee", hex(in.u128()));
    }
    return Json.object().set("inclusionFee", inclusion);
  }

  private static String hex(U128 amount) {
    return "0x" + amount.toBigInteger().toString(16);
  }
}
