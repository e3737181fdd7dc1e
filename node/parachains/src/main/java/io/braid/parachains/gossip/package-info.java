/** To whom what validators say goes: the grid of a session, and a few peers at random. */
@NullMarked
package io.braid.parachains.gossip;

import org.jspecify.annotations.NullMarked;
