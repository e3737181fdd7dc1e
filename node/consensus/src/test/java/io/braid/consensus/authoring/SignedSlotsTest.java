package io.braid.consensus.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.primitives.Bytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedSlotsTest {
  private static final Bytes ENGINE = Bytes.utf8("BABE");

  private final MemoryDatabase database = new MemoryDatabase();

  private SignedSlots afterRestart() {
    return new SignedSlots(database, ENGINE);
  }

  @Test
  void aSlotIsClaimedOnceWhetherOrNotTheNodeStartsAgain() {
    SignedSlots slots = afterRestart();

    assertThat(slots.claim(10, Bytes.EMPTY)).isTrue();
    assertThat(slots.claim(10, Bytes.EMPTY)).isFalse();
    assertThat(afterRestart().claim(10, Bytes.EMPTY)).isFalse();
    assertThat(afterRestart().isFree(10, Bytes.EMPTY)).isFalse();
    assertThat(afterRestart().claim(11, Bytes.EMPTY)).isTrue();
  }

  @Test
  void aClockThatWasFarAheadSilencesNobodyAndOneThatIsSetBackDoesNotSignAgain() {
    for (long slot = 1_000; slot < 1_200; slot++) {
      assertThat(afterRestart().claim(slot, Bytes.EMPTY)).isTrue();
    }
    assertThat(afterRestart().claim(9_000_000, Bytes.EMPTY)).isTrue();

    assertThat(afterRestart().claim(1_200, Bytes.EMPTY)).as("after the clock was mended").isTrue();
    for (long slot = 1_000; slot < 1_200; slot++) {
      assertThat(afterRestart().claim(slot, Bytes.EMPTY)).as("slot %d again", slot).isFalse();
    }
  }

  @Test
  void aSlotMayHaveSeveralPlacesEachForOneBlock() {
    assertThat(afterRestart().claim(10, Bytes.utf8("first"))).isTrue();
    assertThat(afterRestart().claim(10, Bytes.utf8("second"))).isTrue();
    assertThat(afterRestart().claim(10, Bytes.utf8("first"))).isFalse();
  }

  @Test
  void enginesHaveTheirOwnSlots() {
    assertThat(afterRestart().claim(10, Bytes.EMPTY)).isTrue();

    assertThat(new SignedSlots(database, Bytes.utf8("aura")).claim(10, Bytes.EMPTY)).isTrue();
  }

  @Test
  void whatCannotBeNotedIsNotPermitted() {
    Database full =
        new Database() {
          @Override
          public Optional<Bytes> get(Column column, Bytes key) {
            return database.get(column, key);
          }

          @Override
          public void commit(Batch batch) {
            throw new IllegalStateException("no space left");
          }
        };
    SignedSlots slots = new SignedSlots(full, ENGINE);

    assertThatThrownBy(() -> slots.claim(10, Bytes.EMPTY)).hasMessage("no space left");
  }
}
