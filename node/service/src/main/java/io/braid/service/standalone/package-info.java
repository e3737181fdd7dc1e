/**
 * One node of a network of processes: its folder, its keys on the network, and its way from a
 * configuration to a running node. Folders and files are named as Substrate names them.
 */
@NullMarked
package io.braid.service.standalone;

import org.jspecify.annotations.NullMarked;
