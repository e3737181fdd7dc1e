package io.braid.runtime.api;

/** What a call announces before it runs. */
public record DispatchInfo(Weight weight, DispatchClass dispatchClass, Pays pays) {}
