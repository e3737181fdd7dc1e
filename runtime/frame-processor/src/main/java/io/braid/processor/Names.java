package io.braid.processor;

import java.util.Locale;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** Java names to the names of generated classes and of Rust items. */
final class Names {
  private Names() {}

  /**
   * {@code transferKeepAlive} to {@code transfer_keep_alive}. A trailing underscore, which keeps a
   * Java keyword apart, goes: {@code class_} is {@code class}.
   */
  static String snake(String name) {
    String camel = name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        if (i > 0) {
          out.append('_');
        }
        out.append(Character.toLowerCase(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** {@code transferKeepAlive} to {@code TransferKeepAlive}. */
  static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** {@code INSUFFICIENT_BALANCE} to {@code InsufficientBalance}. */
  static String camelFromConstant(String constant) {
    StringBuilder out = new StringBuilder();
    for (String word : constant.split("_", -1)) {
      if (!word.isEmpty()) {
        out.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
      }
    }
    return out.toString();
  }

  /** What a declaration stands in; everything but a module stands in something. */
  static Element outer(Element element) {
    return Objects.requireNonNull(element.getEnclosingElement());
  }

  static String packageOf(Element element) {
    Element e = element;
    while (!(e instanceof PackageElement)) {
      e = outer(e);
    }
    return ((PackageElement) e).getQualifiedName().toString();
  }

  /** Nested types joined by {@code _}: {@code Balances_Event}. */
  static String flat(TypeElement type) {
    Element outer = outer(type);
    boolean nested = outer.getKind().isClass() || outer.getKind() == ElementKind.INTERFACE;
    return nested
        ? flat((TypeElement) outer) + "_" + type.getSimpleName()
        : type.getSimpleName().toString();
  }

  static String codecClass(TypeElement type) {
    return packageOf(type) + "." + flat(type) + "Codec";
  }

  /** A Java string literal. */
  static String quote(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "").replace("\n", "\\n")
        + "\"";
  }
}
