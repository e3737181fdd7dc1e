package io.braid.cli.machines;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A node's JSON-RPC, asked on its own machine.
 *
 * @param port on the machine's loopback
 */
record RemoteNode(Machines machines, String name, int port) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int TIMEOUT_MILLIS = 30_000;

  /**
   * The last final block.
   *
   * @param hash as the node writes it
   */
  record Final(int number, String hash) {}

  Final finalBlock() throws IOException, InterruptedException {
    return machines.on(
        name,
        () -> {
          String hash = call("chain_getFinalizedHead", "[]").asString();
          JsonNode header = call("chain_getHeader", "[\"" + hash + "\"]");
          return new Final(
              Integer.parseInt(header.path("number").asString().substring(2), 16), hash);
        });
  }

  int bestNumber() throws IOException, InterruptedException {
    return machines.on(
        name,
        () ->
            Integer.parseInt(
                call("chain_getHeader", "[]").path("number").asString().substring(2), 16));
  }

  String hashAt(int number) throws IOException, InterruptedException {
    return machines.on(name, () -> call("chain_getBlockHash", "[" + number + "]").asString());
  }

  private JsonNode call(String method, String parameters) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    // A connection that is kept would be another machine's next time.
    connection.setRequestProperty("Connection", "close");
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
            + method
            + "\",\"params\":"
            + parameters
            + "}";
    try (OutputStream out = connection.getOutputStream()) {
      out.write(request.getBytes(StandardCharsets.UTF_8));
    }
    JsonNode answer = MAPPER.readTree(connection.getInputStream());
    if (answer.path("result").isMissingNode() || answer.path("result").isNull()) {
      throw new IOException(name + " answered " + method + " with " + answer);
    }
    return answer.path("result");
  }
}
