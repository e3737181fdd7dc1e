package io.braid.rpc.methods;

import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Method;
import java.util.List;

/** {@code chainSpec_v1_*}: what the specification of the chain says, which never changes. */
final class ChainSpecMethods {
  private final NodeHandle node;

  ChainSpecMethods(NodeHandle node) {
    this.node = node;
  }

  List<Method> methods() {
    return List.of(
        Method.of(
            "chainSpec_v1_chainName",
            (arguments, session) -> Answer.of(Json.text(node.identity().chainName()))),
        Method.of(
            "chainSpec_v1_genesisHash",
            (arguments, session) -> Answer.of(Render.hash(node.chain().genesis().hash()))),
        Method.of(
            "chainSpec_v1_properties",
            (arguments, session) -> Answer.of(Render.properties(node.identity()))));
  }
}
