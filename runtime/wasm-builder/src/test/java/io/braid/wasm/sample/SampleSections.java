package io.braid.wasm.sample;

import io.braid.scale.ScaleWriter;

/** The custom sections of the sample's blob. */
public final class SampleSections {
  private SampleSections() {}

  public static byte[] runtimeVersion() {
    return new ScaleWriter().string("sample").u32(7).toArray();
  }

  public static byte[] runtimeApis() {
    return new ScaleWriter().u64(0x0123456789ABCDEFL).u32(3).toArray();
  }
}
