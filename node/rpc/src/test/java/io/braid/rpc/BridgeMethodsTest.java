package io.braid.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.RpcLimits;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BridgeMethodsTest {
  private static JsonNode ask(TestClient client, String method, String params)
      throws InterruptedException {
    client.send(RpcServerTest.call(9, method, params));
    JsonNode message = client.next();
    while (message.path("id").asInt(0) != 9) {
      message = client.next();
    }
    return message;
  }

  @Test
  void aChainWithoutSignedBlocksAndLeavesSaysSo() throws Exception {
    try (TestRelay relay = TestRelay.still(RpcLimits.DEFAULT);
        TestClient client = TestClient.connect(relay.port())) {
      JsonNode head = ask(client, "beefy_getFinalizedHead", "[]").path("error");
      assertThat(head.path("code").asInt()).isEqualTo(1);
      assertThat(head.path("message").asString()).isEqualTo("BEEFY RPC endpoint not ready");
      assertThat(ask(client, "mmr_root", "[]").path("result").asString())
          .isEqualTo(Hash256.ZERO.hex());
      assertThat(ask(client, "mmr_generateProof", "[[0]]").path("error").path("code").asInt())
          .isEqualTo(8014);
      String empty =
          "[{\"blockHash\":\"%s\",\"leaves\":\"0x00\",\"proof\":\"0x00000000000000000000\"}]"
              .formatted(relay.chain().genesis().hash().hex());
      assertThat(ask(client, "mmr_verifyProof", empty).path("error").path("code").asInt())
          .isEqualTo(8013);
      assertThat(
              ask(client, "mmr_verifyProof", empty.replace("0x00\"", "0x04\""))
                  .path("error")
                  .path("code")
                  .asInt())
          .isEqualTo(-32602);
      assertThat(ask(client, "mmr_verifyProof", "[7]").path("error").path("data").asString())
          .contains("blockHash, leaves and proof");
    }
  }

  @Test
  void signedBlocksAreToldAndLeavesAreProved() throws Exception {
    try (TestRelay relay = TestRelay.live();
        TestClient client = TestClient.connect(relay.port())) {
      client.send(RpcServerTest.call(1, "beefy_subscribeJustifications", "[]"));
      String id = client.next().path("result").asString();
      JsonNode told = client.next();

      assertThat(told.path("method").asString()).isEqualTo("beefy_justifications");
      assertThat(told.path("params").path("subscription").asString()).isEqualTo(id);
      Bytes proof = Bytes.fromHex(told.path("params").path("result").asString());
      // Version 1, one entry of the payload: the root of the range.
      assertThat(proof.slice(0, 5)).isEqualTo(Bytes.fromHex("0x01046d6880"));
      String head = ask(client, "beefy_getFinalizedHead", "[]").path("result").asString();
      JsonNode root = ask(client, "mmr_root", "[\"" + head + "\"]").path("result");
      assertThat(ask(client, "chain_getBlock", "[\"" + head + "\"]").toString())
          .contains("justifications");

      JsonNode answer =
          ask(client, "mmr_generateProof", "[[1],null,\"" + head + "\"]").path("result");
      assertThat(answer.path("blockHash").asString()).isEqualTo(head);
      assertThat(ask(client, "mmr_verifyProof", "[" + answer + "]").path("result").asBoolean())
          .isTrue();
      assertThat(
              ask(client, "mmr_verifyProofStateless", "[" + root + "," + answer + "]")
                  .path("result")
                  .asBoolean())
          .isTrue();
    }
  }
}
