/**
 * What root may do with parachains while nobody can lease or buy a core
 * (polkadot_runtime_common::paras_sudo_wrapper).
 */
@NullMarked
package io.braid.pallets.parachains.sudo;

import org.jspecify.annotations.NullMarked;
