package io.braid.runtime.api;

import io.braid.scale.Scale;

/** Why a calculation has no result. */
@Scale(path = "sp_arithmetic::ArithmeticError")
public enum ArithmeticError {
  UNDERFLOW,
  OVERFLOW,
  DIVISION_BY_ZERO
}
