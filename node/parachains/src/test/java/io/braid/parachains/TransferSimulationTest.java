package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.template.TemplateRuntime;
import io.braid.consensus.pool.SubmitResult;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferSimulationTest {
  /** A signed, immortal {@code Balances.transfer_keep_alive} of version 4, put together by hand. */
  private static Bytes transfer(KeyPair signer, int nonce, Bytes to, U128 value, Hash256 genesis) {
    Bytes call = new ScaleWriter().u8(10).u8(3).u8(0).raw(to).compact(value).toBytes();
    Bytes explicit = new ScaleWriter().u8(0).compact(nonce).compact(0).u8(0).toBytes();
    Bytes implicit =
        new ScaleWriter()
            .u32(TemplateRuntime.VERSION.specVersion())
            .u32(TemplateRuntime.VERSION.transactionVersion())
            .raw(genesis.bytes())
            .raw(genesis.bytes())
            .u8(0)
            .toBytes();
    byte[] payload = Bytes.concat(call, explicit, implicit).toArray();
    return new ScaleWriter()
        .u8(0x84)
        .u8(0)
        .raw(signer.publicKey())
        .u8(1)
        .raw(signer.sign(payload, NonceEntropy.NONE))
        .raw(explicit)
        .raw(call)
        .toBytes();
  }

  @Test
  void transfersOfAClientAreProvenBackedAndFinal() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(59));
    Bytes signer = Chains.collator().publicKey();
    List<Bytes> transfers = new ArrayList<>();
    for (int nonce = 0; nonce < 5; nonce++) {
      Bytes transfer =
          transfer(
              Chains.collator(),
              nonce,
              Chains.validator(nonce).publicKey(),
              TemplateRuntime.UNIT,
              network.parachain().genesis().hash());
      SubmitResult submitted = network.collators.getFirst().node().submit(transfer);
      assertThat(submitted).isInstanceOf(SubmitResult.Accepted.class);
      transfers.add(transfer);
    }

    network.runSlots(9);

    Hash256 finalised = network.parachain().finalised().hash();
    assertThat(
            network
                .parachain()
                .query(
                    finalised, "AccountNonceApi_account_nonce", signer.unsafeArray(), Codecs.U32))
        .contains(5);
    List<Bytes> inBlocks = new ArrayList<>();
    for (int number = 1; number <= network.parachain().finalised().number(); number++) {
      Hash256 hash = network.parachain().hashAt(number).orElseThrow();
      inBlocks.addAll(network.parachain().body(hash).orElseThrow());
    }
    assertThat(inBlocks).containsAll(transfers);
    assertThat(network.refusals).isEmpty();
  }
}
