package io.braid.parachains.approval;

import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.Sr25519Vrf;
import io.braid.crypto.sr25519.VrfInOut;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.parachains.protocol.AssignmentCert;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.SessionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who checks which core in which tranche, in one session. Everybody is drawn for every core, most
 * of them so late that their turn never comes. Who backed a candidate never checks it.
 */
final class AssignmentCriteria {
  /** The type of the keys that draw lots. */
  static final String KEY_TYPE = "asgn";

  /**
   * A core that a candidate leaves, being included.
   *
   * @param group that backed the candidate
   */
  record LeavingCore(int core, int group) {}

  private final SessionInfo session;

  AssignmentCriteria(SessionInfo session) {
    this.session = session;
  }

  // Own assignments

  /** This node among the session's validators, if it has the key of one. */
  Optional<Integer> self(Keystore keys) {
    List<Bytes> ours = keys.publicKeys(KeyScheme.SR25519, KEY_TYPE);
    for (int index = 0; index < validators(); index++) {
      if (ours.contains(session.assignmentKeys().get(index))) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }

  private int validators() {
    return Math.min(session.validators().size(), session.assignmentKeys().size());
  }

  /**
   * This node's assignments by core, the earliest for each.
   *
   * @param leaving the cores whose candidates a block includes
   * @param compact whether cores are drawn at once, or one by one as older nodes do
   */
  SortedMap<Integer, OwnAssignment> own(
      Keystore keys, RelayVrfStory story, List<LeavingCore> leaving, boolean compact) {
    SortedMap<Integer, OwnAssignment> found = new TreeMap<>();
    Optional<Integer> self = self(keys);
    if (self.isEmpty() || session.nCores() == 0) {
      return found;
    }
    List<Integer> cores = new ArrayList<>();
    for (LeavingCore each : leaving) {
      if (!isInGroup(self.get(), each.group())) {
        cores.add(each.core());
      }
    }
    if (compact) {
      drawAtOnce(keys, self.get(), story, cores, found);
    } else {
      drawOneByOne(keys, self.get(), story, cores, found);
    }
    drawTranches(keys, self.get(), story, cores, found);
    return found;
  }

  private boolean isInGroup(int validator, int group) {
    return group >= 0
        && group < session.validatorGroups().size()
        && session.validatorGroups().get(group).contains(validator);
  }

  private void drawAtOnce(
      Keystore keys,
      int self,
      RelayVrfStory story,
      List<Integer> cores,
      SortedMap<Integer, OwnAssignment> found) {
    Transcript input = ApprovalVrf.moduloCompact(story);
    List<Integer> drawn =
        evaluate(keys, self, input).map(inOut -> ApprovalVrf.cores(inOut, session)).stream()
            .flatMap(List::stream)
            .filter(cores::contains)
            .toList();
    if (!drawn.isEmpty()) {
      Bits bits = Bitfield.of(drawn);
      AssignmentCert.Kind kind = new AssignmentCert.Kind.RelayVrfModuloCompact(bits);
      sign(keys, self, kind, 0, input, ApprovalVrf.assigned(bits))
          .ifPresent(assignment -> drawn.forEach(core -> found.put(core, assignment)));
    }
  }

  private void drawOneByOne(
      Keystore keys,
      int self,
      RelayVrfStory story,
      List<Integer> cores,
      SortedMap<Integer, OwnAssignment> found) {
    for (int i = 0; i < session.relayVrfModuloSamples(); i++) {
      int sample = i;
      Transcript input = ApprovalVrf.modulo(story, sample);
      evaluate(keys, self, input)
          .map(inOut -> ApprovalVrf.core(inOut, session.nCores()))
          .filter(core -> cores.contains(core) && !found.containsKey(core))
          .ifPresent(core -> {
            AssignmentCert.Kind kind = new AssignmentCert.Kind.RelayVrfModulo(sample);
            sign(keys, self, kind, 0, input, ApprovalVrf.assigned(core))
                .ifPresent(assignment -> found.put(core, assignment));
          });
    }
  }

  private void drawTranches(
      Keystore keys,
      int self,
      RelayVrfStory story,
      List<Integer> cores,
      SortedMap<Integer, OwnAssignment> found) {
    for (int core : cores) {
      Transcript input = ApprovalVrf.delay(story, core);
      if (!found.containsKey(core)) {
        evaluate(keys, self, input)
            .map(inOut -> ApprovalVrf.tranche(inOut, session))
            .flatMap(tranche -> {
              AssignmentCert.Kind kind = new AssignmentCert.Kind.RelayVrfDelay(core);
              return sign(keys, self, kind, tranche, input, Sr25519Vrf.noExtra());
            })
            .ifPresent(assignment -> found.put(core, assignment));
      }
    }
  }

  private Optional<VrfInOut> evaluate(Keystore keys, int self, Transcript input) {
    return keys.vrfEvaluate(KEY_TYPE, session.assignmentKeys().get(self), input);
  }

  private Optional<OwnAssignment> sign(
      Keystore keys,
      int self,
      AssignmentCert.Kind kind,
      int tranche,
      Transcript input,
      Transcript extra) {
    return keys.vrfSign(KEY_TYPE, session.assignmentKeys().get(self), input, extra)
        .map(AssignmentCert.Vrf::of)
        .map(vrf -> new OwnAssignment(self, tranche, new AssignmentCert(kind, vrf)));
  }

  // Others' certificates

  /**
   * Checks a certificate. That candidates leave the claimed cores is for the caller to know.
   *
   * @param claimed the cores that the certificate is said to be about, ascending, at least one
   */
  CertCheck check(
      List<LeavingCore> claimed, int validator, RelayVrfStory story, AssignmentCert cert) {
    if (validator < 0 || validator >= validators()) {
      return new CertCheck.Refused(
          "expected one of " + validators() + " validators, found " + validator);
    }
    for (LeavingCore each : claimed) {
      if (each.core() >= session.nCores()) {
        return new CertCheck.Refused(
            "expected a core below " + session.nCores() + ", found " + each.core());
      }
      if (isInGroup(validator, each.group())) {
        return new CertCheck.Refused(
            "validator " + validator + " backed the candidate of core " + each.core());
      }
    }
    byte[] key = session.assignmentKeys().get(validator).unsafeArray();
    VrfSignature vrf = cert.vrf().signature();
    List<Integer> cores = claimed.stream().map(LeavingCore::core).toList();
    return switch (cert.kind()) {
      case AssignmentCert.Kind.RelayVrfModuloCompact(Bits bits) ->
          checkCompact(cores, bits, key, story, vrf);
      case AssignmentCert.Kind.RelayVrfModulo(int sample) ->
          checkModulo(cores, sample, key, story, vrf);
      case AssignmentCert.Kind.RelayVrfDelay(int core) -> checkDelay(cores, core, key, story, vrf);
    };
  }

  private CertCheck checkCompact(
      List<Integer> cores, Bits bits, byte[] key, RelayVrfStory story, VrfSignature vrf) {
    if (!Bitfield.isProper(bits, session.nCores()) || !Bitfield.members(bits).equals(cores)) {
      return otherCores(cores, bits);
    }
    return Sr25519Vrf.verify(key, ApprovalVrf.moduloCompact(story), ApprovalVrf.assigned(bits), vrf)
        .map(inOut -> ApprovalVrf.cores(inOut, session))
        .map(drawn -> drawn.containsAll(cores) ? new CertCheck.Valid(0) : otherCores(cores, drawn))
        .orElseGet(AssignmentCriteria::wrongProof);
  }

  private CertCheck checkModulo(
      List<Integer> cores, int sample, byte[] key, RelayVrfStory story, VrfSignature vrf) {
    if (sample < 0 || sample >= session.relayVrfModuloSamples() || cores.size() != 1) {
      return new CertCheck.Refused(
          "expected one core by a sample below %d, found %d by sample %d"
              .formatted(session.relayVrfModuloSamples(), cores.size(), sample));
    }
    int claimed = cores.getFirst();
    return Sr25519Vrf.verify(
            key, ApprovalVrf.modulo(story, sample), ApprovalVrf.assigned(claimed), vrf)
        .map(inOut -> ApprovalVrf.core(inOut, session.nCores()))
        .map(drawn -> drawn == claimed ? new CertCheck.Valid(0) : otherCores(cores, drawn))
        .orElseGet(AssignmentCriteria::wrongProof);
  }

  private CertCheck checkDelay(
      List<Integer> cores, int core, byte[] key, RelayVrfStory story, VrfSignature vrf) {
    if (!cores.equals(List.of(core))) {
      return otherCores(cores, core);
    }
    return Sr25519Vrf.verify(key, ApprovalVrf.delay(story, core), vrf)
        .<CertCheck>map(inOut -> new CertCheck.Valid(ApprovalVrf.tranche(inOut, session)))
        .orElseGet(AssignmentCriteria::wrongProof);
  }

  private static CertCheck otherCores(List<Integer> claimed, Object found) {
    return new CertCheck.Refused(
        "expected a certificate for cores " + claimed + ", found one for " + found);
  }

  private static CertCheck wrongProof() {
    return new CertCheck.Refused("expected a valid proof of the VRF");
  }
}
