/**
 * Session keys on disk: a folder with a file for each, named as Substrate names them. A file holds
 * either a secret URI in JSON, as Substrate's does, or polkadot.js' encrypted key JSON, version 3.
 */
@NullMarked
package io.braid.storage.keys;

import org.jspecify.annotations.NullMarked;
