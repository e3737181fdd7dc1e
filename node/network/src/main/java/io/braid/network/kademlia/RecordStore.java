package io.braid.network.kademlia;

import io.braid.primitives.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Records that peers left here. The oldest goes when there are too many. */
public final class RecordStore {
  public static final int MAX_RECORDS = 1_024;
  public static final int MAX_KEY_BYTES = 128;
  public static final int MAX_VALUE_BYTES = 32 << 10;
  public static final long KEPT_MILLIS = 36L * 3_600_000;

  private record Stored(KademliaMessage.Entry entry, long until) {}

  private final Map<Bytes, Stored> records =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Stored> eldest) {
          return size() > MAX_RECORDS;
        }
      };

  /** Keeps a record; false when it is too large. */
  public boolean put(KademliaMessage.Entry entry, long nowMillis) {
    if (entry.key().size() > MAX_KEY_BYTES || entry.value().size() > MAX_VALUE_BYTES) {
      return false;
    }
    records.remove(entry.key());
    records.put(entry.key(), new Stored(entry, nowMillis + KEPT_MILLIS));
    return true;
  }

  public Optional<KademliaMessage.Entry> get(Bytes key, long nowMillis) {
    return Optional.ofNullable(records.get(key))
        .filter(stored -> nowMillis < stored.until())
        .map(Stored::entry);
  }
}
