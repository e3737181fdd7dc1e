/**
 * Chain specifications: what a node must know of a chain before it knows any of its blocks. Reads
 * and writes the ecosystem's JSON, plain and raw, and makes the genesis state of a plain one with
 * the runtime's own {@code GenesisBuilder}. Source: {@code sc-chain-spec} and its documentation.
 */
@NullMarked
package io.braid.service.chainspec;

import org.jspecify.annotations.NullMarked;
