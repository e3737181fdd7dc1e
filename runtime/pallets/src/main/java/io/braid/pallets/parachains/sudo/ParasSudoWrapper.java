package io.braid.pallets.parachains.sudo;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.PalletError;
import io.braid.pallets.parachains.paras.ParaGenesisArgs;
import io.braid.pallets.parachains.paras.Paras;

/** Parachains by order of root. */
@Pallet(crate = "polkadot_runtime_common::paras_sudo_wrapper")
public final class ParasSudoWrapper {
  /** Why root is refused. */
  public enum Error implements PalletError {
    /** The specified parachain is not registered. */
    PARA_DOESNT_EXIST,
    /** The specified parachain is already registered. */
    PARA_ALREADY_EXISTS
  }

  private final Paras paras;

  public ParasSudoWrapper(PalletContext context, Paras paras) {
    this.paras = paras;
  }

  /**
   * Registers a parachain: it begins two sessions from now, if the validators accept its code by
   * then, or else in the session after they have. Origin: root.
   */
  @Dispatchable(index = 0, refTime = 200_000_000)
  void sudoScheduleParaInitialize(Origin origin, int id, ParaGenesisArgs genesis)
      throws DispatchFailure {
    origin.ensureRoot();
    try {
      paras.scheduleInitialize(id, genesis);
    } catch (DispatchFailure known) {
      throw DispatchFailure.of(Error.PARA_ALREADY_EXISTS);
    }
  }
}
