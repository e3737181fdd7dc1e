/**
 * SCALE, the compact binary format of everything that crosses a boundary (Polkadot specification,
 * appendix A.2.2): codecs, the reader and writer they use, and the description of types that
 * metadata is made of.
 *
 * <p>A codec knows three things about its type: how to write it, how to read it back refusing every
 * non-canonical form, and how to describe it to clients. All lists that can be read from outside
 * carry their bound.
 */
@NullMarked
package io.braid.scale;

import org.jspecify.annotations.NullMarked;
