package io.braid.runtime.api;

/** The `Core` runtime api that every Substrate runtime needs to implement. */
@RuntimeApi(id = "df6acb689907609b", version = 5)
public interface Core {
  /** Returns the version of the runtime. */
  RuntimeVersion version();

  /** Executes the given block; traps when anything in it is wrong. */
  void executeBlock(Block block);

  /** Opens a block with the given header, whose roots are still empty. */
  ExtrinsicInclusionMode initializeBlock(Header header);
}
