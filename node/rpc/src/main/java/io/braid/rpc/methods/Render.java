package io.braid.rpc.methods;

import io.braid.consensus.chain.Justification;
import io.braid.consensus.pool.TransactionStatus;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.node.NodeIdentity;
import io.braid.rpc.protocol.Json;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DigestItemCodec;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.RuntimeVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON forms of blocks and what belongs to them, as Polkadot's clients expect them. */
final class Render {
  private Render() {}

  static JsonNode hash(Hash256 hash) {
    return Json.text(hash.hex());
  }

  static JsonNode optional(Optional<Bytes> bytes) {
    return bytes.map(Json::hex).orElseGet(Json::nothing);
  }

  static JsonNode properties(NodeIdentity identity) {
    return Json.object()
        .put("ss58Format", identity.ss58Format())
        .put("tokenDecimals", identity.tokenDecimals())
        .put("tokenSymbol", identity.tokenSymbol());
  }

  static JsonNode header(Header header) {
    ArrayNode logs = Json.array();
    for (DigestItem item : header.digest().logs()) {
      logs.add(DigestItemCodec.CODEC.encodeToBytes(item).hex());
    }
    return Json.object()
        .put("parentHash", header.parentHash().hex())
        .put("number", "0x" + Integer.toHexString(header.number()))
        .put("stateRoot", header.stateRoot().hex())
        .put("extrinsicsRoot", header.extrinsicsRoot().hex())
        .set("digest", Json.object().set("logs", logs));
  }

  static JsonNode block(Header header, List<Bytes> body, List<Justification> justifications) {
    ObjectNode block = Json.object().set("header", header(header));
    block.set("extrinsics", extrinsics(body));
    ObjectNode signed = Json.object().set("block", block);
    return signed.set("justifications", justifications(justifications));
  }

  /** A block's extrinsics, each with its length. */
  static ArrayNode extrinsics(List<Bytes> body) {
    ArrayNode extrinsics = Json.array();
    body.forEach(extrinsic -> extrinsics.add(Extrinsics.withLength(extrinsic).hex()));
    return extrinsics;
  }

  static JsonNode encoded(Header header) {
    return Json.hex(HeaderCodec.CODEC.encodeToBytes(header));
  }

  /** Pairs of arrays of numbers, or null when there are none. */
  private static JsonNode justifications(List<Justification> justifications) {
    if (justifications.isEmpty()) {
      return Json.nothing();
    }
    ArrayNode all = Json.array();
    for (Justification justification : justifications) {
      all.add(Json.array().add(octets(justification.engine())).add(octets(justification.data())));
    }
    return all;
  }

  private static ArrayNode octets(Bytes bytes) {
    ArrayNode numbers = Json.array();
    for (byte octet : bytes.unsafeArray()) {
      numbers.add(octet & 255);
    }
    return numbers;
  }

  static JsonNode version(RuntimeVersion version) {
    ArrayNode apis = Json.array();
    for (Map.Entry<Bytes, Integer> api : version.apis()) {
      apis.add(Json.array().add(api.getKey().hex()).add(Integer.toUnsignedLong(api.getValue())));
    }
    return Json.object()
        .put("specName", version.specName())
        .put("implName", version.implName())
        .put("authoringVersion", Integer.toUnsignedLong(version.authoringVersion()))
        .put("specVersion", Integer.toUnsignedLong(version.specVersion()))
        .put("implVersion", Integer.toUnsignedLong(version.implVersion()))
        .put("transactionVersion", Integer.toUnsignedLong(version.transactionVersion()))
        .put("stateVersion", version.systemVersion())
        .put("systemVersion", version.systemVersion())
        .set("apis", apis);
  }

  /** What the newer methods say of a runtime: less, and its APIs by name. */
  static JsonNode specification(RuntimeVersion version) {
    ObjectNode apis = Json.object();
    for (Map.Entry<Bytes, Integer> api : version.apis()) {
      apis.put(api.getKey().hex(), Integer.toUnsignedLong(api.getValue()));
    }
    return Json.object()
        .put("specName", version.specName())
        .put("implName", version.implName())
        .put("specVersion", Integer.toUnsignedLong(version.specVersion()))
        .put("implVersion", Integer.toUnsignedLong(version.implVersion()))
        .put("transactionVersion", Integer.toUnsignedLong(version.transactionVersion()))
        .set("apis", apis);
  }

  /** Values at a block; null for a key without one. */
  static JsonNode changes(Hash256 block, Map<Bytes, Optional<Bytes>> values) {
    ArrayNode changes = Json.array();
    values.forEach((key, value) -> changes.add(Json.array().add(key.hex()).add(optional(value))));
    return Json.object().put("block", block.hex()).set("changes", changes);
  }

  static JsonNode status(TransactionStatus status) {
    return switch (status) {
      case TransactionStatus.Future s -> Json.text("future");
      case TransactionStatus.Ready s -> Json.text("ready");
      case TransactionStatus.Broadcast(List<String> peers) -> {
        ArrayNode names = Json.array();
        peers.forEach(names::add);
        yield Json.object().set("broadcast", names);
      }
      case TransactionStatus.InBlock(Hash256 block, int index) -> with("inBlock", block);
      case TransactionStatus.Retracted(Hash256 block) -> with("retracted", block);
      case TransactionStatus.FinalityTimeout(Hash256 block) -> with("finalityTimeout", block);
      case TransactionStatus.Finalised(Hash256 block, int index) -> with("finalized", block);
      case TransactionStatus.Usurped(Hash256 by) -> with("usurped", by);
      case TransactionStatus.Dropped s -> Json.text("dropped");
      case TransactionStatus.Invalid s -> Json.text("invalid");
    };
  }

  private static JsonNode with(String name, Hash256 hash) {
    return Json.object().put(name, hash.hex());
  }
}
