package io.braid.parachains.approval;

import io.braid.parachains.protocol.AssignmentCert;

/**
 * That this node is to check candidates of a block once a tranche has begun. A certificate may be
 * about several cores, each with an assignment of its own.
 *
 * @param validator this node among the session's validators
 */
record OwnAssignment(int validator, int tranche, AssignmentCert cert) {}
