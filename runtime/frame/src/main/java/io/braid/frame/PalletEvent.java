package io.braid.frame;

/** Something that happened, for clients to see: what a pallet's {@code Event} extends. */
public interface PalletEvent {}
