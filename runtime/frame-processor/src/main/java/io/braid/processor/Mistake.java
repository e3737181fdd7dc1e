package io.braid.processor;

import java.io.Serial;
import javax.lang.model.element.Element;

/** Something wrong in a declaration; becomes a compiler error at {@link #where}. */
final class Mistake extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Element where;

  Mistake(Element where, String message) {
    super(message, null, false, false);
    this.where = where;
  }

  Element where() {
    return where;
  }
}
