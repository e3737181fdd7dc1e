package io.braid.pallets.session;

/**
 * A kind of session key: which protocol signs with it, and how.
 *
 * @param id four ASCII characters
 */
public record KeyType(String id, Scheme scheme) {
  /** How a key signs. */
  public enum Scheme {
    SR25519(32),
    ED25519(32),
    ECDSA(33);

    private final int publicKeyBytes;

    Scheme(int publicKeyBytes) {
      this.publicKeyBytes = publicKeyBytes;
    }

    /** How many bytes a public key has. */
    public int publicKeyBytes() {
      return publicKeyBytes;
    }
  }

  public static final KeyType AURA = new KeyType("aura", Scheme.SR25519);
  public static final KeyType BABE = new KeyType("babe", Scheme.SR25519);
  public static final KeyType GRANDPA = new KeyType("gran", Scheme.ED25519);
  public static final KeyType PARA_VALIDATOR = new KeyType("para", Scheme.SR25519);
  public static final KeyType PARA_ASSIGNMENT = new KeyType("asgn", Scheme.SR25519);
  public static final KeyType AUTHORITY_DISCOVERY = new KeyType("audi", Scheme.SR25519);
  public static final KeyType BEEFY = new KeyType("beef", Scheme.ECDSA);

  public KeyType {
    if (id.length() != 4) {
      throw new IllegalArgumentException("expected a key type of four characters, found " + id);
    }
  }
}
