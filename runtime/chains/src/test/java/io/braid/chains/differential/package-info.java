/**
 * One source, two builds: seeded blocks go through the native classes and through the blob of every
 * runtime, call by call, and every byte that comes out must be the same.
 */
package io.braid.chains.differential;
