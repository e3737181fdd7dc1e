package io.braid.chains;

import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A well-known account of development networks, whose secret everybody has: {@code //Alice} of the
 * public development phrase, and so on. Never for anything of value.
 *
 * @param sr25519 public key, also the account id
 * @param ed25519 public key
 * @param ecdsa public key, compressed
 */
public record DevelopmentAccount(String name, Bytes sr25519, Bytes ed25519, Bytes ecdsa) {
  public static final DevelopmentAccount ALICE =
      of(
          "Alice",
          "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
          "0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee",
          "0x020a1091341fe5664bfa1782d5e04779689068c916b04cb365ec3153755684d9a1");
  public static final DevelopmentAccount BOB =
      of(
          "Bob",
          "0x8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48",
          "0xd17c2d7823ebf260fd138f2d7e27d114c0145d968b5ff5006125f2414fadae69",
          "0x0390084fdbf27d2b79d26a4f13f0ccd982cb755a661969143c37cbc49ef5b91f27");

  /** Alice to Ferdie. */
  public static final List<DevelopmentAccount> ALL =
      List.of(
          ALICE,
          BOB,
          of(
              "Charlie",
              "0x90b5ab205c6974c9ea841be688864633dc9ca8a357843eeacf2314649965fe22",
              "0x439660b36c6c03afafca027b910b4fecf99801834c62a5e6006f27d978de234f",
              "0x0389411795514af1627765eceffcbd002719f031604fadd7d188e2dc585b4e1afb"),
          of(
              "Dave",
              "0x306721211d5404bd9da88e0204360a1a9ab8b87c66c1bc2fcdd37f3c2222cc20",
              "0x5e639b43e0052c47447dac87d6fd2b6ec50bdd4d0f614e4299c665249bbd09d9",
              "0x03bc9d0ca094bd5b8b3225d7651eac5d18c1c04bf8ae8f8b263eebca4e1410ed0c"),
          of(
              "Eve",
              "0xe659a7a1628cdd93febc04a4e0646ea20e9f5f0ce097d9a05290d4a9e054df4e",
              "0x1dfe3e22cc0d45c70779c1095f7489a8ef3cf52d62fbd8c2fa38c9f1723502b5",
              "0x031d10105e323c4afce225208f71a6441ee327a65b9e646e772500c74d31f669aa"),
          of(
              "Ferdie",
              "0x1cbd2d43530a44705ad088af313e18f80b53ef16b36177cd4b77b846f2a5f07c",
              "0x568cb4a574c6d178feb39c27dfc8b3f789e5f5423e19c71633c748b9acf086b5",
              "0x0291f1217d5a04cb83312ee3d88a6e6b33284e053e6ccfc3a90339a0299d12967c"));

  private static DevelopmentAccount of(String name, String sr25519, String ed25519, String ecdsa) {
    return new DevelopmentAccount(
        name, Bytes.fromHex(sr25519), Bytes.fromHex(ed25519), Bytes.fromHex(ecdsa));
  }

  public AccountId account() {
    return AccountId.of(sr25519);
  }

  /** What the presets endow: everybody with {@code amount}. */
  public static SortedMap<AccountId, U128> endowed(U128 amount) {
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    ALL.forEach(account -> balances.put(account.account(), amount));
    return balances;
  }
}
