package io.braid.parachains.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.PersistedValidationData;
import org.junit.jupiter.api.Test;

class AvailabilityStoreTest {
  private final Database database = new MemoryDatabase();
  private final AvailabilityStore store = new AvailabilityStore(database);

  private static Hash256 candidate(int number) {
    return Candidates.hash(Bytes.utf8("candidate " + number));
  }

  private static ErasureChunks chunks(String data) {
    PersistedValidationData validation =
        new PersistedValidationData(Bytes.utf8("head"), 7, Hash256.ZERO, 1_000);
    return ErasureChunks.of(new AvailableData(new PoV(Bytes.utf8(data)), validation), 6);
  }

  @Test
  void itNeverHoldsMoreCandidatesThanItsBoundAndTheOldestGoesFirst() {
    for (int i = 0; i < AvailabilityStore.MAX_CANDIDATES + 10; i++) {
      store.keep(candidate(i), i, chunks("block " + i));
    }

    assertThat(store.size()).isEqualTo(AvailabilityStore.MAX_CANDIDATES);
    assertThat(store.chunk(candidate(9), 0)).isEmpty();
    assertThat(store.chunk(candidate(10), 0)).isPresent();
  }

  @Test
  void aFinalBlockDropsWhatLiesFarBelow() {
    store.keep(candidate(1), 5, chunks("old"));
    store.keep(candidate(2), 6, chunks("young"));

    store.prune(15, 10);

    assertThat(store.chunk(candidate(1), 0)).isEmpty();
    assertThat(store.chunk(candidate(2), 0)).isPresent();
  }

  @Test
  void aNodeThatIsStartedAgainStillHoldsWhatItHeld() {
    ErasureChunks whole = chunks("backed by this node");
    ProvenChunk own = chunks("backed by others").chunk(3);
    store.keep(candidate(1), 5, chunks("left behind by a final block"));
    store.keep(candidate(2), 16, whole);
    store.keep(candidate(3), 17, own);
    store.prune(15, 10);

    AvailabilityStore again = new AvailabilityStore(database);

    assertThat(again.size()).isEqualTo(2);
    assertThat(again.data(candidate(2))).contains(whole.data());
    assertThat(again.chunk(candidate(2), 5)).contains(whole.chunk(5));
    assertThat(again.chunk(candidate(3), 3)).contains(own);
    assertThat(again.data(candidate(3))).isEmpty();
    again.prune(26, 10);
    assertThat(new AvailabilityStore(database).size()).isEqualTo(1);
  }

  @Test
  void whatMadePlaceForOthersIsGoneFromTheDiskToo() {
    for (int i = 0; i < AvailabilityStore.MAX_CANDIDATES + 3; i++) {
      store.keep(candidate(i), i, chunks("block " + i));
    }

    AvailabilityStore again = new AvailabilityStore(database);

    assertThat(again.size()).isEqualTo(AvailabilityStore.MAX_CANDIDATES);
    assertThat(again.data(candidate(2))).isEmpty();
    assertThat(again.data(candidate(3))).isPresent();
    assertThat(
            database.get(
                Column.AUXILIARY, Bytes.concat(Bytes.utf8("availability/"), candidate(2).bytes())))
        .isEmpty();
  }

  @Test
  void everyChunkBelongsToTheRootAtItsOwnIndexOnly() {
    ErasureChunks chunks = chunks("some data");
    for (int i = 0; i < 6; i++) {
      ProvenChunk chunk = chunks.chunk(i);
      assertThat(chunk.belongsTo(chunks.root())).isTrue();
      assertThat(chunk.belongsTo(chunks("other data").root())).isFalse();
      assertThat(new ProvenChunk((i + 1) % 6, chunk.data(), chunk.proof()).belongsTo(chunks.root()))
          .isFalse();
    }
    assertThat(new ProvenChunk(-1, Bytes.EMPTY, chunks.chunk(0).proof()).belongsTo(chunks.root()))
        .isFalse();
  }

  @Test
  void thereIsNoChunkBeyondTheValidators() {
    store.keep(candidate(1), 5, chunks("data"));

    assertThat(store.chunk(candidate(1), 6)).isEmpty();
    assertThat(store.chunk(candidate(1), -1)).isEmpty();
    assertThat(store.chunk(candidate(2), 0)).isEmpty();
  }
}
