package io.braid.consensus.aura;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.ParachainGenesis;
import io.braid.chains.template.TemplateRuntime;
import io.braid.chains.template.TemplateRuntimeEntryPoints;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.importing.HeaderCheck;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.ports.Keystore;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two collators of a parachain whose slots take six seconds. */
class AuraEngineTest {
  private static final KeyPair ALICE = KeyPair.of(KeyScheme.SR25519, "//Alice");
  private static final KeyPair BOB = KeyPair.of(KeyScheme.SR25519, "//Bob");
  private static final Bytes CODE = Bytes.utf8("the template parachain's runtime, run natively");
  private static final Instant NOW = Instant.ofEpochMilli(6_000L * 1_000);

  private final Chain chain = open();
  private final AuraEngine engine = AuraEngine.of(chain);

  private static Chain open() {
    Genesis genesis =
        Genesis.writtenBy(host ->
            TemplateRuntime.writeGenesis(
                new ParachainGenesis(
                    2000,
                    6_000,
                    List.of(ALICE.publicKey(), BOB.publicKey()),
                    new TreeMap<>(),
                    Optional.empty()),
                host,
                CODE));
    Hash256 codeHash = Hash256.of(Blake2b.hash256(CODE.unsafeArray()));
    Executor executor =
        new Executor(
            ExecutionStrategy.NATIVE,
            List.of(new NativeRuntime(codeHash, TemplateRuntimeEntryPoints::new)),
            new WasmRuntimes(1, LargeFunctions.REFUSE));
    return Chain.open(new MemoryDatabase(), executor, genesis);
  }

  private static Keystore keys(KeyPair pair) {
    return new MemoryKeystore(NonceEntropy.NONE).with(Keystore.AURA, pair);
  }

  private Header unsealed(DigestItem... items) {
    BlockRef genesis = chain.genesis();
    return new Header(genesis.hash(), 1, Hash256.ZERO, Hash256.ZERO, new Digest(List.of(items)));
  }

  private Header sealedBy(KeyPair pair, long slot) {
    AuraClaim claim = new AuraClaim(slot, pair.publicKey());
    return AuraEngine.seal(unsealed(claim.preDigest()), claim, keys(pair)).orElseThrow();
  }

  @Test
  void slotsGoRoundTheAuthorities() {
    Hash256 genesis = chain.genesis().hash();

    assertThat(engine.slotDurationMillis()).isEqualTo(6_000);
    assertThat(engine.claim(genesis, 1_000, keys(ALICE)))
        .contains(new AuraClaim(1_000, ALICE.publicKey()));
    assertThat(engine.claim(genesis, 1_000, keys(BOB))).isEmpty();
    assertThat(engine.claim(genesis, 1_001, keys(BOB)))
        .contains(new AuraClaim(1_001, BOB.publicKey()));
  }

  @Test
  void aHeaderSealedInItsAuthorsTurnIsAccepted() {
    Header sealed = sealedBy(ALICE, 1_000);

    assertThat(engine.check(sealed, NOW))
        .isInstanceOfSatisfying(
            HeaderCheck.Accepted.class,
            accepted -> assertThat(accepted.unsealed()).isEqualTo(sealed.unsealed()));
    assertThat(AuraEngine.slotOf(sealed)).contains(1_000L);
  }

  @Test
  void aSealOutOfTurnOrOfAnotherHeaderIsRefused() {
    assertThat(engine.check(sealedBy(BOB, 1_000), NOW))
        .isEqualTo(new HeaderCheck.Refused(new AuraRefusal.BadSeal(0)));
    Header sealed = sealedBy(ALICE, 1_000);
    Header other =
        new Header(
            sealed.parentHash(), 1, Hash256.of(new byte[32]), sealed.parentHash(), sealed.digest());
    assertThat(engine.check(other, NOW))
        .isEqualTo(new HeaderCheck.Refused(new AuraRefusal.BadSeal(0)));
  }

  @Test
  void aHeaderWithoutClaimOrSealOrFromTheFutureIsRefused() {
    AuraClaim claim = new AuraClaim(1_000, ALICE.publicKey());

    assertThat(engine.check(unsealed(), NOW))
        .isEqualTo(new HeaderCheck.Refused(new AuraRefusal.NoClaim()));
    assertThat(engine.check(unsealed(claim.preDigest()), NOW))
        .isEqualTo(new HeaderCheck.Refused(new AuraRefusal.NoSeal()));
    assertThat(engine.check(sealedBy(ALICE, 1_002), NOW))
        .isEqualTo(new HeaderCheck.Refused(new AuraRefusal.SlotInFuture(1_000, 1_002)));
  }
}
