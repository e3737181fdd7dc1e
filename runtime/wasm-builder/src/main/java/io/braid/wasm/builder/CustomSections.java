package io.braid.wasm.builder;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

/**
 * Sections {@code runtime_version} and {@code runtime_apis}, by which a node knows a runtime
 * without running it. Their contents come from the runtime itself, run natively while it is built.
 */
final class CustomSections {
  private CustomSections() {}

  static Map<String, byte[]> of(WasmBuild build) throws IOException {
    if (build.sections().isEmpty()) {
      return Map.of();
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls(build), ClassLoader.getPlatformClassLoader())) {
      Class<?> sections = loader.loadClass(build.sections().get());
      return Map.of(
          "runtime_version", (byte[]) sections.getMethod("runtimeVersion").invoke(null),
          "runtime_apis", (byte[]) sections.getMethod("runtimeApis").invoke(null));
    } catch (ReflectiveOperationException e) {
      throw new BuildFailure(
          "expected public static byte[] runtimeVersion() and runtimeApis() in "
              + build.sections().get()
              + ": "
              + e);
    }
  }

  private static URL[] urls(WasmBuild build) throws MalformedURLException {
    URL[] urls = new URL[build.classPath().size()];
    int count = 0;
    for (Path entry : build.classPath()) {
      urls[count++] = entry.toUri().toURL();
    }
    return urls;
  }
}
