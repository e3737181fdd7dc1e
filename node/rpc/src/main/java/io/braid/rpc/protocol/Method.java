package io.braid.rpc.protocol;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A method that clients may call.
 *
 * @param unsafe whether it is only for clients that could as well stop the node
 */
public record Method(String name, boolean unsafe, List<Parameter<?>> parameters, Handler handler) {
  /** Answers a request on one of the server's worker threads; may take as long as it must. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Arguments arguments, Session session);
  }

  public static Method of(String name, Handler handler, Parameter<?>... parameters) {
    return new Method(name, false, List.of(parameters), handler);
  }

  public static Method unsafe(String name, Handler handler, Parameter<?>... parameters) {
    return new Method(name, true, List.of(parameters), handler);
  }

  /** Ends subscriptions that {@code name}'s counterpart began. */
  public static Method unsubscribe(String name) {
    Parameter<String> id = Kinds.subscriptionId("subscription");
    return of(
        name,
        (arguments, session) -> Answer.of(Json.bool(session.unsubscribe(arguments.get(id)))),
        id);
  }

  /** The same under another name. */
  Method called(String alias) {
    return new Method(alias, unsafe, parameters, handler);
  }

  String signature() {
    return parameters.stream()
        .map(parameter -> parameter.name() + (parameter.mayBeMissing() ? "?" : ""))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
