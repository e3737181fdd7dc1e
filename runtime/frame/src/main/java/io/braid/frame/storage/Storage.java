package io.braid.frame.storage;

import io.braid.frame.DispatchFailure;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import java.nio.charset.StandardCharsets;

/** The state as storage items see it: a host, and layers that can be undone. */
public final class Storage {
  /** As many layers as calls may nest before one is refused. */
  public static final int MAX_LAYERS = 128;

  /** Work that may be refused. */
  public interface Action<T> {
    T run() throws DispatchFailure;
  }

  private final Host host;
  private int layers;

  public Storage(Host host) {
    this.host = host;
  }

  public Host host() {
    return host;
  }

  /** Runs {@code action} in a storage layer: a refusal undoes all it wrote, and is thrown on. */
  public <T> T transactional(Action<T> action) throws DispatchFailure {
    if (layers >= MAX_LAYERS) {
      throw DispatchFailure.of(
          new io.braid.runtime.api.DispatchError.Transactional(
              io.braid.runtime.api.TransactionalError.LIMIT_REACHED));
    }
    host.startTransaction();
    layers++;
    T result;
    try {
      result = action.run();
    } catch (DispatchFailure refusal) {
      layers--;
      host.rollbackTransaction();
      throw refusal;
    }
    layers--;
    host.commitTransaction();
    return result;
  }

  /** The key that all entries of an item start with: 32 bytes. */
  public Bytes prefix(String pallet, String item) {
    return Bytes.concat(
        Bytes.wrap(host.twox128(pallet.getBytes(StandardCharsets.UTF_8))),
        Bytes.wrap(host.twox128(item.getBytes(StandardCharsets.UTF_8))));
  }
}
