package io.braid.wasm.sample;

/** One thing to try: the text it gives, or the class of what it throws, must be the same. */
record Probe(String name, Attempt attempt) {
  interface Attempt {
    Object run(Seeded in) throws Exception;
  }

  String result(long seed) {
    try {
      return String.valueOf(attempt.run(new Seeded(seed)));
    } catch (Exception | Error failure) {
      return "throws " + failure.getClass().getName();
    }
  }
}
