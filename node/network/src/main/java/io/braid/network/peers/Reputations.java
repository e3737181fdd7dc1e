package io.braid.network.peers;

import io.braid.network.identity.PeerIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What peers did wrong. Each complaint weighs one and is forgiven after {@value #FORGIVEN_MILLIS}
 * ms; at {@value #BANNED_AT} a peer is banned until enough is forgiven.
 *
 * <p>A ban is of an identity, as Substrate's is, and not of an address: many nodes may share one.
 * Who comes again as somebody else is bounded by how many connections may come from one address.
 */
public final class Reputations {
  public static final int MAX_PEERS = 4_096;
  public static final int BANNED_AT = 8;
  public static final long FORGIVEN_MILLIS = 15_000;

  /** Complaints that count at most: a ban ends. */
  private static final int WORST = 4 * BANNED_AT;

  private record Standing(int complaints, long since) {
    Standing at(long now) {
      long forgiven = Math.min(complaints, (now - since) / FORGIVEN_MILLIS);
      return new Standing(complaints - (int) forgiven, since + forgiven * FORGIVEN_MILLIS);
    }
  }

  private final Map<PeerIdentity, Standing> standings =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerIdentity, Standing> eldest) {
          return size() > MAX_PEERS;
        }
      };

  /** Complains of a peer; whether it is banned now. */
  public boolean complain(PeerIdentity peer, long nowMillis) {
    return complain(peer, 1, nowMillis);
  }

  /** Bans a peer at once: it is of another chain. */
  public void ban(PeerIdentity peer, long nowMillis) {
    complain(peer, BANNED_AT, nowMillis);
  }

  private boolean complain(PeerIdentity peer, int weight, long now) {
    Standing old = standings.getOrDefault(peer, new Standing(0, now)).at(now);
    int complaints = Math.min(WORST, old.complaints() + weight);
    standings.put(peer, new Standing(complaints, old.complaints() == 0 ? now : old.since()));
    return complaints >= BANNED_AT;
  }

  public boolean isBanned(PeerIdentity peer, long nowMillis) {
    Standing standing = standings.get(peer);
    return standing != null && standing.at(nowMillis).complaints() >= BANNED_AT;
  }
}
