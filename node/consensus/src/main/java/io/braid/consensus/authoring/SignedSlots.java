package io.braid.consensus.authoring;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The slots in which this node signed blocks of a chain lately. Each is durable before its block is
 * signed, so that a node never signs two blocks for one slot: neither when it starts again, nor
 * when its clock is set back. For the node's thread only.
 *
 * <p>Slots are remembered one by one, up to {@link #REMEMBERED}, and not only the last of them: a
 * clock that was once far ahead must not silence the node until that time has come.
 */
public final class SignedSlots {
  /** Slots below the lowest of this many are taken for signed. */
  static final int REMEMBERED = 64;

  /** Of a place inside a slot. */
  public static final int MAX_PLACE_BYTES = 64;

  private static final Codec<List<SignedSlot>> LIST =
      Codecs.list(SignedSlotCodec.CODEC, REMEMBERED);

  private final Database database;
  private final Bytes key;
  private final List<SignedSlot> signed;

  /**
   * Goes on where the database says.
   *
   * @param engine whose slots they are: four ASCII characters, as {@code BABE}
   */
  public SignedSlots(Database database, Bytes engine) {
    this.database = database;
    key = Bytes.concat(Bytes.utf8("authoring/signed-slots/"), engine);
    signed =
        new ArrayList<>(database.get(Column.AUXILIARY, key).map(LIST::decodeAll).orElse(List.of()));
  }

  /**
   * Whether a block may still be signed in a place.
   *
   * @param place what tells apart the blocks that may be signed for one slot; always empty where
   *     that is only one
   */
  public boolean isFree(long slot, Bytes place) {
    boolean forgotten = signed.size() == REMEMBERED && slot <= signed.getFirst().slot();
    return !forgotten && !signed.contains(new SignedSlot(slot, place));
  }

  /**
   * Notes, durably, that a block is about to be signed.
   *
   * @return false when it may not be: then nothing is noted
   */
  public boolean claim(long slot, Bytes place) {
    if (!isFree(slot, place)) {
      return false;
    }
    signed.add(new SignedSlot(slot, place));
    signed.sort(Comparator.comparingLong(SignedSlot::slot));
    if (signed.size() > REMEMBERED) {
      signed.removeFirst();
    }
    database.commit(new Batch().put(Column.AUXILIARY, key, LIST.encodeToBytes(signed)));
    return true;
  }
}
