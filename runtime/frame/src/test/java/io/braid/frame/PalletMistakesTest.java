package io.braid.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** What is wrong with a pallet or a runtime is a compiler error at the author's line. */
class PalletMistakesTest {
  private static final String PALLET =
      """
      package sample;
      import io.braid.frame.*;
      import io.braid.frame.storage.*;
      import io.braid.primitives.*;
      import io.braid.scale.*;
      import java.util.*;
      @Pallet
      public final class Sample {
        public enum Error implements PalletError { NO }
        final StorageValue<Integer> item;
        public Sample(PalletContext context) {
          item = context.value("Item", Codecs.U32, 0);
        }
        BODY
      }
      """;

  @TempDir private Path output;

  private record Found(long line, String message) {}

  private List<Found> errors(String body) throws IOException {
    return compile("Sample", PALLET.replace("BODY", body));
  }

  private List<Found> compile(String name, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      JavaFileObject file =
          new SimpleJavaFileObject(
              URI.create("string:///sample/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return source;
            }
          };
      compiler
          .getTask(
              new StringWriter(),
              files,
              diagnostics,
              List.of("--release", "21", "-processor", "io.braid.processor.BraidProcessor"),
              null,
              List.of(file))
          .call();
    }
    List<Found> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> d : diagnostics.getDiagnostics()) {
      if (d.getKind() == Diagnostic.Kind.ERROR) {
        errors.add(new Found(d.getLineNumber(), d.getMessage(Locale.ROOT)));
      }
    }
    return errors;
  }

  private void refuses(String body, String message) throws IOException {
    assertThat(errors(body)).anySatisfy(e -> assertThat(e.message()).contains(message));
    assertThat(errors(body)).allSatisfy(e -> assertThat(e.line()).isGreaterThan(0));
  }

  @Test
  void aPalletWithoutMistakesCompiles() throws IOException {
    assertThat(
            errors(
                """
                @Dispatchable(index = 0, refTime = 1)
                void call(Origin origin, @Lookup AccountId who, @Compact U128 value) throws DispatchFailure {}
                """))
        .isEmpty();
  }

  @Test
  void twoCallsWithOneIndexAreRefusedAndTheOtherIsNamed() throws IOException {
    refuses(
        """
        @Dispatchable(index = 3, refTime = 1) void first(Origin origin) {}
        @Dispatchable(index = 3, refTime = 1) void second(Origin origin) {}
        """,
        "call index 3 is taken by first");
  }

  @Test
  void aCallWithoutAWeightIsRefused() throws IOException {
    refuses("@Dispatchable(index = 0) void call(Origin origin) {}", "a call without a weight");
  }

  @Test
  void aWeightThatIsNoMethodOfThePalletIsRefused() throws IOException {
    refuses(
        "@Dispatchable(index = 0, weight = \"heavy\") void call(Origin origin, int n) {}",
        "expected a method Weight heavy(…)");
  }

  @Test
  void aCallWithoutAnOriginIsRefused() throws IOException {
    refuses(
        "@Dispatchable(index = 0, refTime = 1) void call(int n) {}",
        "expected Origin as the first parameter");
  }

  @Test
  void aTypeWithoutACodecIsRefusedWithTheRemedy() throws IOException {
    refuses(
        "@Dispatchable(index = 0, refTime = 1) void call(Origin origin, StringBuilder text) {}",
        "no codec for java.lang.StringBuilder: annotate it with @Scale");
  }

  @Test
  void floatingPointIsRefused() throws IOException {
    refuses(
        "@Dispatchable(index = 0, refTime = 1) void call(Origin origin, double share) {}",
        "floating point differs between machines");
  }

  @Test
  void anUnorderedMapIsRefused() throws IOException {
    refuses(
        "@Dispatchable(index = 0, refTime = 1) void call(Origin origin, HashMap<Integer, Integer>"
            + " m) {}",
        "has no order that all machines share");
  }

  @Test
  void anUnboundedListInStorageIsRefused() throws IOException {
    refuses("StorageValue<List<Integer>> all;", "an unbounded list in storage");
  }

  @Test
  void aFloatInStorageIsRefused() throws IOException {
    refuses("StorageValue<Double> share;", "cannot be stored");
  }

  @Test
  void anEventThatIsNoneIsRefused() throws IOException {
    refuses(
        "public sealed interface Event { record Done() implements Event {} }",
        "expected the pallet's Event to extend PalletEvent");
  }

  @Test
  void aReasonToHoldFundsThatIsNoneIsRefused() throws IOException {
    refuses(
        "public enum HoldReason { DEPOSIT }",
        "expected the pallet's HoldReason to be an enum that implements Reason");
  }

  @Test
  void aCallThatTakesSessionKeysWantsARuntimeThatNamesThem() throws IOException {
    assertThat(
            compile(
                "Broken",
                """
                package sample;
                import io.braid.frame.*;
                import io.braid.frame.system.FrameSystem;
                import io.braid.scale.Index;
                @io.braid.frame.Runtime
                public final class Broken {
                  @Pallet
                  public static final class Locksmith {
                    @Dispatchable(index = 0, refTime = 1) void cut(Origin origin, OpaqueKeys keys) {}
                  }
                  @Index(0) FrameSystem system;
                  @Index(1) Locksmith locksmith;
                }
                """))
        .anySatisfy(e -> assertThat(e.message()).contains("name their record in @Runtime(keys"));
  }

  @Test
  void twoVariantsWithOneIndexAreRefused() throws IOException {
    refuses(
        """
        public sealed interface Event extends PalletEvent {
          @Index(1) record First() implements Event {}
          record Second() implements Event {}
        }
        """,
        "index 1 is taken by First");
  }

  @Test
  void aRuntimeWithoutTheSystemPalletIsRefused() throws IOException {
    assertThat(
            compile(
                "Broken",
                """
                package sample;
                @io.braid.frame.Runtime
                public final class Broken { }
                """))
        .anySatisfy(
            e -> assertThat(e.message()).contains("expected FrameSystem as the first pallet"));
  }

  @Test
  void twoPalletsWithOneIndexAreRefused() throws IOException {
    assertThat(
            compile(
                "Broken",
                """
                package sample;
                import io.braid.frame.system.FrameSystem;
                import io.braid.scale.Index;
                @io.braid.frame.Runtime
                public final class Broken {
                  @Index(0) FrameSystem system;
                  @Index(0) FrameSystem again;
                }
                """))
        .anySatisfy(e -> assertThat(e.message()).contains("index 0 is taken by system"));
  }
}
