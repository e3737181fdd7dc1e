package io.braid.consensus.importing;

/** Why a consensus engine refuses a header. Each engine has its own reasons, sealed. */
public interface HeaderRefusal {}
