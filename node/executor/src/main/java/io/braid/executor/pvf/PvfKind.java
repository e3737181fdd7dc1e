package io.braid.executor.pvf;

/** What a validation is for, which decides how long it may take and what its failure means. */
public enum PvfKind {
  /** Before the first statement on a candidate: whoever is not sure says nothing. */
  BACKING,

  /** Approval and disputes, where silence would stall the chain: not sure means invalid. */
  APPROVAL
}
