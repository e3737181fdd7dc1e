package io.braid.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against `qdrvm/erasure-coding-crust` (Kagome) and `reed-solomon-novelpoly` 2.0.0 (Polkadot). */
class ErasureCodeVectorTest {
  private static List<SymbolCoder> coders() {
    return List.of(new ScalarCoder(), new VectorCoder());
  }

  @ParameterizedTest
  @MethodSource("coders")
  void everyChunkEqualsTheReference(SymbolCoder coder) {
    List<String[]> rows = Vectors.read("chunks.txt");
    assertThat(rows).hasSize(84);
    for (String[] row : rows) {
      ErasureCode code = ErasureCode.with(Integer.parseInt(row[0]), coder);
      byte[] data = Vectors.data(Integer.parseInt(row[1]));
      List<Bytes> chunks = code.chunks(data);
      assertThat(chunks).as(row[0] + " validators, " + row[1]).isEqualTo(Vectors.chunks(row[2]));
      assertThat(chunks.getFirst().size()).isEqualTo(code.chunkSizeBytes(data.length));
    }
  }

  @ParameterizedTest
  @MethodSource("coders")
  void manyChunksOfMuchDataEqualTheReference(SymbolCoder coder) throws NoSuchAlgorithmException {
    List<String[]> rows = Vectors.read("digests.txt");
    assertThat(rows).hasSize(6);
    for (String[] row : rows) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ErasureCode.with(Integer.parseInt(row[0]), coder)
          .chunks(Vectors.data(Integer.parseInt(row[1])))
          .forEach(chunk -> digest.update(chunk.unsafeArray()));
      assertThat(HexFormat.of().formatHex(digest.digest())).as(row[0]).isEqualTo(row[2]);
    }
  }
}
