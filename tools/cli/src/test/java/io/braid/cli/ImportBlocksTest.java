package io.braid.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportBlocksTest {
  @TempDir private Path folder;

  @Test
  void mistakesAreNamedInOneLine() throws Exception {
    String missing = folder.resolve("missing").toString();
    Path broken = Files.writeString(folder.resolve("broken"), "{\"header\": \"0x00\"}\n");
    Path none = Files.write(folder.resolve("none"), new byte[8]);

    Ran.run("import-blocks", "--chain", "dev", missing).assertRefused("cannot read " + missing);
    Ran.run("import-blocks", "--chain", "dev", broken.toString())
        .assertRefused(broken + ": line 1: ");
    Ran.run("import-blocks", "--chain", "mainnet", none.toString())
        .assertRefused("found 'mainnet'");
    Ran.run("import-blocks", "--chain", "hub-dev", none.toString())
        .assertRefused("cannot run braid_hub_dev: expected BabeApi_configuration");
  }
}
