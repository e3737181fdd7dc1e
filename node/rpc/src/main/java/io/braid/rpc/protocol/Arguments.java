package io.braid.rpc.protocol;

import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A request's parameters, read. */
public final class Arguments {
  /** What became of a request's {@code params}. */
  sealed interface Reading {
    record Read(Arguments arguments) implements Reading {}

    record Refused(RpcError error) implements Reading {}
  }

  private final Map<Parameter<?>, Object> values = new IdentityHashMap<>();

  private Arguments() {}

  /** The value of one of the method's parameters. */
  @SuppressWarnings("unchecked") // read() keeps under each parameter what that parameter parsed
  public <T> T get(Parameter<T> parameter) {
    return (T) Objects.requireNonNull(values.get(parameter), parameter.name());
  }

  /**
   * @param params an array by position, an object by name, or missing
   */
  static Reading read(Method method, JsonNode params) {
    if (!params.isMissingNode() && !params.isArray() && !params.isObject()) {
      return refused(
          "expected params to be an array or an object, found " + Kinds.describe(params));
    }
    List<Parameter<?>> parameters = method.parameters();
    if (params.isArray() && params.size() > parameters.size()) {
      return refused(
          method.name()
              + " expects at most "
              + parameters.size()
              + " parameters ("
              + method.signature()
              + "), found "
              + params.size());
    }
    if (params.isObject()) {
      for (Iterator<String> names = params.propertyNames().iterator(); names.hasNext(); ) {
        String name = names.next();
        if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
          return refused(
              method.name()
                  + " has no parameter '"
                  + RpcError.shortened(name)
                  + "'; expected "
                  + method.signature());
        }
      }
    }
    Arguments arguments = new Arguments();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter<?> parameter = parameters.get(i);
      JsonNode node = params.isArray() ? params.path(i) : params.path(parameter.name());
      if (params.isMissingNode()) {
        node = MissingNode.getInstance();
      }
      switch (parameter.parse(node)) {
        case Parsed.Value<?>(Object value) -> arguments.values.put(parameter, value);
        case Parsed.Wrong<?>(String found) -> {
          return refused(
              "parameter "
                  + (i + 1)
                  + " '"
                  + parameter.name()
                  + "' of "
                  + method.name()
                  + ": expected "
                  + parameter.expected()
                  + ", found "
                  + found);
        }
      }
    }
    return new Reading.Read(arguments);
  }

  private static Reading refused(String found) {
    return new Reading.Refused(RpcError.invalidParams(found));
  }
}
