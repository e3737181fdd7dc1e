package io.braid.wasm.builder;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** Where TeaVM's own libraries lie: its class library is compiled together with the runtime. */
final class TeaVmJars {
  /** One class of each library. */
  private static final List<String> ANCHORS =
      List.of(
          "org.teavm.interop.Address",
          "org.teavm.vm.TeaVM",
          "org.teavm.classlib.impl.JCLPlugin",
          "org.teavm.platform.Platform",
          "org.teavm.jso.JSObject",
          "org.teavm.jso.core.JSString",
          "org.teavm.metaprogramming.Metaprogramming");

  private TeaVmJars() {}

  static List<Path> all() {
    List<Path> jars = new ArrayList<>();
    for (String anchor : ANCHORS) {
      jars.add(jarOf(anchor));
    }
    return jars;
  }

  /** The builder's own classes. */
  static Path ofBuilder() {
    return jarOf(TeaVmJars.class.getName());
  }

  private static Path jarOf(String className) {
    try {
      CodeSource source =
          Class.forName(className, false, TeaVmJars.class.getClassLoader())
              .getProtectionDomain()
              .getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(
          "expected TeaVM 0.13.1 on the builder's class path, found no " + className, e);
    }
  }
}
