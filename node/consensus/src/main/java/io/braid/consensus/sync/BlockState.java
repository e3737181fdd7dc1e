package io.braid.consensus.sync;

import io.braid.scale.Scale;

/** What an announced block is to the peer that announces it. */
@Scale(path = "sc_network_common::sync::message::BlockState")
public enum BlockState {
  NORMAL,
  BEST
}
