/**
 * Whether a node does what it is there for: what is read of it ({@link
 * io.braid.service.health.ChainVitals}), how it is read without holding it up ({@link
 * io.braid.service.health.Pulse}), and what is made of that ({@link
 * io.braid.service.health.HealthRules}), which is a pure function. Figures for machines are next
 * door, in {@code metrics}.
 */
@NullMarked
package io.braid.service.health;

import org.jspecify.annotations.NullMarked;
