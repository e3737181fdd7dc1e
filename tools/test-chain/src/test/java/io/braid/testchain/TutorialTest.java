package io.braid.testchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in docs/write-a-pallet.md compiles, and its test passes. */
class TutorialTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "write-a-pallet.md");
  private static final Pattern BLOCK =
      Pattern.compile("```java (\\w+)\\.java\\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path classes;

  @Test
  void theGuestBookOfThePageIsWrittenCompiledAndTested() throws Exception {
    List<JavaFileObject> sources = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      sources.add(source(block.group(1), block.group(2)));
    }
    assertThat(sources).hasSize(3);

    assertThat(compile(sources)).isEmpty();

    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, TutorialTest.class.getClassLoader())) {
      loader.loadClass("tutorial.BookTest").getMethod("run").invoke(null);
    }
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///tutorial/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private List<String> compile(List<JavaFileObject> sources) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      compiler
          .getTask(
              null,
              files,
              diagnostics,
              List.of("--release", "21", "-processor", "io.braid.processor.BraidProcessor"),
              null,
              sources)
          .call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> d.getLineNumber() + ": " + d.getMessage(Locale.ROOT))
        .toList();
  }
}
