package io.braid.pallets.transactionpayment;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.runtime.api.RuntimeApi;
import io.braid.runtime.api.Weight;

/** What wallets ask before they sign. {@code uxt} is the extrinsic without its length. */
@RuntimeApi(id = "37c8bb1350a9a2a8", version = 4)
public interface TransactionPaymentApi {
  /** The weight, class and fee of an extrinsic whose encoded size is {@code len}. */
  RuntimeDispatchInfo queryInfo(UncheckedExtrinsic uxt, int len);

  /** The parts of its fee. */
  FeeDetails queryFeeDetails(UncheckedExtrinsic uxt, int len);

  /** The fee for a weight, before the multiplier. */
  U128 queryWeightToFee(Weight weight);

  /** The fee for a length in bytes. */
  U128 queryLengthToFee(int length);

  /** An extrinsic in SCALE: its length, then its body. */
  record UncheckedExtrinsic(Bytes body) {
    public static final io.braid.scale.Codec<UncheckedExtrinsic> CODEC =
        io.braid.scale.Codecs.map(
            io.braid.scale.Codecs.bytes(Integer.MAX_VALUE),
            UncheckedExtrinsic::new,
            UncheckedExtrinsic::body);
  }
}
