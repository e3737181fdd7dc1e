/**
 * Runs the scripts of {@code tools/client-tests} for the tests of other modules, which start the
 * chains. Only tests may enter.
 */
@NullMarked
package io.braid.clienttests;

import org.jspecify.annotations.NullMarked;
