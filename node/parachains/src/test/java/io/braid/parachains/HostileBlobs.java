package io.braid.parachains;

import io.braid.primitives.Bytes;

/** Validation functions that a parachain should not have. */
final class HostileBlobs {
  private HostileBlobs() {}

  /** {@code validate_block} is one loop that branches to its own begin. */
  static Bytes endlessLoop() {
    return Bytes.concat(
        Bytes.fromHex("0061736d01000000"),
        // type: (i32, i32) -> i64; one function of it; one page of memory; __heap_base = 1024
        Bytes.fromHex("010701 60 02 7f7f 01 7e".replace(" ", "")),
        Bytes.fromHex("03020100"),
        Bytes.fromHex("0503010001"),
        Bytes.fromHex("0607017f004180080b"),
        Bytes.fromHex("072903"),
        export("memory", 2),
        export("validate_block", 0),
        export("__heap_base", 3),
        // loop br 0 end i64.const 0 end
        Bytes.fromHex("0a0b010900 0340 0c00 0b 4200 0b".replace(" ", "")));
  }

  private static Bytes export(String name, int kind) {
    return Bytes.concat(
        Bytes.of((byte) name.length()), Bytes.utf8(name), Bytes.of((byte) kind, (byte) 0));
  }
}
