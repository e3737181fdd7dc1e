package io.braid.processor;

import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Finds annotated types and hands each to its generator; a {@link Mistake} becomes an error. */
@SupportedAnnotationTypes({
  "io.braid.scale.Scale",
  "io.braid.frame.Pallet",
  "io.braid.frame.Runtime",
  "io.braid.runtime.api.RuntimeApi"
})
public final class BraidProcessor extends AbstractProcessor {
  private ScaleGenerator scale;
  private PalletGenerator pallets;
  private ApiGenerator apis;
  private RuntimeGenerator runtimes;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Model model = new Model(environment);
    CodecExpressions codecs = new CodecExpressions(model);
    RecordCode code = new RecordCode(model, codecs);
    scale = new ScaleGenerator(environment, model, code);
    pallets = new PalletGenerator(environment, model, code, scale);
    apis = new ApiGenerator(environment, model, codecs);
    runtimes = new RuntimeGenerator(environment, model);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        TypeElement type = (TypeElement) element;
        switch (annotation.getSimpleName().toString()) {
          case "Scale" -> run(type, t -> scale.generate(t, scale.path(t)));
          case "Pallet" -> run(type, pallets::generate);
          case "RuntimeApi" -> run(type, apis::generate);
          default -> run(type, runtimes::generate);
        }
      }
    }
    return false;
  }

  private void run(TypeElement type, Consumer<TypeElement> generator) {
    try {
      generator.accept(type);
    } catch (Mistake mistake) {
      processingEnv
          .getMessager()
          .printMessage(
              Diagnostic.Kind.ERROR, String.valueOf(mistake.getMessage()), mistake.where());
    }
  }
}
