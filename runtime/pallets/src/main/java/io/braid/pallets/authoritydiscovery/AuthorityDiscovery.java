package io.braid.pallets.authoritydiscovery;

import io.braid.frame.Hooks;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.StorageValue;
import io.braid.pallets.session.KeysOf;
import io.braid.pallets.session.SessionHandler;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.authoritydiscovery.AuthorityDiscoveryApi;
import io.braid.scale.Codecs;
import io.braid.scale.Max;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The authority discovery keys of this session's validators and of the next's. */
@Pallet
public final class AuthorityDiscovery implements Hooks, AuthorityDiscoveryApi, SessionHandler {
  private static final int MAX_AUTHORITIES = 1_000;

  /** Keys of the current authority set. */
  final StorageValue<@Max(MAX_AUTHORITIES) List<Bytes>> keys;

  /** Keys of the next authority set. */
  final StorageValue<@Max(MAX_AUTHORITIES) List<Bytes>> nextKeys;

  public AuthorityDiscovery(PalletContext context) {
    keys = context.value("Keys", Codecs.list(Codecs.fixedBytes(32), MAX_AUTHORITIES), List.of());
    nextKeys =
        context.value("NextKeys", Codecs.list(Codecs.fixedBytes(32), MAX_AUTHORITIES), List.of());
  }

  /** Both sets, each key once, in the order of their bytes. */
  @Override
  public List<Bytes> authorities() {
    TreeSet<Bytes> all = new TreeSet<>(keys.get());
    all.addAll(nextKeys.get());
    return List.copyOf(all);
  }

  @Override
  public void onGenesisSession(List<? extends KeysOf<?>> validators) {
    keys.set(keysOf(validators));
    nextKeys.set(keysOf(validators));
  }

  @Override
  public void onNewSession(
      boolean changed, List<? extends KeysOf<?>> validators, List<? extends KeysOf<?>> queued) {
    if (changed) {
      keys.set(keysOf(validators));
    }
    nextKeys.set(keysOf(queued));
  }

  private static List<Bytes> keysOf(List<? extends KeysOf<?>> validators) {
    List<Bytes> result = new ArrayList<>();
    validators.forEach(v -> result.add(v.keys().key("audi")));
    return result;
  }
}
