package io.braid.frame.extension;

import io.braid.frame.Call;
import io.braid.primitives.AccountId;
import io.braid.runtime.api.DispatchInfo;

/**
 * The signed transaction that an extension looks at.
 *
 * @param lengthBytes the whole extrinsic's encoded size
 */
public record TransactionContext(AccountId signer, Call call, DispatchInfo info, int lengthBytes) {}
