package io.braid.rpc.protocol;

import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns a client's message into what to send back (JSON-RPC 2.0, with batches). */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final MethodTable methods;
  private final RpcLimits limits;
  private final JsonMapper reader;

  public Dispatcher(MethodTable methods, RpcLimits limits) {
    this.methods = methods;
    this.limits = limits;
    reader = Json.reader(limits);
  }

  /** Handles one message. Never fails: what cannot be answered is answered with an error. */
  public CompletableFuture<Outcome> handle(byte[] message, Session session) {
    JsonNode parsed;
    try {
      parsed = reader.readTree(message);
    } catch (JacksonException e) {
      return done(failure(RpcError.notJson(firstLine(e.getOriginalMessage()) + at(e))));
    }
    if (parsed.isMissingNode()) {
      return done(failure(RpcError.notJson("expected a JSON-RPC request, found nothing")));
    }
    return parsed.isArray() ? batch(parsed, session) : one(parsed, session);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return RpcError.shortened(end < 0 ? text : text.substring(0, end));
  }

  private static String at(JacksonException e) {
    return e.getLocation() == null ? "" : " (at byte " + e.getLocation().getByteOffset() + ")";
  }

  private static CompletableFuture<Outcome> done(byte[] response) {
    return CompletableFuture.completedFuture(Outcome.of(response));
  }

  private CompletableFuture<Outcome> batch(JsonNode requests, Session session) {
    if (requests.isEmpty()) {
      return done(
          failure(RpcError.invalidRequest("expected at least one request in a batch, found none")));
    }
    if (requests.size() > limits.maxBatchSize()) {
      return done(failure(RpcError.batchTooBig(requests.size(), limits.maxBatchSize())));
    }
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (JsonNode request : requests) {
      outcomes.add(one(request, session));
    }
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
        .thenApply(all -> joined(outcomes.stream().map(CompletableFuture::join).toList()));
  }

  private Outcome joined(List<Outcome> outcomes) {
    List<Subscription> begun = new ArrayList<>();
    List<Bytes> parts = new ArrayList<>();
    long size = 2;
    for (Outcome outcome : outcomes) {
      begun.addAll(outcome.begun());
      if (outcome.response().isPresent()) {
        parts.add(parts.isEmpty() ? Bytes.utf8("[") : Bytes.utf8(","));
        parts.add(outcome.response().get());
        size += 1 + outcome.response().get().size();
      }
    }
    if (size > limits.maxResponseBytes()) {
      begun.forEach(Subscription::close);
      return Outcome.of(failure(RpcError.batchResponseTooBig(limits.maxResponseBytes())));
    }
    if (parts.isEmpty()) {
      return new Outcome(Optional.empty(), begun);
    }
    parts.add(Bytes.utf8("]"));
    return new Outcome(Optional.of(Bytes.concat(parts.toArray(Bytes[]::new))), begun);
  }

  private CompletableFuture<Outcome> one(JsonNode request, Session session) {
    JsonNode id = request.path("id");
    Optional<RpcError> wrong = malformed(request);
    if (wrong.isPresent()) {
      boolean usable = id.isString() || id.isIntegralNumber();
      return done(response(usable ? id : Json.nothing(), new Answer.Refused(wrong.get())));
    }
    return settled(answer(request, session))
        .exceptionally(this::failed)
        .thenApply(answer -> outcome(id, answer));
  }

  private static Optional<RpcError> malformed(JsonNode request) {
    if (!request.isObject()) {
      return Optional.of(
          RpcError.invalidRequest("expected a request object, found " + Kinds.describe(request)));
    }
    if (!"2.0".equals(request.path("jsonrpc").asString(""))) {
      return Optional.of(
          RpcError.invalidRequest(
              "expected \"jsonrpc\": \"2.0\", found "
                  + (request.has("jsonrpc") ? Kinds.describe(request.path("jsonrpc")) : "none")));
    }
    if (!request.path("method").isString()) {
      return Optional.of(
          RpcError.invalidRequest(
              "expected the method's name as text under \"method\", found "
                  + (request.has("method") ? Kinds.describe(request.path("method")) : "none")));
    }
    JsonNode id = request.path("id");
    if (!id.isMissingNode() && !id.isNull() && !id.isString() && !id.isIntegralNumber()) {
      return Optional.of(
          RpcError.invalidRequest(
              "expected a whole number, text or null as \"id\", found " + Kinds.describe(id)));
    }
    return Optional.empty();
  }

  private Answer answer(JsonNode request, Session session) {
    String name = request.path("method").stringValue();
    Optional<Method> method = methods.find(name);
    if (method.isEmpty()) {
      return Answer.refused(RpcError.noSuchMethod(name, methods.nearest(name)));
    }
    if (method.get().unsafe() && !session.trusted()) {
      return Answer.refused(RpcError.unsafe(name));
    }
    return switch (Arguments.read(method.get(), request.path("params"))) {
      case Arguments.Reading.Refused(RpcError error) -> Answer.refused(error);
      case Arguments.Reading.Read(Arguments arguments) -> {
        try {
          yield method.get().handler().answer(arguments, session);
        } catch (RuntimeException | StackOverflowError e) {
          yield failed(e);
        }
      }
    };
  }

  private Answer failed(Throwable problem) {
    LOG.error("a request failed", problem);
    return Answer.refused(RpcError.internal());
  }

  private static CompletableFuture<Answer> settled(Answer answer) {
    return answer instanceof Answer.Later(var later)
        ? later.toCompletableFuture().thenCompose(Dispatcher::settled)
        : CompletableFuture.completedFuture(answer);
  }

  private Outcome outcome(JsonNode id, Answer answer) {
    List<Subscription> begun =
        answer instanceof Answer.Subscribed(Subscription it) ? List.of(it) : List.of();
    if (id.isMissingNode()) {
      return new Outcome(Optional.empty(), begun);
    }
    byte[] response = response(id, answer);
    if (response.length > limits.maxResponseBytes()) {
      return Outcome.of(
          response(id, new Answer.Refused(RpcError.responseTooBig(limits.maxResponseBytes()))));
    }
    return new Outcome(Optional.of(Bytes.wrap(response)), begun);
  }

  private static byte[] response(JsonNode id, Answer answer) {
    ObjectNode node = Json.object().put("jsonrpc", "2.0");
    node.set("id", id);
    switch (answer) {
      case Answer.Value(JsonNode result) -> node.set("result", result);
      case Answer.Refused(RpcError error) -> node.set("error", error.json());
      case Answer.Subscribed(Subscription begun) -> node.put("result", begun.id());
      case Answer.Later later -> throw new IllegalStateException("expected a settled answer");
    }
    return Json.write(node);
  }

  /** The response for a message that is no request. */
  public static byte[] failure(RpcError error) {
    return response(Json.nothing(), new Answer.Refused(error));
  }
}
