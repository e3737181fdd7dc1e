package io.braid.runtime.api.grandpa;

import io.braid.scale.Scale;
import java.util.List;

/** A change of voters that takes effect {@code delay} blocks after the block that signals it. */
@Scale(path = "sp_consensus_grandpa::ScheduledChange")
public record ScheduledChange(List<GrandpaAuthority> nextAuthorities, int delay) {}
