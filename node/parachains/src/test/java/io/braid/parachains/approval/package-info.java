@NullMarked
package io.braid.parachains.approval;

import org.jspecify.annotations.NullMarked;
