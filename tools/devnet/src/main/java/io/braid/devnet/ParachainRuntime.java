package io.braid.devnet;

import io.braid.chains.ParachainGenesis;
import io.braid.chains.hub.HubRuntime;
import io.braid.chains.hub.HubRuntimeEntryPoints;
import io.braid.chains.template.TemplateRuntime;
import io.braid.chains.template.TemplateRuntimeEntryPoints;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A parachain runtime that a network definition may name.
 *
 * @param entryPoints the native build
 * @param genesis writes the state of block 0
 */
record ParachainRuntime(
    String name, Function<Host, EntryPoints> entryPoints, GenesisWriter genesis) {
  interface GenesisWriter {
    void write(ParachainGenesis genesis, Host host, Bytes code);
  }

  static final List<ParachainRuntime> ALL =
      List.of(
          new ParachainRuntime("hub", HubRuntimeEntryPoints::new, HubRuntime::writeGenesis),
          new ParachainRuntime(
              "template", TemplateRuntimeEntryPoints::new, TemplateRuntime::writeGenesis));

  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    ALL.forEach(runtime -> names.add(runtime.name()));
    return names;
  }

  static ParachainRuntime named(String name) {
    return ALL.stream().filter(runtime -> runtime.name().equals(name)).findFirst().orElseThrow();
  }
}
