package io.braid.service.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFolderTest {
  @TempDir private Path data;

  /** It was once readable by everybody. */
  @Test
  void theNetworkKeyIsMadeOnceAndForItsOwnerAlone() throws Exception {
    NodeFolder folder = NodeFolder.of(data, "chain");

    var made = folder.openNetworkKey();

    assertThat(folder.openNetworkKey().publicKey()).isEqualTo(made.publicKey());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.networkKey())))
        .isEqualTo("rw-------");
  }

  @Test
  void aNetworkKeyMayBeInHexadecimal() throws Exception {
    NodeFolder folder = NodeFolder.of(data, "chain");
    var made = folder.openNetworkKey();
    Files.writeString(folder.networkKey(), made.seed().hex() + "\n");

    assertThat(folder.openNetworkKey().publicKey()).isEqualTo(made.publicKey());
  }

  @Test
  void whatIsNoNetworkKeyIsRefusedWithItsFile() throws Exception {
    NodeFolder folder = NodeFolder.of(data, "chain");
    folder.openNetworkKey();
    Files.writeString(folder.networkKey(), "short");

    assertThatThrownBy(folder::openNetworkKey)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(folder.networkKey().toString());
  }
}
