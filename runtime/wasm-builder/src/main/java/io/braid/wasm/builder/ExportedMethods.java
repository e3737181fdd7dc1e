package io.braid.wasm.builder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.teavm.interop.Export;
import org.teavm.model.AnnotationReader;
import org.teavm.model.ClassHolder;
import org.teavm.model.MethodHolder;
import org.teavm.model.ReferenceCache;
import org.teavm.parsing.ClasspathClassHolderSource;
import org.teavm.parsing.resource.ResourceProvider;

/** The entry points of a runtime: the {@code @Export} methods of one class. */
final class ExportedMethods {
  private ExportedMethods() {}

  /**
   * Names in the order of the class file.
   *
   * @throws BuildFailure when the class is missing or exports nothing
   */
  static List<String> names(WasmBuild build) {
    ResourceProvider resources =
        ResourceProvider.ofClassPath(build.classPath().stream().map(Path::toFile).toList());
    try {
      ClassHolder exports =
          new ClasspathClassHolderSource(resources, new ReferenceCache()).get(build.exportsClass());
      if (exports == null) {
        throw new BuildFailure(
            "expected class " + build.exportsClass() + " on the class path, found none");
      }
      List<String> names = new ArrayList<>();
      for (MethodHolder method : exports.getMethods()) {
        AnnotationReader export = method.getAnnotations().get(Export.class.getName());
        if (export != null) {
          names.add(export.getValue("name").getString());
        }
      }
      if (names.isEmpty()) {
        throw new BuildFailure(
            "expected methods with @Export in " + build.exportsClass() + ", found none");
      }
      return names;
    } finally {
      resources.close();
    }
  }
}
