package io.braid.pallets.session;

/**
 * A kind of session key: which protocol signs with it, and how.
 *
 * @param id four ASCII characters
 */
public record KeyType(String id, Scheme scheme) {
  /** How a key signs; public keys of both schemes have 32 bytes. */
  public enum Scheme {
    SR25519,
    ED25519
  }

  public static final KeyType AURA = new KeyType("aura", Scheme.SR25519);
  public static final KeyType BABE = new KeyType("babe", Scheme.SR25519);
  public static final KeyType GRANDPA = new KeyType("gran", Scheme.ED25519);
  public static final KeyType PARA_VALIDATOR = new KeyType("para", Scheme.SR25519);
  public static final KeyType PARA_ASSIGNMENT = new KeyType("asgn", Scheme.SR25519);
  public static final KeyType AUTHORITY_DISCOVERY = new KeyType("audi", Scheme.SR25519);

  public KeyType {
    if (id.length() != 4) {
      throw new IllegalArgumentException("expected a key type of four characters, found " + id);
    }
  }
}
