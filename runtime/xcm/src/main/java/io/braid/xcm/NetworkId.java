package io.braid.xcm;

import io.braid.primitives.Bytes;
import io.braid.scale.Compact;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;

/**
 * A consensus system of its own. Indices 4 to 6, three test networks that version 4 still named,
 * are refused.
 */
@Scale(path = "staging_xcm::v5::junction::NetworkId")
public sealed interface NetworkId {
  /** By the hash of its block 0. */
  @Unnamed
  record ByGenesis(@Size(32) Bytes hash) implements NetworkId {}

  /** By a block that only this side of a fork has. */
  record ByFork(long blockNumber, @Size(32) Bytes blockHash) implements NetworkId {}

  record Polkadot() implements NetworkId {}

  record Kusama() implements NetworkId {}

  /** By its EIP-155 chain id. */
  @Index(7)
  record Ethereum(@Compact long chainId) implements NetworkId {}

  @Index(8)
  record BitcoinCore() implements NetworkId {}

  @Index(9)
  record BitcoinCash() implements NetworkId {}

  @Index(10)
  record PolkadotBulletin() implements NetworkId {}
}
