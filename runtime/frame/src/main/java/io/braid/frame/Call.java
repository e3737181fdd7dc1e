package io.braid.frame;

/** A call of some pallet, with its arguments: the sealed {@code NameCall} types implement it. */
public interface Call {}
