/**
 * XCM's data: locations, assets, instructions and versioned messages, with their exact encodings.
 * Version 5 is the form everything else works on; version 4 is read and converted ({@link
 * io.braid.xcm.VersionedXcm}); version 3 is named and refused. Nothing here executes: see {@code
 * io.braid.xcm.executor}. Follows the XCM format repository and the layouts of the Polkadot SDK's
 * {@code staging-xcm}. Everything compiles to WebAssembly.
 */
@NullMarked
package io.braid.xcm;

import org.jspecify.annotations.NullMarked;
