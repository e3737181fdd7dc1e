package io.braid.parachains.approval;

/** What another validator's certificate is worth. */
sealed interface CertCheck {
  record Valid(int tranche) implements CertCheck {}

  record Refused(String reason) implements CertCheck {}
}
