@NullMarked
package io.braid.executor.pvf.worker;

import org.jspecify.annotations.NullMarked;
