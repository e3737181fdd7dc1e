package io.braid.parachains.prospective;

import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayParent;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.OutboundHrmpMessage;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.UpgradeRestriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Candidates of one parachain, and what a made-up relay chain asks of them. */
final class Fragments {
  static final int PARA = 2000;
  static final int MAX_POV = 1_000;
  static final Hash256 CODE = Candidates.hash(Bytes.utf8("code"));
  static final Hash256 NEW_CODE = Candidates.hash(Bytes.utf8("new code"));

  private Fragments() {}

  static RelayParent relay(int number) {
    return new RelayParent(
        Candidates.hash(Bytes.utf8("relay block " + number)),
        number,
        Candidates.hash(Bytes.utf8("relay state " + number)));
  }

  /** Relay blocks from one down to another. */
  static List<RelayParent> relays(int from, int to) {
    List<RelayParent> found = new ArrayList<>();
    for (int number = from; number >= to; number--) {
      found.add(relay(number));
    }
    return found;
  }

  static CandidateCommitments output(String head, int watermark) {
    return new CandidateCommitments(
        List.of(), List.of(), Optional.empty(), Bytes.utf8(head), 0, watermark);
  }

  static CandidateCommitments output(
      int watermark,
      List<Bytes> upward,
      List<OutboundHrmpMessage> horizontal,
      Optional<Bytes> code,
      int downward) {
    return new CandidateCommitments(upward, horizontal, code, Bytes.utf8("b"), downward, watermark);
  }

  static Prospect candidate(RelayParent relayParent, String parent, String head) {
    return candidate(relayParent, parent, CODE, output(head, relayParent.number()));
  }

  static Prospect candidate(
      RelayParent relayParent, String parent, Hash256 code, CandidateCommitments output) {
    PersistedValidationData data =
        new PersistedValidationData(
            Bytes.utf8(parent), relayParent.number(), relayParent.storageRoot(), MAX_POV);
    CandidateDescriptor descriptor =
        new CandidateDescriptor(
            PARA,
            relayParent.hash(),
            0,
            0,
            1,
            CandidateDescriptor.RESERVED_1,
            Candidates.hash(data),
            Hash256.ZERO,
            Hash256.ZERO,
            CandidateDescriptor.RESERVED_2,
            Candidates.hash(output.headData()),
            code);
    return Prospect.of(new CommittedCandidateReceipt(descriptor, output), data);
  }

  static BackingConstraints limits(int minRelayParent, String included) {
    return limits(minRelayParent, included, List.of(), Optional.empty(), Optional.empty());
  }

  static BackingConstraints limits(
      int minRelayParent,
      String included,
      List<Integer> downward,
      Optional<UpgradeRestriction> restriction,
      Optional<Map.Entry<Integer, Hash256>> future) {
    return new BackingConstraints(
        minRelayParent,
        MAX_POV,
        100,
        20,
        3,
        30,
        2,
        downward,
        new BackingConstraints.InboundHrmpLimitations(List.of(2, 4)),
        List.of(
            new BackingConstraints.OutboundChannel(
                7, new BackingConstraints.OutboundHrmpChannelLimitations(50, 2)),
            new BackingConstraints.OutboundChannel(
                9, new BackingConstraints.OutboundHrmpChannelLimitations(10, 1))),
        2,
        Bytes.utf8(included),
        CODE,
        restriction,
        future);
  }
}
