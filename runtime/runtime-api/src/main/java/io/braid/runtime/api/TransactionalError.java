package io.braid.runtime.api;

import io.braid.scale.Scale;

/** What can be wrong with storage layers. */
@Scale(path = "sp_runtime::TransactionalError")
public enum TransactionalError {
  LIMIT_REACHED,
  NO_LAYER
}
