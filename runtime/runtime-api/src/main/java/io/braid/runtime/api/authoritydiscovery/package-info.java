/** Whom to look for on the network, between runtime and node (sp_authority_discovery). */
@NullMarked
package io.braid.runtime.api.authoritydiscovery;

import org.jspecify.annotations.NullMarked;
