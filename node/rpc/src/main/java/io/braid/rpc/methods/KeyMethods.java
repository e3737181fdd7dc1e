package io.braid.rpc.methods;

import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.keys.SecretUri;
import io.braid.crypto.keys.SecretUriResolved;
import io.braid.executor.CallResult;
import io.braid.primitives.Bytes;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Arguments;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Kinds;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.Parameter;
import io.braid.rpc.protocol.RpcError;
import io.braid.rpc.protocol.Session;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code author_*} for the node's session keys. All unsafe. */
final class KeyMethods {
  private static final int KEY_ERROR = 1040;

  /** Kinds of session keys that a runtime may have. */
  private static final int MAX_KEYS = 64;

  private static final Codec<Bytes> KEYS = Codecs.bytes(1 << 16);

  private static final Parameter<String> KEY_TYPE =
      Kinds.text("keyType", "four characters, as \"babe\" or \"gran\"");
  private static final Parameter<String> SECRET =
      Kinds.text("suri", "a secret URI, as \"//Alice\" or a phrase");
  private static final Parameter<Bytes> PUBLIC_KEY = Kinds.bytes("publicKey");
  private static final Parameter<Bytes> SESSION_KEYS = Kinds.bytes("sessionKeys");

  /** What {@code SessionKeys_decode_session_keys} answers: public keys with their types. */
  private static final Codec<Optional<List<Map.Entry<Bytes, Bytes>>>> DECODED =
      Codecs.option(
          Codecs.list(Codecs.pair(Codecs.bytes(1 << 10), Codecs.fixedBytes(4)), MAX_KEYS));

  private final NodeHandle node;
  private final ChainFeed feed;

  KeyMethods(NodeHandle node, ChainFeed feed) {
    this.node = node;
    this.feed = feed;
  }

  List<Method> methods() {
    return List.of(
        Method.unsafe("author_rotateKeys", (arguments, session) -> rotate()),
        Method.unsafe("author_insertKey", this::insert, KEY_TYPE, SECRET, PUBLIC_KEY),
        Method.unsafe("author_hasKey", this::has, PUBLIC_KEY, KEY_TYPE),
        Method.unsafe("author_hasSessionKeys", this::hasSessionKeys, SESSION_KEYS));
  }

  private Answer rotate() {
    byte[] noSeed = {0};
    return switch (node.chain()
        .call(feed.best(), "SessionKeys_generate_session_keys", noSeed, node.keys())) {
      case CallResult.Returned(Bytes output) ->
          switch (KEYS.tryDecode(output)) {
            case Decoded.Value<Bytes>(Bytes keys) -> Answer.of(Json.hex(keys));
            case Decoded.Malformed<Bytes>(String reason) ->
                StateReads.clientError("the runtime's session keys are malformed: " + reason);
          };
      case CallResult.Trapped(String reason) ->
          StateReads.clientError("the runtime makes no session keys: " + reason);
      case CallResult.StateMissing(String reason) -> StateReads.clientError(reason);
    };
  }

  /** Whether the keystore holds every key of an encoded set of session keys. */
  private Answer hasSessionKeys(Arguments arguments, Session session) {
    byte[] argument = KEYS.encode(arguments.get(SESSION_KEYS));
    return switch (node.chain()
        .call(feed.best(), "SessionKeys_decode_session_keys", argument, node.keys())) {
      case CallResult.Returned(Bytes output) ->
          switch (DECODED.tryDecode(output)) {
            case Decoded.Value<Optional<List<Map.Entry<Bytes, Bytes>>>>(var keys) ->
                keys.map(this::holdsAll)
                    .orElseGet(() ->
                        Answer.refused(
                            RpcError.of(
                                KEY_ERROR,
                                "Session keys are not encoded correctly",
                                "expected the public keys that author_rotateKeys returns, found "
                                    + arguments.get(SESSION_KEYS).size()
                                    + " bytes")));
            case Decoded.Malformed<Optional<List<Map.Entry<Bytes, Bytes>>>>(String reason) ->
                StateReads.clientError("the runtime's answer is malformed: " + reason);
          };
      case CallResult.Trapped(String reason) ->
          StateReads.clientError("the runtime reads no session keys: " + reason);
      case CallResult.StateMissing(String reason) -> StateReads.clientError(reason);
    };
  }

  private Answer holdsAll(List<Map.Entry<Bytes, Bytes>> keys) {
    for (Map.Entry<Bytes, Bytes> key : keys) {
      String keyType = key.getValue().toUtf8();
      if (!node.keys().publicKeys(scheme(keyType), keyType).contains(key.getKey())) {
        return Answer.of(Json.bool(false));
      }
    }
    return Answer.of(Json.bool(true));
  }

  private static KeyScheme scheme(String keyType) {
    return switch (keyType) {
      case "gran" -> KeyScheme.ED25519;
      case "beef" -> KeyScheme.ECDSA;
      default -> KeyScheme.SR25519;
    };
  }

  private static Answer badKeyType(String found) {
    return Answer.refused(
        RpcError.invalidParams("expected a key type of four characters, found '" + found + "'"));
  }

  private Answer insert(Arguments arguments, Session session) {
    String keyType = arguments.get(KEY_TYPE);
    if (keyType.length() != 4) {
      return badKeyType(keyType);
    }
    String secret = arguments.get(SECRET);
    return switch (SecretUri.resolve(scheme(keyType), secret)) {
      case SecretUriResolved.Refused(var reason) ->
          Answer.refused(RpcError.of(KEY_ERROR, "Bad secret URI", String.valueOf(reason)));
      case SecretUriResolved.Found(KeyPair pair, var seed) -> {
        if (!pair.publicKey().equals(arguments.get(PUBLIC_KEY))) {
          yield Answer.refused(
              RpcError.of(
                  KEY_ERROR,
                  "Keys do not fit",
                  "the "
                      + scheme(keyType)
                      + " key of this secret is "
                      + pair.publicKey().hex()
                      + ", not the given "
                      + arguments.get(PUBLIC_KEY).hex()));
        }
        node.keys().generate(scheme(keyType), keyType, Optional.of(secret));
        yield Answer.of(Json.nothing());
      }
    };
  }

  private Answer has(Arguments arguments, Session session) {
    String keyType = arguments.get(KEY_TYPE);
    if (keyType.length() != 4) {
      return badKeyType(keyType);
    }
    return Answer.of(
        Json.bool(
            node.keys().publicKeys(scheme(keyType), keyType).contains(arguments.get(PUBLIC_KEY))));
  }
}
