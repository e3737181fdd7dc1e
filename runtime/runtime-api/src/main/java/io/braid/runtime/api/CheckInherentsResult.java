package io.braid.runtime.api;

import io.braid.scale.Scale;

/**
 * Whether a block's inherents agree with the importer's view.
 *
 * @param okay no error at all
 * @param fatalError the block can never be right
 * @param errors the errors by inherent identifier
 */
@Scale(path = "sp_inherents::CheckInherentsResult")
public record CheckInherentsResult(boolean okay, boolean fatalError, InherentData errors) {}
