package io.braid.pallets.beefymmr;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.ecdsa.EcdsaKeyPair;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.scale.ScaleWriter;
import io.braid.trie.StateTrie;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Roots from the tests of polkadot-sdk: of the crate binary-merkle-tree, and of pallet_beefy_mmr
 * ({@code substrate/frame/beefy-mmr/src/tests.rs}).
 */
class BridgeTreeVectorTest {
  private final Host host = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));

  private Hash256 root(List<Bytes> leaves) {
    return BinaryMerkleTree.root(host::keccak256, leaves);
  }

  private Hash256 root(String... leaves) {
    return root(Stream.of(leaves).map(Bytes::utf8).toList());
  }

  private static Hash256 hash(String hex) {
    return Hash256.of(Bytes.fromHex("0x" + hex));
  }

  /** The address of the key whose secret starts with a byte and is zeros else. */
  private Bytes address(int secret) {
    byte[] seed = new byte[32];
    seed[0] = (byte) secret;
    return EthereumAddress.of(host, EcdsaKeyPair.fromSeed(seed).orElseThrow().publicKey());
  }

  @Test
  void rootsAreTheReferences() {
    assertThat(root()).isEqualTo(Hash256.ZERO);
    assertThat(root(List.of(Bytes.fromHex("0xE04CC55ebEE1cBCE552f250e85c57B70B2E2625b"))))
        .isEqualTo(hash("aeb47a269393297f4b0a3c9c9cfd00c7a4195255274cf39d83dabc2fcc9ff3d7"));
    assertThat(
            root(
                List.of(
                    Bytes.fromHex("0xE04CC55ebEE1cBCE552f250e85c57B70B2E2625b"),
                    Bytes.fromHex("0x25451A4de12dcCc2D166922fA938E900fCc4ED24"))))
        .isEqualTo(hash("697ea2a8fe5b03468548a7a413424a6292ab44a82a6f5cc594c3fa7dda7ce402"));
    assertThat(root("a", "b", "c"))
        .isEqualTo(hash("aff1208e69c9e8be9b584b07ebac4e48a1ee9d15ce3afe20b77a4d29e4175aa3"));
    assertThat(root("a", "b", "a", "b"))
        .isEqualTo(hash("dc8e73fe6903148ff5079baecc043983625c23b39f31537e322cd0deee09fa9c"));
    assertThat(root("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"))
        .isEqualTo(hash("fb3b3be94be9e983ba5e094c9c51a7d96a4fa2e5d8e891df00ca89ba05bb1239"));
  }

  @Test
  void validatorsAreCommittedToAsInTheReference() {
    assertThat(root(List.of(address(1), address(2))))
        .isEqualTo(hash("8db0d5104b090776e5812e995875ba50ff47886f4ba9b6a221596443f01cb258"));
    assertThat(root(List.of(address(3), address(4))))
        .isEqualTo(hash("d4eb50bacc74545046503f26b678fb8e71031a1b5fb6659576eab17521c64d34"));
  }

  /** The reference's test has lists of four-byte numbers for heads. */
  @Test
  void headsAreCommittedToAsInTheReference() {
    Bytes first = new ScaleWriter().u32(5).compact(3).u32(4).u32(5).u32(6).toBytes();
    Bytes second = new ScaleWriter().u32(15).compact(3).u32(1).u32(2).u32(3).toBytes();

    assertThat(root(List.of(first, second)))
        .isEqualTo(hash("55b8e9e1cc9f0db7776fac0ca66318ef8acfb8ec26db11e373120583e07ee648"));
  }

  @Test
  void aKeyThatIsNoneHasTheAddressOfNobody() {
    Bytes zeros = Bytes.wrap(new byte[20]);

    assertThat(EthereumAddress.of(host, Bytes.fromHex("0x" + "ff".repeat(33)))).isEqualTo(zeros);
    // No point of the curve has 5 for x.
    assertThat(EthereumAddress.of(host, Bytes.fromHex("0x02" + "00".repeat(31) + "05")))
        .isEqualTo(zeros);
    // https://ethereum.org: the address of the secret key 1.
    assertThat(
            EthereumAddress.of(
                host,
                Bytes.fromHex(
                    "0x0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")))
        .isEqualTo(Bytes.fromHex("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"));
  }
}
