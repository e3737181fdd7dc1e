/**
 * The composition root: builds a node from its parts and runs it on real threads. The only place
 * that knows all adapters.
 */
@NullMarked
package io.braid.service;

import org.jspecify.annotations.NullMarked;
