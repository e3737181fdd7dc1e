package io.braid.consensus.warp;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.protobuf.ProtobufReader;
import io.braid.consensus.protobuf.ProtobufWriter;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.Header;
import io.braid.trie.ChildTries;
import io.braid.trie.CompactProof;
import io.braid.trie.NodeSource;
import io.braid.trie.ProofRecorder;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieKeys;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDownloadTest {
  private static final int PART_BYTES = 120_000;

  /** A server's side, of any part size. */
  private record Source(StateTrie state) {
    Bytes answer(Bytes request, int partBytes) {
      Optional<Bytes> after = ProtobufReader.read(request).flatMap(fields -> fields.bytes(2));
      ProofRecorder recorder = new ProofRecorder(state.source());
      StateTrie recorded = new StateTrie(state.root(), recorder, state.hasher());
      TrieKeys keys = recorded.keys(Bytes.EMPTY);
      after.ifPresent(keys::seekAfter);
      Optional<Bytes> key = keys.next();
      while (key.isPresent() && recorder.encodedSizeBytes() < partBytes) {
        var unused = recorded.get(key.get());
        key = keys.next();
      }
      CompactProof proof = recorder.proof().compact(state.root(), state.hasher());
      return new ProtobufWriter().bytes(2, CompactProof.CODEC.encodeToBytes(proof)).toBytes();
    }
  }

  private static TreeMap<Bytes, Bytes> entries(long seed) {
    Random random = new Random(seed);
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < 8_000; i++) {
      byte[] key = new byte[1 + random.nextInt(40)];
      byte[] value = new byte[random.nextInt(8) == 0 ? 600 : random.nextInt(60)];
      random.nextBytes(key);
      random.nextBytes(value);
      entries.put(Bytes.wrap(key), Bytes.wrap(value));
    }
    return entries;
  }

  private static Source source(TreeMap<Bytes, Bytes> entries, Map<Hash256, Bytes> more) {
    TrieUpdate built = TrieRoot.build(entries, StateVersion.V1, StatelessHost.BLAKE2);
    Map<Hash256, Bytes> nodes = new LinkedHashMap<>(more);
    nodes.putAll(built.newNodes());
    return new Source(
        new StateTrie(built.root(), NodeSource.EMPTY.over(nodes), StatelessHost.BLAKE2));
  }

  private static StateDownload download(Source source) {
    return new StateDownload(
        new Header(Hash256.ZERO, 5, source.state().root(), Hash256.ZERO, Digest.EMPTY));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aStateThatComesInPartsIsWholeAndHoldsNothingElse(long seed) {
    TreeMap<Bytes, Bytes> entries = entries(seed);
    Source source = source(entries, Map.of());
    StateDownload download = download(source);
    int parts = 1;
    StateDownload.Outcome outcome = download.take(source.answer(download.request(), PART_BYTES));
    while (outcome instanceof StateDownload.Outcome.Further) {
      outcome = download.take(source.answer(download.request(), PART_BYTES));
      parts++;
    }

    assertThat(outcome).as("seed %d", seed).isEqualTo(new StateDownload.Outcome.Complete());
    assertThat(parts).as("seed %d", seed).isGreaterThan(4);
    assertThat(download.nodes())
        .as("seed %d", seed)
        .isEqualTo(TrieRoot.build(entries, StateVersion.V1, StatelessHost.BLAKE2).newNodes());
  }

  @Test
  void partsThatBarelyLeadFurtherAreRefused() {
    Source source = source(entries(5), Map.of());
    StateDownload download = download(source);

    assertThat(download.take(source.answer(download.request(), 2_000)))
        .isInstanceOf(StateDownload.Outcome.Refused.class);
  }

  @Test
  void aPartThatCameBeforeIsRefused() {
    Source source = source(entries(6), Map.of());
    StateDownload download = download(source);
    Bytes first = source.answer(download.request(), PART_BYTES);

    assertThat(download.take(first)).isEqualTo(new StateDownload.Outcome.Further());
    assertThat(download.take(first)).isInstanceOf(StateDownload.Outcome.Refused.class);
    assertThat(download.take(source.answer(download.request(), PART_BYTES)))
        .as("another peer goes on where the first stopped")
        .isEqualTo(new StateDownload.Outcome.Further());
  }

  @Test
  void aPartOfAnotherStateIsRefused() {
    StateDownload download = download(source(entries(7), Map.of()));

    assertThat(download.take(source(entries(8), Map.of()).answer(download.request(), PART_BYTES)))
        .isInstanceOf(StateDownload.Outcome.Refused.class);
    assertThat(download.nodes()).isEmpty();
  }

  @Test
  void aStateWithChildTriesCannotBeFetched() {
    TreeMap<Bytes, Bytes> child = new TreeMap<>(Map.of(Bytes.utf8("key"), Bytes.utf8("value")));
    TrieUpdate built = TrieRoot.build(child, StateVersion.V1, StatelessHost.BLAKE2);
    TreeMap<Bytes, Bytes> top = new TreeMap<>(Map.of(Bytes.utf8("a"), Bytes.utf8("b")));
    top.put(ChildTries.rootKey(Bytes.utf8("child")), built.root().bytes());
    Source source = source(top, built.newNodes());
    StateDownload download = download(source);

    assertThat(download.take(source.answer(download.request(), PART_BYTES)))
        .isInstanceOf(StateDownload.Outcome.Impossible.class);
  }
}
