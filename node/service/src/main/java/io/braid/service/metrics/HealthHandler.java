package io.braid.service.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.braid.rpc.HealthPage;
import io.braid.rpc.node.HealthView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers what is not {@code /metrics}: the node's health, and where to find both. */
record HealthHandler(HealthView health) implements HttpHandler {
  private static final String PLACES = "GET /metrics, /health or /health/readiness\n";

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<HealthPage.Kind> kind = HealthPage.at(exchange.getRequestURI().getPath());
    if (kind.isEmpty()) {
      answer(exchange, 404, "text/plain", PLACES.getBytes(StandardCharsets.UTF_8));
    } else if (!exchange.getRequestMethod().equals("GET")) {
      answer(exchange, 405, "text/plain", PLACES.getBytes(StandardCharsets.UTF_8));
    } else {
      HealthPage page = HealthPage.of(kind.get(), health.check().join());
      answer(exchange, page.status(), "application/json", page.json().unsafeArray());
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      // -1 is for no body at all; 0 would mean one of unknown length.
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
