package io.braid.rpc.methods;

import io.braid.consensus.pool.SubmitResult.PoolRefusal;
import io.braid.crypto.ss58.Ss58;
import io.braid.executor.CallResult;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.RpcError;
import io.braid.runtime.api.InvalidTransaction;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.UnknownTransaction;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import java.util.Optional;

/**
 * Says why the pool refused a transaction: the codes and first words that clients know, then what
 * it means, with the numbers, and what to do. May call the runtime.
 */
final class PoolRefusals {
  private static final int INVALID = 1010;
  private static final int UNKNOWN_VALIDITY = 1011;
  private static final int TEMPORARILY_BANNED = 1012;
  private static final int ALREADY_IMPORTED = 1013;
  private static final int TOO_LOW_PRIORITY = 1014;
  private static final int IMMEDIATELY_DROPPED = 1016;
  private static final int NO_TAGS = 1019;

  private final NodeHandle node;
  private final ChainFeed feed;

  PoolRefusals(NodeHandle node, ChainFeed feed) {
    this.node = node;
    this.feed = feed;
  }

  /**
   * @param extrinsic with its length
   * @param body without
   */
  RpcError explain(Bytes extrinsic, Bytes body, PoolRefusal reason) {
    return switch (reason) {
      case PoolRefusal.NotValid(TransactionValidityError.Invalid(InvalidTransaction invalid)) ->
          RpcError.of(INVALID, "Invalid Transaction", invalid(invalid, extrinsic, body));
      case PoolRefusal.NotValid(TransactionValidityError.Unknown(UnknownTransaction unknown)) ->
          RpcError.of(UNKNOWN_VALIDITY, "Unknown Transaction Validity", unknown(unknown));
      case PoolRefusal.AlreadyImported(Hash256 hash) ->
          RpcError.of(
              ALREADY_IMPORTED,
              "Transaction Already Imported",
              hash.hex() + " is in the pool already; there is no need to send it again");
      case PoolRefusal.TemporarilyBanned(Hash256 hash) ->
          RpcError.of(
              TEMPORARILY_BANNED,
              "Transaction is temporarily banned",
              "this very transaction was found invalid, or was dropped, a short while ago; wait,"
                  + " or sign it anew");
      case PoolRefusal.TooLowPriority(long priority, long needed) ->
          RpcError.of(
              TOO_LOW_PRIORITY,
              "Priority is too low: ("
                  + Long.toUnsignedString(needed)
                  + " vs "
                  + Long.toUnsignedString(priority)
                  + ")",
              "The transaction has too low priority to replace another transaction already in the"
                  + " pool. Another one with the same nonce waits; to take its place, give a"
                  + " higher tip");
      case PoolRefusal.PoolFull(int count, long bytes) ->
          RpcError.of(
              IMMEDIATELY_DROPPED,
              "Immediately Dropped",
              "The transaction couldn't enter the pool because of the limit: "
                  + count
                  + " transactions of "
                  + bytes
                  + " bytes wait, none of a lower priority. Send it later, or give a higher tip");
      case PoolRefusal.NoTagsProvided none ->
          RpcError.of(
              NO_TAGS,
              "No tags provided",
              "Transaction does not provide any tags, so the pool can't identify it");
      case PoolRefusal.TooLarge(int bytes, int max) ->
          RpcError.of(
              IMMEDIATELY_DROPPED,
              "Immediately Dropped",
              "expected a transaction of at most " + max + " bytes, found " + bytes);
      case PoolRefusal.CannotValidate(String problem) ->
          RpcError.of(
              UNKNOWN_VALIDITY,
              "Unknown Transaction Validity",
              "the runtime could not validate the transaction; most often it is encoded for"
                  + " another runtime version, so fetch the metadata anew. What happened: "
                  + problem);
    };
  }

  private String invalid(InvalidTransaction reason, Bytes extrinsic, Bytes body) {
    return switch (reason) {
      case InvalidTransaction.Call r ->
          "Transaction call is not expected: this chain does not take this call as a transaction";
      case InvalidTransaction.Payment r ->
          "Inability to pay some fees (e.g. account balance too low)."
              + fee(extrinsic)
              + " The signer"
              + signer(body)
              + " must hold the fee and the tip beside the existential deposit";
      case InvalidTransaction.Future r ->
          "Transaction will be valid in the future: its nonce is too high." + nonce(body);
      case InvalidTransaction.Stale r ->
          "Transaction is outdated: its nonce was used already." + nonce(body);
      case InvalidTransaction.BadProof r ->
          "Transaction has a bad signature: what was signed is not what this chain expects. Check"
              + " the signer, and that genesis hash, spec version, transaction version and"
              + " mortality were those of this chain"
              + version();
      case InvalidTransaction.AncientBirthBlock r ->
          "Transaction has an ancient birth block: its mortality refers to a block that is too old"
              + " or unknown; sign it anew";
      case InvalidTransaction.ExhaustsResources r ->
          "Transaction would exhaust the block limits: it needs more weight or bytes than a block"
              + " has; make it smaller";
      case InvalidTransaction.Custom(int code) ->
          "Custom error: " + code + ". The chain's own rule; its documentation has the code";
      case InvalidTransaction.BadMandatory r ->
          "A call was labelled as mandatory, but resulted in an Error.";
      case InvalidTransaction.MandatoryValidation r ->
          "Transaction dispatch is mandatory; transactions must not be validated. Only the block's"
              + " author may include this call";
      case InvalidTransaction.BadSigner r ->
          "Invalid signing address: the account" + signer(body) + " may not sign transactions";
      case InvalidTransaction.IndeterminateImplicit r ->
          "The implicit data of an extension cannot be known here; sign the transaction anew";
      case InvalidTransaction.UnknownOrigin r ->
          "The transaction extension did not authorize any origin: a general transaction of this"
              + " chain needs its set of extensions 1, with VerifyMultiSignature signed";
    };
  }

  private static String unknown(UnknownTransaction reason) {
    return switch (reason) {
      case UnknownTransaction.CannotLookup r ->
          "Could not lookup information required to validate the transaction: often the signer's"
              + " address is an index that nobody holds";
      case UnknownTransaction.NoUnsignedValidator r ->
          "Could not find an unsigned validator for the unsigned transaction: this call must be"
              + " signed";
      case UnknownTransaction.Custom(int code) -> "UnknownTransaction custom error " + code;
    };
  }

  private String signer(Bytes body) {
    return Extrinsics.signer(body).map(account -> " " + address(account)).orElse("");
  }

  private String address(AccountId account) {
    return Ss58.encode(node.identity().ss58Format(), account);
  }

  private String nonce(Bytes body) {
    Optional<AccountId> signer = Extrinsics.signer(body);
    if (signer.isEmpty()) {
      return "";
    }
    byte[] account = signer.get().bytes().toArray();
    return ask("AccountNonceApi_account_nonce", account)
        .map(in ->
            " The next nonce of "
                + address(signer.get())
                + " on the best block is "
                + Integer.toUnsignedString(in.u32())
                + "; system_accountNextIndex counts waiting transactions too")
        .orElse("");
  }

  private String fee(Bytes extrinsic) {
    try {
      return ask("TransactionPaymentApi_query_info", PaymentMethods.question(extrinsic))
          .map(in -> " The fee is " + PaymentMethods.partialFee(in) + " and any tip.")
          .orElse("");
    } catch (ScaleException e) {
      return "";
    }
  }

  private String version() {
    return node.chain()
        .runtimeVersion(feed.best())
        .map(version ->
            " (spec "
                + Integer.toUnsignedString(version.specVersion())
                + ", transaction "
                + Integer.toUnsignedString(version.transactionVersion())
                + ")")
        .orElse("");
  }

  private Optional<ScaleReader> ask(String entryPoint, byte[] arguments) {
    return node.chain().call(feed.best(), entryPoint, arguments)
            instanceof CallResult.Returned(Bytes output)
        ? Optional.of(new ScaleReader(output))
        : Optional.empty();
  }
}
