package io.braid.wasm.sample;

import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Host;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A seeded walk through every host function; writes down whatever the host answers. */
final class StorageWalk {
  private static final int STEPS = 120;

  private final Host host;
  private final Seeded in;
  private final ScaleWriter answers = new ScaleWriter();
  private int openTransactions;

  StorageWalk(Host host, long seed) {
    this.host = host;
    in = new Seeded(seed);
  }

  byte[] run() {
    for (int i = 0; i < STEPS; i++) {
      switch (in.below(4)) {
        case 0, 1 -> storage();
        case 2 -> transactions();
        default -> pure();
      }
    }
    while (openTransactions > 0) {
      host.rollbackTransaction();
      openTransactions--;
    }
    answers.raw(host.storageRoot(StateVersion.V1).bytes());
    return answers.toArray();
  }

  private Bytes key() {
    return Bytes.of((byte) in.below(4), (byte) in.below(6));
  }

  private Bytes value() {
    return Bytes.wrap(in.bytes(in.below(100)));
  }

  private void storage() {
    Bytes child = Bytes.utf8("child" + in.below(2));
    switch (in.below(15)) {
      case 0, 1 -> host.set(key(), value());
      case 2 -> answer(host.get(key()));
      case 3 -> host.clear(key());
      case 4 -> answers.bool(host.exists(key()));
      case 5 -> answer(host.nextKey(key()));
      case 6 -> host.append(key(), value());
      case 7 -> answer(host.clearPrefix(key().slice(0, 1), limit()));
      case 8 -> answers.raw(host.storageRoot(StateVersion.V0).bytes());
      case 9, 10 -> host.childSet(child, key(), value());
      case 11 -> answer(host.childGet(child, key()));
      case 12 -> {
        host.childClear(child, key());
        answer(host.childNextKey(child, Bytes.EMPTY));
      }
      case 13 -> answer(host.childClearPrefix(child, key().slice(0, 1), limit()));
      default -> answers.raw(host.childRoot(child, StateVersion.V1).bytes());
    }
  }

  private OptionalInt limit() {
    return in.below(2) == 0 ? OptionalInt.empty() : OptionalInt.of(in.below(3));
  }

  private void transactions() {
    if (openTransactions == 0 || in.below(2) == 0) {
      host.startTransaction();
      openTransactions++;
    } else if (in.below(2) == 0) {
      host.commitTransaction();
      openTransactions--;
    } else {
      host.rollbackTransaction();
      openTransactions--;
    }
  }

  private void pure() {
    byte[] data = in.bytes(in.below(70));
    switch (in.below(15)) {
      case 0 -> answers.raw(host.blake2b128(data));
      case 1 -> answers.raw(host.blake2b256(data));
      case 2 -> answers.raw(host.twox64(data));
      case 3 -> answers.raw(host.twox128(data));
      case 4 -> answers.raw(host.twox256(data));
      case 5 -> answers.raw(host.keccak256(data));
      case 6 -> answers.raw(host.sha256(data));
      case 7 -> answers.raw(host.orderedTrieRoot(values(), StateVersion.V1).bytes());
      case 8 -> answers.bool(host.sr25519Verify(in.bytes(64), data, in.bytes(32)));
      case 9 -> answers.bool(host.ed25519Verify(in.bytes(64), data, in.bytes(32)));
      case 10 -> {
        answer(host.secp256k1RecoverCompressed(in.bytes(65), in.bytes(32)));
        answer(host.secp256k1Coordinates(in.bytes(65), in.bytes(32)));
      }
      case 11 -> {
        answers.raw(host.sr25519Generate("babe", seed()));
        answers.raw(host.ed25519Generate("gran", seed()));
        answers.raw(host.ecdsaGenerate("beef", seed()));
      }
      case 12 -> {
        host.offchainIndexSet(key(), value());
        answer(host.offchainGet(key()));
        answers.u64(host.storageProofSize());
      }
      case 13 -> answer(host.runtimeVersion(Bytes.of(data)));
      default -> host.log(Host.LogLevel.values()[in.below(5)], "walk", in.text(5));
    }
  }

  private List<Bytes> values() {
    List<Bytes> values = new ArrayList<>();
    for (int i = in.below(5); i > 0; i--) {
      values.add(value());
    }
    return values;
  }

  private Optional<String> seed() {
    return in.below(2) == 0 ? Optional.empty() : Optional.of("//" + in.text(3));
  }

  private void answer(Optional<Bytes> bytes) {
    answers.bool(bytes.isPresent());
    bytes.ifPresent(answers::bytes);
  }

  private void answer(Host.Cleared cleared) {
    answers.u32(cleared.count()).bool(cleared.moreLeft());
  }
}
