package io.braid.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.crypto.ed25519.Ed25519;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.BabeVrf;
import io.braid.crypto.sr25519.Sr25519;
import io.braid.crypto.sr25519.Sr25519Vrf;
import io.braid.crypto.sr25519.VrfInOut;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.Hex;
import io.braid.primitives.U128;
import io.braid.scale.ScaleReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Westend's first blocks and a finality proof, as the network made them. Read from {@code
 * ../shared/real} beside the repository, or the folder of the system property {@code
 * braid.real.data}; skipped where there is none.
 */
class RealChainTest {
  private static final Pattern HEADER = Pattern.compile("\"header\": \"(0x[0-9a-f]+)\"");

  /** c = 1/4 and four equal authorities: 2^128·(1 − (3/4)^(1/4)), rounded up to 3 digits. */
  private static final U128 PRIMARY_THRESHOLD =
      U128.of(
          BigInteger.TWO.pow(128).multiply(BigInteger.valueOf(70)).divide(BigInteger.TEN.pow(3)));

  private record PreDigest(int kind, int authority, long slot, Optional<VrfSignature> vrf) {}

  /** A header as signed, its seal, and its BABE pre-digest; all other items stay encoded. */
  private record Block(byte[] signedHash, byte[] seal, PreDigest preDigest, List<byte[]> keys) {}

  @Test
  void sealsOfRealBlocksAreValidAndVrfClaimsToo() throws IOException {
    List<String> lines = Files.readAllLines(file("westend-blocks-1-128.jsonl"));
    List<byte[]> authorities = read(lines.getFirst()).keys();
    assertThat(authorities).hasSize(4);
    long firstSlot = read(lines.getFirst()).preDigest().slot();
    int primaries = 0;
    for (String line : lines) {
      Block block = read(line);
      byte[] key = authorities.get(block.preDigest().authority());
      assertThat(Sr25519.verify(block.seal(), block.signedHash(), key)).isTrue();
      Optional<VrfSignature> vrf = block.preDigest().vrf();
      if (vrf.isPresent()) {
        long slot = block.preDigest().slot();
        assertThat(slot).isGreaterThanOrEqualTo(firstSlot);
        Transcript input = BabeVrf.input(Hash256.ZERO, slot, 0);
        Optional<VrfInOut> inOut = Sr25519Vrf.verify(key, input, vrf.get());
        assertThat(inOut).as(line.substring(0, 20)).isPresent();
        assertThat(BabeVrf.authoringScore(inOut.orElseThrow())).isLessThan(PRIMARY_THRESHOLD);
        primaries++;
      }
    }
    assertThat(primaries).isGreaterThan(10);
  }

  @Test
  void everyVoteOfARealFinalityProofIsValid() throws IOException {
    byte[] proof = Hex.decode(Files.readString(file("grandpa-justification-4635975.hex")).strip());
    ScaleReader in = new ScaleReader(proof);
    long round = in.u64();
    in.raw(36); // the block
    int votes = in.compactU32();
    assertThat(votes).isEqualTo(199);
    for (int i = 0; i < votes; i++) {
      byte[] block = in.raw(36);
      byte[] signature = in.raw(64);
      byte[] key = in.raw(32);
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.write(1); // a precommit
      message.writeBytes(block);
      message.writeBytes(littleEndian(round));
      message.writeBytes(littleEndian(450)); // the authority set's id
      assertThat(Ed25519.verify(signature, message.toByteArray(), key)).as("vote %d", i).isTrue();
      assertThat(Ed25519.verify(signature, block, key)).as("vote %d", i).isFalse();
    }
  }

  private static Path file(String name) {
    Path folder = Path.of(System.getProperty("braid.real.data", "../../../shared/real"));
    Path file = folder.resolve(name);
    assumeTrue(Files.exists(file), "no real chain data at " + folder);
    return file;
  }

  private static byte[] littleEndian(long value) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >>> 8 * i);
    }
    return bytes;
  }

  private static Block read(String line) {
    Matcher matcher = HEADER.matcher(line);
    assertThat(matcher.find()).isTrue();
    byte[] header = Hex.decode(matcher.group(1));
    ScaleReader in = new ScaleReader(header);
    in.raw(32);
    in.compactU32();
    in.raw(64);
    int digestStart = header.length - in.remaining();
    int items = in.compactU32();
    int firstItem = header.length - in.remaining();
    Optional<PreDigest> preDigest = Optional.empty();
    List<byte[]> keys = List.of();
    int sealStart = 0;
    byte[] seal = {};
    for (int i = 0; i < items; i++) {
      sealStart = header.length - in.remaining();
      int kind = in.u8();
      in.raw(4);
      byte[] payload = in.raw(in.compactU32());
      switch (kind) {
        case 6 -> preDigest = Optional.of(preDigest(payload));
        case 4 -> keys = keys(payload);
        case 5 -> seal = payload;
        default -> throw new AssertionError("unexpected digest item " + kind);
      }
    }
    Bytes all = Bytes.wrap(header);
    Bytes signed =
        Bytes.concat(
            all.slice(0, digestStart),
            Bytes.of((byte) ((items - 1) << 2)),
            all.slice(firstItem, sealStart));
    return new Block(Blake2b.hash256(signed.toArray()), seal, preDigest.orElseThrow(), keys);
  }

  private static PreDigest preDigest(byte[] payload) {
    ScaleReader in = new ScaleReader(payload);
    int kind = in.u8();
    int authority = in.u32();
    long slot = in.u64();
    Optional<VrfSignature> vrf =
        kind == 2
            ? Optional.empty()
            : Optional.of(new VrfSignature(Bytes.wrap(in.raw(32)), Bytes.wrap(in.raw(64))));
    return new PreDigest(kind, authority, slot, vrf);
  }

  private static List<byte[]> keys(byte[] payload) {
    ScaleReader in = new ScaleReader(payload);
    assertThat(in.u8()).isEqualTo(1); // NextEpochData
    List<byte[]> keys = new ArrayList<>();
    for (long left = in.compactU32(); left > 0; left--) {
      keys.add(in.raw(32));
      in.u64();
    }
    return keys;
  }
}
