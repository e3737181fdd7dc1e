package io.braid.xcm;

import io.braid.scale.Scale;

/** Whether a wildcard means amounts or unique things. */
@Scale(path = "xcm::v3::multiasset::WildFungibility")
public enum WildFungibility {
  FUNGIBLE,
  NON_FUNGIBLE
}
