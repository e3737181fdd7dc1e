package io.braid.devnet;

import io.braid.chains.Blobs;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.crypto.hash.Blake2b;
import io.braid.executor.NativeRuntime;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The runtimes that are built with Braid, each natively and in Wasm. */
public final class BuiltRuntimes {
  /** The name of the relay chain's. */
  public static final String RELAY = "relay";

  private BuiltRuntimes() {}

  /** Their names: the relay chain's, then the parachains'. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(RELAY);
    names.addAll(ParachainRuntime.names());
    return names;
  }

  /** The blob of a runtime; nothing when none has that name. */
  public static Optional<Bytes> blob(String name) {
    return names().contains(name) ? Optional.of(Blobs.of(name)) : Optional.empty();
  }

  /** All of them, for chains whose code is the blob of this build. */
  public static List<NativeRuntime> natives() {
    List<NativeRuntime> natives = new ArrayList<>();
    natives.add(builtAs(RELAY, RelayRuntimeEntryPoints::new));
    ParachainRuntime.ALL.forEach(
        runtime -> natives.add(builtAs(runtime.name(), runtime.entryPoints())));
    return natives;
  }

  private static NativeRuntime builtAs(String name, Function<Host, EntryPoints> entryPoints) {
    Hash256 codeHash = Hash256.of(Blake2b.hash256(Blobs.of(name).unsafeArray()));
    return new NativeRuntime(codeHash, entryPoints);
  }
}
