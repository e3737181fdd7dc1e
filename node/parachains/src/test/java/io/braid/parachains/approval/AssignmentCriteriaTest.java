package io.braid.parachains.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.keys.MemoryKeystore;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.parachains.approval.AssignmentCriteria.LeavingCore;
import io.braid.parachains.protocol.AssignmentCert;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.SessionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** After the tests of polkadot-sdk's criteria.rs: own assignments hold, changed ones do not. */
class AssignmentCriteriaTest {
  private static final int VALIDATORS = 20;
  private static final int CORES = 10;
  private static final RelayVrfStory STORY = story(42);

  private static RelayVrfStory story(int value) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) value);
    return new RelayVrfStory(Hash256.of(bytes));
  }

  private static KeyPair key(int validator) {
    return KeyPair.of(KeyScheme.SR25519, "//Validator" + validator);
  }

  private static MemoryKeystore keystore(int validator) {
    return new MemoryKeystore(NonceEntropy.NONE).with("asgn", key(validator));
  }

  private static SessionInfo session(int validators, int cores, int samples) {
    List<Bytes> keys = new ArrayList<>();
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      keys.add(key(i).publicKey());
    }
    for (int group = 0; group < cores; group++) {
      List<Integer> members = new ArrayList<>();
      for (int i = group; i < validators; i += cores) {
        members.add(i);
      }
      groups.add(members);
    }
    return new SessionInfo(
        List.of(),
        Bytes.wrap(new byte[32]),
        6,
        keys,
        keys,
        keys,
        groups,
        cores,
        10,
        samples,
        40,
        2,
        4);
  }

  /** Every core, backed by the group one further. */
  private static List<LeavingCore> leaving(int cores) {
    List<LeavingCore> all = new ArrayList<>();
    for (int core = 0; core < cores; core++) {
      all.add(new LeavingCore(core, (core + 1) % cores));
    }
    return all;
  }

  private static final AssignmentCriteria CRITERIA =
      new AssignmentCriteria(session(VALIDATORS, CORES, 4));

  private static List<LeavingCore> claimed(int core, AssignmentCert cert) {
    List<Integer> cores =
        cert.kind() instanceof AssignmentCert.Kind.RelayVrfModuloCompact(var bits)
            ? Bitfield.members(bits)
            : List.of(core);
    return cores.stream().map(each -> new LeavingCore(each, (each + 1) % CORES)).toList();
  }

  private static SortedMap<Integer, OwnAssignment> own(boolean compact) {
    return CRITERIA.own(keystore(3), STORY, leaving(CORES), compact);
  }

  @Test
  void everyoneButABackerIsAssignedToEveryCore() {
    for (boolean compact : List.of(true, false)) {
      SortedMap<Integer, OwnAssignment> found = own(compact);

      // Validator 3 is in group 3, which backs what leaves core 2.
      assertThat(found.keySet()).containsExactly(0, 1, 3, 4, 5, 6, 7, 8, 9);
      assertThat(found.values()).allMatch(each -> each.validator() == 3 && each.tranche() < 40);
    }
  }

  @Test
  void aNodeWithoutAKeyIsAssignedToNothing() {
    assertThat(CRITERIA.own(keystore(99), STORY, leaving(CORES), true)).isEmpty();
  }

  @Test
  void ownAssignmentsPassTheCheckWithTheirTranche() {
    int kinds = 0;
    for (boolean compact : List.of(true, false)) {
      for (Map.Entry<Integer, OwnAssignment> each : own(compact).entrySet()) {
        AssignmentCert cert = each.getValue().cert();
        assertThat(CRITERIA.check(claimed(each.getKey(), cert), 3, STORY, cert))
            .isEqualTo(new CertCheck.Valid(each.getValue().tranche()));
        kinds |=
            1 << (cert.kind() instanceof AssignmentCert.Kind.RelayVrfDelay ? 0 : compact ? 1 : 2);
      }
    }
    assertThat(kinds).as("all three kinds were checked").isEqualTo(7);
  }

  @Test
  void whatIsChangedIsRefused() {
    for (boolean compact : List.of(true, false)) {
      for (Map.Entry<Integer, OwnAssignment> each : own(compact).entrySet()) {
        AssignmentCert cert = each.getValue().cert();
        List<LeavingCore> cores = claimed(each.getKey(), cert);
        List<LeavingCore> beyond = List.of(new LeavingCore(CORES, 0));
        List<LeavingCore> ownGroup = List.of(new LeavingCore(cores.getFirst().core(), 3));

        refused(CRITERIA.check(cores, 4, STORY, cert));
        refused(CRITERIA.check(cores, VALIDATORS, STORY, cert));
        refused(CRITERIA.check(cores, 3, story(43), cert));
        refused(CRITERIA.check(beyond, 3, STORY, cert));
        refused(CRITERIA.check(ownGroup, 3, STORY, cert));
        refused(
            CRITERIA.check(cores, 3, STORY, new AssignmentCert(other(cert.kind()), cert.vrf())));
      }
    }
  }

  private static AssignmentCert.Kind other(AssignmentCert.Kind kind) {
    return switch (kind) {
      case AssignmentCert.Kind.RelayVrfModuloCompact(var bits) ->
          new AssignmentCert.Kind.RelayVrfModuloCompact(bits.with(0, !bits.get(0)));
      case AssignmentCert.Kind.RelayVrfDelay(int core) ->
          new AssignmentCert.Kind.RelayVrfDelay((core + 1) % CORES);
      case AssignmentCert.Kind.RelayVrfModulo(int sample) ->
          new AssignmentCert.Kind.RelayVrfModulo((sample + 1) % 4);
    };
  }

  private static void refused(CertCheck check) {
    assertThat(check).isInstanceOf(CertCheck.Refused.class);
  }

  @Test
  void asManySamplesAsCoresDrawEveryCoreAtOnce() {
    AssignmentCriteria small = new AssignmentCriteria(session(6, 2, 2));

    assertThat(small.own(keystore(0), STORY, List.of(new LeavingCore(0, 1)), true).get(0))
        .extracting(OwnAssignment::tranche)
        .isEqualTo(0);
  }
}
