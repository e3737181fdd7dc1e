package io.braid.wasm.sample;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.Map;
import java.util.TreeMap;

/** What a block of transfers costs, without the host: decoding, maps, 128-bit sums, encoding. */
final class Work {
  private Work() {}

  static byte[] run(int transfers) {
    TreeMap<Bytes, U128> balances = new TreeMap<>();
    Seeded in = new Seeded(transfers);
    for (int i = 0; i < transfers; i++) {
      ScaleReader call =
          new ScaleReader(
              new ScaleWriter()
                  .u16(in.below(1000))
                  .u16(in.below(1000))
                  .compact(U128.of(in.below(1 << 20)))
                  .toArray());
      Bytes from = Bytes.wrap(call.raw(2));
      Bytes to = Bytes.wrap(call.raw(2));
      U128 value = call.read(Codecs.COMPACT_U128);
      U128 free = balances.getOrDefault(from, U128.of(1_000_000_000_000L));
      balances.put(from, free.subtract(value));
      balances.put(to, balances.getOrDefault(to, U128.of(1_000_000_000_000L)).add(value));
    }
    ScaleWriter out = new ScaleWriter();
    for (Map.Entry<Bytes, U128> entry : balances.entrySet()) {
      out.bytes(entry.getKey()).u128(entry.getValue());
    }
    return out.toArray();
  }
}
