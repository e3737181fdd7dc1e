package io.braid.pallets.genesis;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.List;
import java.util.Optional;

/** A JSON value. Numbers are whole and unsigned: a genesis has no others. */
sealed interface Json {
  record Null() implements Json {}

  record Bool(boolean value) implements Json {}

  record Whole(U128 value) implements Json {}

  /**
   * @param utf8 without quotes and escapes; kept as bytes, since parachains' code comes this way
   */
  record Text(Bytes utf8) implements Json {}

  record Items(List<Json> items) implements Json {}

  record Members(List<Member> members) implements Json {
    Optional<Json> find(String name) {
      for (Member member : members) {
        if (member.name().equals(name)) {
          return Optional.of(member.value());
        }
      }
      return Optional.empty();
    }
  }

  record Member(String name, Json value) {}

  static Json text(String text) {
    return new Text(Bytes.utf8(text));
  }

  /** What it is, in words for a message. */
  default String described() {
    return switch (this) {
      case Null none -> "null";
      case Bool bool -> String.valueOf(bool.value());
      case Whole whole -> whole.value().toString();
      case Text text -> {
        String all = text.utf8().slice(0, Math.min(text.utf8().size(), 80)).toUtf8();
        yield "\"" + all + (text.utf8().size() > 80 ? "…" : "") + "\"";
      }
      case Items list -> "an array of " + list.items().size();
      case Members object -> "an object";
    };
  }
}
