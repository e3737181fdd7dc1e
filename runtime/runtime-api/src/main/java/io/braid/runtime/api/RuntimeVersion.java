package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Width;
import java.util.List;
import java.util.Map;

/**
 * Which runtime this is (Polkadot specification, C.4.1).
 *
 * @param specVersion raised by every change of logic; clients fetch metadata anew when it changes
 * @param apis the runtime APIs by id, with their versions
 * @param transactionVersion raised when the encoding of calls changes
 */
@Scale(path = "sp_version::RuntimeVersion")
public record RuntimeVersion(
    String specName,
    String implName,
    int authoringVersion,
    int specVersion,
    int implVersion,
    List<Map.Entry<@Size(8) Bytes, Integer>> apis,
    int transactionVersion,
    @Width(8) int systemVersion) {}
