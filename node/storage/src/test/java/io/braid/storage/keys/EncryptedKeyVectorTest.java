package io.braid.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keys that {@code @polkadot/keyring} 14.0.3 exported: {@code new
 * Keyring({type}).addFromUri('//Alice') .toJson('correct horse')}, for each type.
 */
class EncryptedKeyVectorTest {
  private static String exported(KeyScheme scheme) {
    return switch (scheme) {
      case SR25519 -> SR25519_JSON;
      case ED25519 -> ED25519_JSON;
      case ECDSA -> ECDSA_JSON;
    };
  }

  @ParameterizedTest
  @EnumSource
  void whatPolkadotJsExportedIsOpened(KeyScheme scheme) {
    KeyPair alice = KeyPair.of(scheme, "//Alice");

    assertThat(EncryptedKey.open(exported(scheme), "correct horse"))
        .isInstanceOfSatisfying(
            EncryptedKey.Opened.Key.class,
            opened -> {
              assertThat(opened.pair().publicKey()).isEqualTo(alice.publicKey());
              assertThat(opened.pair().sign(new byte[] {7})).isEqualTo(alice.sign(new byte[] {7}));
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatWeSealIsOpenedAgain(KeyScheme scheme) {
    KeyPair alice = KeyPair.of(scheme, "//Alice");
    String sealed = EncryptedKey.seal(alice, "päss", io.braid.crypto.NonceEntropy.NONE);

    assertThat(((EncryptedKey.Opened.Key) EncryptedKey.open(sealed, "päss")).pair().publicKey())
        .isEqualTo(alice.publicKey());
    assertThat(EncryptedKey.open(sealed, "pass")).isInstanceOf(EncryptedKey.Opened.Refused.class);
  }

  private static final String SR25519_JSON =
      """
      {"encoded":"gKRtn/2ey0xaWp+aG3sHARYnBXZYAIe5PQwQE87Jow0AAAIAAQAAAAgAAAB3ectjMlSOPbNRpJGN80RNfREXhEVwDeBMRg9HZ+mKwuMDIB7Yj1iJqoIeg020sO3aMxFiKvR9EMW9rXw/GQFazVg8CVUC/BJM0oQv6a6dKrb4B6Ufh2XaFw4cP4lF1nzmbE+8yHnRk6UkTHesK+NqHQLuF9uYd35WZgBU4XqitE5rVBkvmSPqJKjiZhUwSxKovqqrd1GbqXct1PHa","encoding":{"content":["pkcs8","sr25519"],"type":["scrypt","xsalsa20-poly1305"],"version":"3"},"address":"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY","meta":{}}
      """;
  private static final String ED25519_JSON =
      """
      {"encoded":"UIdQNBPfGYILQxxCLZwG8NkDRuAkVDfTNVhMxMXbdxMAAAIAAQAAAAgAAADC14EoaN6vtAYbipmLn1Y1rzFB9Gw50M/QIt8i2Ra+Al2iXufEuWxiKnD9DOMIAZVBtUev8pGjM1Yvv2ZLxQTlT0vU8k+jW9g8YilUSTJrrZet70cqvit+morzkPgFEzfkkQOkThfcSzCPEXTik9BPCryUEZRxqwPRsX2UxGJEU/fq1RIq1OnKicVF8cUoeQtpbDUzpx1kwf1hw5Hk","encoding":{"content":["pkcs8","ed25519"],"type":["scrypt","xsalsa20-poly1305"],"version":"3"},"address":"5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu","meta":{}}
      """;
  private static final String ECDSA_JSON =
      """
      {"encoded":"EsKCaSPzsS6XKIsggf4SMyrrqNKCqVUIQ0508orlrl0AAAIAAQAAAAgAAAAVTUBIr/YDbjuVlMzQ5pAiMl0pcfiMXGM248j/PWKOZzPhpZsrmfK+KMHnIqUUHHyGVRpr2n6wk551yyrfTuyZIIeZRhbyWwWTD6ZXPIP+L+SVus9Kh3DavVQPpNRJRuoo3U5OOGDoH5tPhgDIrYzqsQKv7u17EgpK2rjaQdc=","encoding":{"content":["pkcs8","ecdsa"],"type":["scrypt","xsalsa20-poly1305"],"version":"3"},"address":"0x020a1091341fe5664bfa1782d5e04779689068c916b04cb365ec3153755684d9a1","meta":{}}
      """;
}
