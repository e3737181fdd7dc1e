package io.braid.wasm.builder;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;

/**
 * Computes the hash of a compiled runtime's metadata (RFC-78) and puts it into the class that the
 * runtime reads it from. To be run before the blob is built: the hash is part of it. The metadata
 * does not depend on the hash, so to run this again changes nothing. The runtime is run on a state
 * without entries, which no type depends on.
 *
 * <pre>{@code
 * java -cp … io.braid.wasm.builder.MetadataHashMain --runtime CLASS --constant CLASS
 *     --decimals NUMBER --symbol TEXT --output FOLDER
 * }</pre>
 */
public final class MetadataHashMain {
  private static final List<String> OPTIONS =
      List.of("--runtime", "--constant", "--decimals", "--symbol", "--output");

  private MetadataHashMain() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    if (!options.keySet().containsAll(OPTIONS) || arguments.length != 2 * OPTIONS.size()) {
      System.err.println("expected " + OPTIONS + ", found " + Arrays.asList(arguments));
      System.exit(2);
    }
    String constant = option(options, "--constant");
    try {
      byte[] hash =
          hash(
              option(options, "--runtime"),
              Integer.parseInt(option(options, "--decimals")),
              option(options, "--symbol"));
      write(constant, hash, Path.of(option(options, "--output")));
      System.out.println(
          constant.substring(constant.lastIndexOf('.') + 1)
              + ": 0x"
              + HexFormat.of().formatHex(hash));
    } catch (BuildFailure e) {
      System.err.println("no " + constant + ": " + e.getMessage());
      System.exit(1);
    }
  }

  private static String option(Map<String, String> options, String name) {
    return options.getOrDefault(name, "");
  }

  /** Asks the executive of the runtime, as the annotation processor's entry points give it. */
  static byte[] hash(String runtime, int decimals, String symbol) {
    UnaryOperator<byte[]> blake3 = Blake3::hash;
    try {
      Class<?> host = Class.forName("io.braid.runtime.api.Host");
      Object empty =
          Proxy.newProxyInstance(
              host.getClassLoader(),
              new Class<?>[] {host},
              (proxy, method, parameters) -> {
                if (method.getReturnType() == Optional.class) {
                  return Optional.empty();
                }
                if (method.getReturnType() == byte[].class) {
                  return new byte[32];
                }
                throw new UnsupportedOperationException(
                    "expected only reads while metadata is made, found " + method.getName());
              });
      Object built = Class.forName(runtime).getConstructor(host).newInstance(empty);
      Object executive = built.getClass().getMethod("executive").invoke(built);
      return (byte[])
          executive
              .getClass()
              .getMethod("metadataHash", int.class, String.class, UnaryOperator.class)
              .invoke(executive, decimals, symbol, blake3);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BuildFailure(
          "expected a public constructor of a Host and executive() in "
              + runtime
              + ", whose metadata can be made: "
              + cause);
    }
  }

  private static void write(String constant, byte[] hash, Path output) throws IOException {
    int dot = constant.lastIndexOf('.');
    String text =
        """
        package %s;
        final class %s {
          private %s() {}
          static java.util.Optional<io.braid.primitives.Bytes> value() {
            return java.util.Optional.of(io.braid.primitives.Bytes.fromHex("0x%s"));
          }
        }
        """
            .formatted(
                constant.substring(0, dot),
                constant.substring(dot + 1),
                constant.substring(dot + 1),
                HexFormat.of().formatHex(hash));
    Path folder = Files.createTempDirectory("metadata-hash");
    Path source = folder.resolve(constant.substring(dot + 1) + ".java");
    Files.writeString(source, text);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "21",
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path", ""),
                "-d",
                output.toString(),
                source.toString());
    Files.delete(source);
    Files.delete(folder);
    if (exit != 0) {
      throw new BuildFailure("the class with the hash could not be compiled");
    }
  }
}
