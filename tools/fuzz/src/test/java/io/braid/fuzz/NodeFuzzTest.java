package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Protocol;
import io.braid.network.LocalPeer;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import org.junit.jupiter.api.BeforeAll;

/** Whole nodes, to which a stranger speaks. They go on from one input to the next. */
class NodeFuzzTest {
  private static final long PER_BYTE = 65_536;

  /**
   * An answer to a short question may take what one of this size may: it has a bound of its own.
   */
  private static final int LEAST_BYTES = 1_024;

  private static final int BLOCKS_AHEAD = 3;

  /** Enough for an answer to arrive. */
  private static final long ANSWER_MILLIS = 100;

  private static LivingNetwork network;

  @BeforeAll
  static void live() {
    network = LivingNetwork.ofThisProcess();
  }

  /** The first byte says to which node, the second by which protocol. */
  @FuzzTest
  void aMessageIsUnderstoodOrRefused(byte[] input) {
    if (input.length < 2) {
      return;
    }
    LocalPeer node = network.node(input[0]);
    Protocol protocol = Protocol.values()[Math.floorMod(input[1], Protocol.values().length)];
    Bytes message = Bytes.wrap(input).slice(2, input.length);
    Bounds.check(
        Math.max(LEAST_BYTES, input.length),
        PER_BYTE,
        () -> {
          if (protocol.isRequest()) {
            node.onRequest(TappedNetwork.STRANGER, protocol, message);
          } else {
            node.onMessage(TappedNetwork.STRANGER, protocol, message);
          }
        });
    network.run(1);
  }

  /** The stranger says that it knows better blocks, and answers what it is asked. */
  @FuzzTest
  void anAnswerIsTakenOrRefused(byte[] input) {
    if (input.length < 1) {
      return;
    }
    LocalPeer node = network.node(input[0]);
    Bytes answer = Bytes.wrap(input).slice(1, input.length);
    network.relayNetwork.strangerAnswers(answer);
    network.paraNetwork.strangerAnswers(answer);
    byte[] hash = answer.slice(0, Math.min(answer.size(), Hash256.SIZE)).toArray();
    byte[] claimed = new byte[Hash256.SIZE];
    System.arraycopy(hash, 0, claimed, 0, hash.length);
    BlockRef best = new BlockRef(node.best().number() + BLOCKS_AHEAD, Hash256.of(claimed));
    node.onConnected(TappedNetwork.STRANGER, best);
    network.run(ANSWER_MILLIS);
    node.onDisconnected(TappedNetwork.STRANGER);
  }
}
