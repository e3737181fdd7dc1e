package io.braid.rpc;

import java.util.List;

/**
 * Which web pages may connect, by their origin. Programs that are no browser send none and may
 * always.
 *
 * @param any whether all may
 * @param allowed whole origins, as {@code https://polkadot.js.org}; {@code http://localhost:*} is
 *     for every port
 */
public record OriginPolicy(boolean any, List<String> allowed) {
  public static final OriginPolicy ANY = new OriginPolicy(true, List.of());

  /** Pages from this machine, and the hosted wallet that developers use. */
  public static final OriginPolicy LOCAL =
      new OriginPolicy(
          false,
          List.of(
              "http://localhost:*",
              "http://127.0.0.1:*",
              "https://localhost:*",
              "https://127.0.0.1:*",
              "https://polkadot.js.org"));

  boolean allows(String origin) {
    return any || allowed.stream().anyMatch(pattern -> matches(pattern, origin));
  }

  private static boolean matches(String pattern, String origin) {
    if (!pattern.endsWith(":*")) {
      return pattern.equals(origin);
    }
    String host = pattern.substring(0, pattern.length() - 2);
    return origin.equals(host)
        || (origin.startsWith(host + ":")
            && origin.substring(host.length() + 1).matches("[0-9]{1,5}"));
  }
}
