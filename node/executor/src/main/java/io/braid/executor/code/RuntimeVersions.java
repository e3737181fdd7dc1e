package io.braid.executor.code;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code Core_version} answers, of runtimes of every age: the version of the API {@code
 * Core} tells which fields there are ({@code decode_with_version_hint} of {@code sp-version}).
 */
public final class RuntimeVersions {
  private static final Bytes CORE = Bytes.fromHex("df6acb689907609b");
  private static final int WITH_TRANSACTION_VERSION = 3;
  private static final int WITH_SYSTEM_VERSION = 4;
  private static final int MAX_NAME_BYTES = 1 << 10;
  private static final int MAX_APIS = 1 << 10;
  private static final int API_BYTES = 12;
  private static final int ID_BYTES = 8;

  private RuntimeVersions() {}

  /** Nothing when the bytes are no version. */
  public static Optional<RuntimeVersion> read(Bytes answer) {
    try {
      ScaleReader in = new ScaleReader(answer);
      String specName = in.string(MAX_NAME_BYTES);
      String implName = in.string(MAX_NAME_BYTES);
      int authoring = in.u32();
      int spec = in.u32();
      int impl = in.u32();
      List<Map.Entry<Bytes, Integer>> apis = new ArrayList<>();
      int core = 0;
      int count = in.length(MAX_APIS, API_BYTES);
      for (int i = 0; i < count; i++) {
        Bytes id = Bytes.wrap(in.raw(ID_BYTES));
        int version = in.u32();
        apis.add(Map.entry(id, version));
        core = id.equals(CORE) ? version : core;
      }
      int transaction = core >= WITH_TRANSACTION_VERSION ? in.u32() : 1;
      int system = core >= WITH_SYSTEM_VERSION ? in.u8() : 0;
      in.expectEnd();
      return Optional.of(
          new RuntimeVersion(specName, implName, authoring, spec, impl, apis, transaction, system));
    } catch (ScaleException e) {
      return Optional.empty();
    }
  }
}
