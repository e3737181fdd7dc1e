package io.braid.testchain;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.frame.Call;
import io.braid.frame.DispatchFailure;
import io.braid.frame.MultiAddress;
import io.braid.frame.Origin;
import io.braid.frame.PalletEvent;
import io.braid.frame.executive.Executive;
import io.braid.frame.executive.Extrinsic;
import io.braid.frame.executive.MultiSignature;
import io.braid.frame.extension.CheckMetadataHash;
import io.braid.frame.extension.CheckMortality;
import io.braid.frame.extension.CheckNonce;
import io.braid.frame.extension.Era;
import io.braid.frame.extension.TransactionExtension;
import io.braid.frame.extension.TransactionRefused;
import io.braid.frame.system.EventRecord;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.InherentData;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.scale.Codecs.Unit;
import io.braid.trie.StateTrie;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A chain of one runtime on an in-memory state. A block is always open: calls and extrinsics go
 * into it, {@link #nextBlock} closes it and opens another.
 *
 * @param <R> the runtime's class
 */
public final class TestChain<R> {
  private final R runtime;
  private final StateHost host;
  private final Composition composition;
  private Hash256 parent = Hash256.ZERO;

  private TestChain(Function<Host, R> factory, Function<R, Composition> composition) {
    host = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    runtime = factory.apply(host);
    this.composition = composition.apply(runtime);
  }

  /**
   * A chain at block 0.
   *
   * @param genesis writes the initial state
   */
  public static <R> TestChain<R> of(
      Function<Host, R> factory, Function<R, Composition> composition, Consumer<Host> genesis) {
    TestChain<R> chain = new TestChain<>(factory, composition);
    genesis.accept(chain.host);
    chain.composition.system().genesis(Bytes.EMPTY);
    return chain;
  }

  public R runtime() {
    return runtime;
  }

  public Host host() {
    return host;
  }

  private Executive executive() {
    return composition.executive();
  }

  /**
   * Opens the next block with what its author claims, and applies the inherents for {@code data}.
   */
  public TestChain<R> open(InherentData data, DigestItem... preRuntime) {
    int number = composition.system().number.get() + 1;
    executive()
        .initializeBlock(
            new Header(
                parent, number, Hash256.ZERO, Hash256.ZERO, new Digest(List.of(preRuntime))));
    for (Bytes inherent : executive().inherentExtrinsics(data)) {
      if (executive().applyExtrinsic(inherent)
          instanceof Result.Err<Result<Unit, DispatchError>, TransactionValidityError> refused) {
        throw new AssertionError("the block refused its own inherent: " + refused.error());
      }
    }
    return this;
  }

  /** Closes the block and gives its header. */
  public Header close() {
    Header header = executive().finalizeBlock();
    parent = Executive.hash(host, header);
    return header;
  }

  /** Runs a call in the open block as {@code origin}; the error, when it is refused. */
  public Optional<DispatchError> apply(Origin origin, Call call) {
    try {
      composition.parts().storage().transactional(() -> composition.parts().dispatch(origin, call));
      return Optional.empty();
    } catch (DispatchFailure failure) {
      return Optional.of(failure.error(composition.parts()));
    }
  }

  /** A signed extrinsic with the account's next nonce, without its length. */
  public Bytes sign(KeyPair signer, Call call) {
    AccountId account = signer.accountId();
    List<Object> explicit = new ArrayList<>();
    for (TransactionExtension<?, ?, ?> extension : executive().extrinsics().extensions()) {
      explicit.add(
          switch (extension) {
            case CheckMortality mortality -> Era.IMMORTAL;
            case CheckNonce nonce -> executive().accountNonce(account);
            case CheckMetadataHash hash -> CheckMetadataHash.Mode.DISABLED;
            default ->
                extension.explicitCodec().maxEncodedSize() == 0 ? Unit.UNIT : (Object) U128.ZERO;
          });
    }
    Bytes payload;
    try {
      payload = executive().extrinsics().signingPayload(host, call, explicit);
    } catch (TransactionRefused refused) {
      throw new AssertionError(refused);
    }
    MultiSignature signature =
        new MultiSignature.Sr25519(signer.sign(payload.unsafeArray(), NonceEntropy.NONE));
    return executive()
        .extrinsics()
        .encode(new Extrinsic.Signed(MultiAddress.of(account), signature, explicit, call));
  }

  /** Signs and applies an extrinsic in the open block. */
  public Result<Result<Unit, DispatchError>, TransactionValidityError> submit(
      KeyPair signer, Call call) {
    Bytes extrinsic = sign(signer, call);
    host.startTransaction();
    var result = executive().applyExtrinsic(extrinsic);
    if (result instanceof Result.Ok) {
      host.commitTransaction();
    } else {
      host.rollbackTransaction();
    }
    return result;
  }

  /** The events of the open block so far. */
  public List<PalletEvent> events() {
    return composition.system().readEvents().stream().map(EventRecord::event).toList();
  }
}
