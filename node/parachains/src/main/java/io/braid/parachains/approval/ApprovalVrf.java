package io.braid.parachains.approval;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.VrfInOut;
import io.braid.primitives.Bits;
import io.braid.runtime.api.parachains.SessionInfo;
import io.braid.scale.ScaleWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What approval asks of the VRF: its inputs, what else a proof signs, and what follows from the
 * output. Polkadot specification, "Approval voting".
 */
final class ApprovalVrf {
  private static final byte[] CORE = "A&V CORE".getBytes(US_ASCII);
  private static final byte[] CORE_COMPACT = "A&V CORE v2".getBytes(US_ASCII);
  private static final byte[] TRANCHE = "A&V TRANCHE".getBytes(US_ASCII);

  private ApprovalVrf() {}

  private static Transcript about(String protocol, RelayVrfStory story) {
    return Transcript.of(protocol).append("RC-VRF", story.value().unsafeArray());
  }

  private static byte[] u32(int value) {
    return new ScaleWriter(4).u32(value).toArray();
  }

  /** The input of the one draw for all cores. */
  static Transcript moduloCompact(RelayVrfStory story) {
    return about("A&V MOD v2", story);
  }

  /** The cores that this draw gives; at most {@value CoreSampling#MAX_SAMPLES}. */
  static List<Integer> cores(VrfInOut inOut, SessionInfo session) {
    return CoreSampling.draw(
        inOut.makeBytes(CORE_COMPACT, 32), session.relayVrfModuloSamples(), session.nCores());
  }

  /** What the proof of the one draw signs too. */
  static Transcript assigned(Bits cores) {
    return Transcript.of("A&V ASSIGNED v2").append("cores", Bits.CODEC.encode(cores));
  }

  /** The input of one draw of a core. */
  static Transcript modulo(RelayVrfStory story, int sample) {
    return about("A&V MOD", story).append("sample", u32(sample));
  }

  /**
   * The core that this draw gives.
   *
   * @param cores at least 1
   */
  static int core(VrfInOut inOut, int cores) {
    return Integer.remainderUnsigned(word(inOut.makeBytes(CORE, 4)), cores);
  }

  /** What the proof of a draw of a core signs too. */
  static Transcript assigned(int core) {
    return Transcript.of("A&V ASSIGNED").append("core", u32(core));
  }

  /** The input of the draw of a tranche for a core. */
  static Transcript delay(RelayVrfStory story, int core) {
    return about("A&V DELAY", story).append("core", u32(core));
  }

  /** The tranche that this draw gives; tranche 0 is as wide as the session says. */
  static int tranche(VrfInOut inOut, SessionInfo session) {
    int wide = Math.max(1, session.nDelayTranches() + session.zerothDelayTrancheWidth());
    int drawn = Integer.remainderUnsigned(word(inOut.makeBytes(TRANCHE, 4)), wide);
    return Math.max(0, drawn - session.zerothDelayTrancheWidth());
  }

  private static int word(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
