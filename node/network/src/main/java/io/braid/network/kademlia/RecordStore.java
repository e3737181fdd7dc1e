package io.braid.network.kademlia;

import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records that peers left here. The oldest goes when there are too many; of a peer that has left
 * {@value #MAX_RECORDS_PER_PEER}, its own oldest.
 */
public final class RecordStore {
  public static final int MAX_RECORDS = 1_024;
  public static final int MAX_RECORDS_PER_PEER = 64;
  public static final int MAX_KEY_BYTES = 128;
  public static final int MAX_VALUE_BYTES = 32 << 10;
  public static final long KEPT_MILLIS = 36L * 3_600_000;

  private record Stored(KademliaMessage.Entry entry, PeerIdentity from, long until) {}

  private final Map<Bytes, Stored> records =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Stored> eldest) {
          return size() > MAX_RECORDS;
        }
      };

  /**
   * Keeps a record; false when it is too large.
   *
   * @param from who left it here, whoever made it
   */
  public boolean put(KademliaMessage.Entry entry, PeerIdentity from, long nowMillis) {
    if (entry.key().size() > MAX_KEY_BYTES || entry.value().size() > MAX_VALUE_BYTES) {
      return false;
    }
    records.remove(entry.key());
    makeRoom(from);
    records.put(entry.key(), new Stored(entry, from, nowMillis + KEPT_MILLIS));
    return true;
  }

  private void makeRoom(PeerIdentity from) {
    List<Bytes> earlier =
        records.entrySet().stream()
            .filter(record -> record.getValue().from().equals(from))
            .map(Map.Entry::getKey)
            .toList();
    if (earlier.size() >= MAX_RECORDS_PER_PEER) {
      records.remove(earlier.getFirst());
    }
  }

  public Optional<KademliaMessage.Entry> get(Bytes key, long nowMillis) {
    return Optional.ofNullable(records.get(key))
        .filter(stored -> nowMillis < stored.until())
        .map(Stored::entry);
  }
}
