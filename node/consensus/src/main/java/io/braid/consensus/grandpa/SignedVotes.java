package io.braid.consensus.grandpa;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Scale;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this node said in the last two rounds in which it said anything: one small record, durable
 * before anybody hears of it. A node says each kind of message once in a round and goes on to later
 * rounds only; what it sends again is what it said, byte for byte.
 */
final class SignedVotes {
  /** Rounds that are remembered. */
  private static final int ROUNDS = 2;

  private static final Bytes KEY = Bytes.utf8("grandpa/signed");
  private static final Bytes SILENT = Bytes.utf8("grandpa/silent");
  private static final Codec<List<Said>> LIST = Codecs.list(SignedVotes_SaidCodec.CODEC, 16);

  /** A message and where it was said. */
  @Scale(path = "braid_consensus::grandpa::Said")
  record Said(long setId, long round, SignedMessage message) {
    boolean in(long set, long number) {
      return setId == set && round == number;
    }

    /** Whether it was said later than a round, which may be of another set. */
    boolean isAfter(long set, long number) {
      return isLater(setId, round, set, number);
    }
  }

  private final Database database;

  /** In the order in which it was said. */
  private final List<Said> said;

  private SignedVotes(Database database, List<Said> said) {
    this.database = database;
    this.said = new ArrayList<>(said);
  }

  static SignedVotes load(Database database) {
    return new SignedVotes(
        database,
        database
            .get(Column.AUXILIARY, KEY)
            .map(LIST::decodeAll)
            .orElseGet(() -> VoterRecord.votesBehind(database)));
  }

  /** What was said in a round, as far as that is remembered. */
  List<SignedMessage> in(long setId, long round) {
    List<SignedMessage> found = new ArrayList<>();
    for (Said each : said) {
      if (each.in(setId, round)) {
        found.add(each.message());
      }
    }
    return found;
  }

  /** Whether a message of a kind may still be said: none was in this round, nor any in a later. */
  boolean maySay(Class<? extends VoteMessage> kind, long setId, long round) {
    if (isSilent(setId, round)) {
      return false;
    }
    for (Said each : said) {
      if (each.isAfter(setId, round)
          || (each.in(setId, round) && kind.isInstance(each.message().message()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLater(long setId, long round, long thanSet, long thanRound) {
    return setId != thanSet ? setId > thanSet : round > thanRound;
  }

  private boolean isSilent(long setId, long round) {
    Optional<ScaleReader> silent = database.get(Column.AUXILIARY, SILENT).map(ScaleReader::new);
    return silent.isPresent() && !isLater(setId, round, silent.get().u64(), silent.get().u64());
  }

  /**
   * Lets nothing be said in a round and those before it: a node that comes to them from nowhere
   * cannot know what it said there.
   */
  static void silence(Batch batch, long setId, long round) {
    batch.put(Column.AUXILIARY, SILENT, new ScaleWriter(16).u64(setId).u64(round).toBytes());
  }

  /**
   * Stores a message, which may be sent then.
   *
   * @throws IllegalStateException when it may not be said: it must not be sent
   */
  void say(long setId, long round, SignedMessage message) {
    if (!maySay(message.message().getClass(), setId, round)) {
      throw new IllegalStateException(
          "expected nothing said against %s of round %d of set %d, found %s"
              .formatted(message.message(), round, setId, said));
    }
    said.add(new Said(setId, round, message));
    forgetOld();
    database.commit(new Batch().put(Column.AUXILIARY, KEY, LIST.encodeToBytes(said)));
  }

  private void forgetOld() {
    int rounds = 0;
    for (int i = said.size() - 1; i >= 0; i--) {
      if (i == said.size() - 1
          || !said.get(i).in(said.get(i + 1).setId(), said.get(i + 1).round())) {
        rounds++;
      }
      if (rounds > ROUNDS) {
        said.subList(0, i + 1).clear();
        return;
      }
    }
  }
}
