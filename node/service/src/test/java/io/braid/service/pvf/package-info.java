@NullMarked
package io.braid.service.pvf;

import org.jspecify.annotations.NullMarked;
