package io.braid.testchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.frame.DispatchFailure;
import io.braid.frame.PalletContext;
import io.braid.frame.storage.Hasher;
import io.braid.frame.storage.KeyPart;
import io.braid.frame.storage.Storage;
import io.braid.frame.storage.StorageDoubleMap;
import io.braid.frame.storage.StorageMap;
import io.braid.frame.storage.StorageNMap;
import io.braid.frame.storage.StorageValue;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.Codecs;
import io.braid.trie.StateTrie;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StorageItemsTest {
  private final Storage storage =
      new Storage(StateHost.over(StateTrie.empty(StatelessHost.BLAKE2)));
  private final PalletContext pallet = new PalletContext("Sample", 7, storage);

  /** The prefixes that every client of the field has seen. */
  @Test
  void keysAreThoseOfFrame() {
    PalletContext system = new PalletContext("System", 0, storage);
    PalletContext balances = new PalletContext("Balances", 1, storage);
    AccountId alice =
        AccountId.fromHex("0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");

    assertThat(
            system
                .map("Account", Hasher.BLAKE2_128_CONCAT, AccountId.CODEC, Codecs.U8, 0)
                .key(alice))
        .isEqualTo(
            Bytes.fromHex(
                "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9"
                    + "de1e86a9a8c739864cf3cc5ec2bea59f"
                    + "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"));
    assertThat(balances.value("TotalIssuance", Codecs.U128, U128.ZERO).key())
        .isEqualTo(
            Bytes.fromHex("0xc2261276cc9d1f8598ea4b6a74b15c2f57c875e4cff74148e4628f264b974c80"));
  }

  @Test
  void aValueReadsAsItsDefaultUntilItIsSet() {
    StorageValue<Integer> value = pallet.value("Value", Codecs.U32, 7);

    assertThat(value.get()).isEqualTo(7);
    assertThat(value.find()).isEmpty();
    assertThat(value.update(n -> n + 1)).isEqualTo(8);
    assertThat(value.take()).contains(8);
    assertThat(value.exists()).isFalse();
  }

  @Test
  void aValueWithoutDefaultMustBeReadWithFind() {
    StorageValue<Integer> value = pallet.optionalValue("Value", Codecs.U32);

    assertThat(value.find()).isEmpty();
    assertThatThrownBy(value::get)
        .hasMessageContaining("Sample.Value")
        .hasMessageContaining("find");
  }

  @Test
  void aMapGivesItsEntriesBackInTheOrderOfTheirKeys() {
    StorageMap<Integer, Integer> map = pallet.map("Map", Hasher.IDENTITY, Codecs.U8, Codecs.U32, 0);
    for (int i = 9; i >= 0; i--) {
      map.set(i, i * i);
    }
    map.remove(3);

    assertThat(map.entries()).hasSize(9).startsWith(Map.entry(0, 0), Map.entry(1, 1));
    assertThat(map.contains(3)).isFalse();
    assertThat(map.get(3)).isZero();
    assertThat(map.clearAll(OptionalInt.empty()).moreLeft()).isFalse();
    assertThat(map.entries()).isEmpty();
  }

  @Test
  void aDoubleMapKeepsEntriesOfOneFirstKeyTogether() {
    StorageDoubleMap<Integer, Integer, String> map =
        pallet.doubleMap(
            "Double",
            new KeyPart<>(Hasher.TWOX_64_CONCAT, Codecs.U32),
            new KeyPart<>(Hasher.IDENTITY, Codecs.U8),
            Codecs.STRING,
            "");
    map.set(1, 1, "a");
    map.set(1, 2, "b");
    map.set(2, 1, "c");

    assertThat(map.entries(1)).containsExactly(Map.entry(1, "a"), Map.entry(2, "b"));
    map.clearPrefix(1, OptionalInt.empty());
    assertThat(map.entries(1)).isEmpty();
    assertThat(map.get(2, 1)).isEqualTo("c");
  }

  @Test
  void anNMapTakesItsKeysInOrder() {
    StorageNMap<Integer> map =
        pallet.optionalNMap(
            "N",
            List.of(
                new KeyPart<>(Hasher.TWOX_64_CONCAT, Codecs.U32),
                new KeyPart<>(Hasher.BLAKE2_128_CONCAT, AccountId.CODEC),
                new KeyPart<>(Hasher.IDENTITY, Codecs.U8)),
            Codecs.U32);
    AccountId who = AccountId.of(new byte[32]);
    map.set(5, 1, who, 2);

    assertThat(map.find(1, who, 2)).contains(5);
    assertThat(map.find(2, who, 2)).isEmpty();
    assertThatThrownBy(() -> map.find(1, who)).hasMessageContaining("expected 3 keys, found 2");
  }

  @Test
  void aRefusalUndoesAllThatItsLayerWrote() throws DispatchFailure {
    StorageValue<Integer> value = pallet.value("Value", Codecs.U32, 0);
    value.set(1);

    assertThatThrownBy(() ->
            storage.transactional(() -> {
              value.set(2);
              throw DispatchFailure.BAD_ORIGIN;
            }))
        .isInstanceOf(DispatchFailure.class);
    assertThat(value.get()).isEqualTo(1);

    storage.transactional(() -> {
      value.set(3);
      return value;
    });
    assertThat(value.get()).isEqualTo(3);
  }

  @Test
  void layersHaveABound() {
    assertThatThrownBy(() -> nest(Storage.MAX_LAYERS + 1)).isInstanceOf(DispatchFailure.class);
  }

  private int nest(int levels) throws DispatchFailure {
    return levels == 0 ? 0 : storage.transactional(() -> nest(levels - 1));
  }

  @Test
  void everyItemIsDescribedForMetadataInOrder() {
    pallet.value("First", Codecs.U32, 0);
    pallet.optionalMap("Second", Hasher.TWOX_64_CONCAT, Codecs.U32, Codecs.BOOL);

    assertThat(pallet.entries()).extracting("name").containsExactly("First", "Second");
    assertThat(pallet.entries().getFirst().defaultValue()).contains(Bytes.fromHex("00000000"));
    assertThat(pallet.entries().get(1).defaultValue()).isEmpty();
  }
}
