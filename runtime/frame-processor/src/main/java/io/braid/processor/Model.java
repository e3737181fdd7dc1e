package io.braid.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Questions about the program that is being compiled. */
final class Model {
  static final String SCALE = "io.braid.scale.";
  static final String FRAME = "io.braid.frame.";

  private final ProcessingEnvironment environment;

  Model(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  Optional<AnnotationMirror> annotation(AnnotatedConstruct on, String qualifiedName) {
    for (AnnotationMirror mirror : on.getAnnotationMirrors()) {
      if (((TypeElement) mirror.getAnnotationType().asElement())
          .getQualifiedName()
          .contentEquals(qualifiedName)) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }

  boolean has(AnnotatedConstruct on, String qualifiedName) {
    return annotation(on, qualifiedName).isPresent();
  }

  /** The value of an annotation's attribute, its default included. */
  @SuppressWarnings("unchecked")
  <T> T value(AnnotationMirror mirror, String attribute) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> e :
        environment.getElementUtils().getElementValuesWithDefaults(mirror).entrySet()) {
      if (e.getKey().getSimpleName().contentEquals(attribute)) {
        return (T) e.getValue().getValue();
      }
    }
    throw new IllegalArgumentException(mirror + " has no attribute " + attribute);
  }

  Optional<Integer> intValue(AnnotatedConstruct on, String qualifiedName) {
    return annotation(on, qualifiedName).map(mirror -> this.<Integer>value(mirror, "value"));
  }

  /** The doc comment's lines up to the first block tag, without HTML and Javadoc marks. */
  List<String> docs(Element element) {
    String comment = environment.getElementUtils().getDocComment(element);
    List<String> lines = new ArrayList<>();
    if (comment == null) {
      return lines;
    }
    for (String raw : comment.split("\n", -1)) {
      String line = raw.strip();
      if (line.startsWith("@")) {
        break;
      }
      lines.add(
          line.replaceAll("\\{@(?:code|link|linkplain|literal) ([^}]*)\\}", "$1")
              .replaceAll("</?p>", ""));
    }
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  Optional<TypeElement> element(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
        : Optional.empty();
  }

  /** Whether a type has a static field of that name. */
  boolean hasStaticField(TypeElement type, String name) {
    return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
        .anyMatch(f ->
            f.getSimpleName().contentEquals(name) && f.getModifiers().contains(Modifier.STATIC));
  }

  boolean implementsType(TypeMirror type, String qualifiedName) {
    TypeElement wanted = environment.getElementUtils().getTypeElement(qualifiedName);
    // A type that is yet to be generated is assignable to everything.
    return wanted != null
        && type.getKind() == TypeKind.DECLARED
        && environment
            .getTypeUtils()
            .isAssignable(
                environment.getTypeUtils().erasure(type),
                environment.getTypeUtils().erasure(wanted.asType()));
  }

  /** All interfaces of a type, inherited ones included, in order of declaration. */
  List<TypeElement> interfaces(TypeElement type) {
    List<TypeElement> found = new ArrayList<>();
    for (TypeMirror mirror : type.getInterfaces()) {
      element(mirror)
          .ifPresent(e -> {
            if (!found.contains(e)) {
              found.add(e);
            }
            for (TypeElement more : interfaces(e)) {
              if (!found.contains(more)) {
                found.add(more);
              }
            }
          });
    }
    return found;
  }

  Optional<TypeElement> nested(TypeElement outer, String name) {
    return ElementFilter.typesIn(outer.getEnclosedElements()).stream()
        .filter(t -> t.getSimpleName().contentEquals(name))
        .findFirst();
  }

  /** The records of a sealed interface in order, nested sealed interfaces not allowed. */
  List<TypeElement> cases(TypeElement sealedType) {
    List<TypeElement> cases = new ArrayList<>();
    for (TypeMirror permitted : sealedType.getPermittedSubclasses()) {
      TypeElement element = element(permitted).orElseThrow();
      if (element.getKind() != ElementKind.RECORD) {
        throw new Mistake(
            element,
            "expected a record: every case of the @Scale type "
                + sealedType.getSimpleName()
                + " must be one");
      }
      cases.add(element);
    }
    return cases;
  }

  List<? extends RecordComponentElement> components(TypeElement recordType) {
    return recordType.getRecordComponents();
  }

  /** Indices of cases or constants: the position, or what {@code @Index} says. */
  <E extends Element> List<Integer> indices(List<E> elements) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      int index = intValue(elements.get(i), SCALE + "Index").orElse(i);
      if (indices.contains(index)) {
        throw new Mistake(
            elements.get(i),
            "index "
                + index
                + " is taken by "
                + elements.get(indices.indexOf(index)).getSimpleName()
                + "; give one of the two another @Index");
      }
      indices.add(index);
    }
    return indices;
  }
}
