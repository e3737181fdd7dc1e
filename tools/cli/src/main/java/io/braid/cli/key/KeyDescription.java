package io.braid.cli.key;

import io.braid.cli.Refusal;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.ss58.Ss58;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** How a key is shown: in subkey's lines, or its JSON. */
final class KeyDescription {
  private static final Map<Integer, String> NETWORKS =
      Map.of(0, "polkadot", 2, "kusama", 5, "astar", 42, "substrate");

  @Option(
      names = "--network",
      paramLabel = "NAME|N",
      description = "The network of the address; default: substrate (42).")
  private Optional<String> network = Optional.empty();

  @Option(
      names = "--output-type",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to show it; default: ${DEFAULT-VALUE}.")
  private String outputType = "text";

  /** What stands at the head: a phrase, a URI or nothing. */
  enum Kind {
    PHRASE,
    SECRET_URI,
    ADDRESS,
    PUBLIC_KEY
  }

  int prefix(int otherwise) {
    if (network.isEmpty()) {
      return otherwise;
    }
    for (Map.Entry<Integer, String> known : NETWORKS.entrySet()) {
      if (known.getValue().equals(network.get())) {
        return known.getKey();
      }
    }
    try {
      int prefix = Integer.parseInt(network.get());
      if (prefix >= 0 && prefix <= Ss58.MAX_PREFIX && prefix != 46 && prefix != 47) {
        return prefix;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new Refusal(
        "expected polkadot, kusama, astar, substrate or a number from 0 to 16383 except 46 and 47"
            + " after --network, found '"
            + network.get()
            + "'");
  }

  void secret(PrintWriter out, Kind kind, String uri, KeyPair pair, Optional<Bytes> seed) {
    show(out, kind, uri, Optional.of(seed), pair.publicKey(), pair.accountId(), 42);
  }

  void open(PrintWriter out, Kind kind, String uri, Bytes publicKey, AccountId id, int prefix) {
    show(out, kind, uri, Optional.empty(), publicKey, id, prefix);
  }

  private void show(
      PrintWriter out,
      Kind kind,
      String uri,
      Optional<Optional<Bytes>> seed,
      Bytes publicKey,
      AccountId account,
      int natural) {
    int prefix = prefix(natural);
    String address = Ss58.encode(prefix, account);
    String publicAddress =
        publicKey.size() == AccountId.SIZE ? Ss58.encode(prefix, AccountId.of(publicKey)) : "n/a";
    String name = NETWORKS.getOrDefault(prefix, Integer.toString(prefix));
    Optional<String> seedText = seed.map(s -> s.map(Bytes::hex).orElse("n/a"));
    switch (outputType) {
      case "json" -> {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("accountId", account.bytes().hex());
        json.put("networkId", name);
        json.put("publicKey", publicKey.hex());
        seedText.ifPresent(text -> json.put("secretSeed", text));
        json.put("ss58Address", address);
        json.put("ss58PublicKey", publicAddress);
        switch (kind) {
          case PHRASE -> json.put("secretPhrase", uri);
          case SECRET_URI -> json.put("secretKeyUri", uri);
          case ADDRESS -> json.put("publicKeyUri", uri);
          case PUBLIC_KEY -> {}
        }
        out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
      }
      case "text" -> {
        out.println(
            switch (kind) {
              case PHRASE -> "Secret phrase:       " + uri;
              case SECRET_URI -> "Secret Key URI `" + uri + "` is account:";
              case ADDRESS -> "Public Key URI `" + uri + "` is account:";
              case PUBLIC_KEY -> "Public key is account:";
            });
        out.println("  Network ID:        " + name);
        seedText.ifPresent(text -> out.println("  Secret seed:       " + text));
        out.println("  Public key (hex):  " + publicKey.hex());
        out.println("  Account ID:        " + account.bytes().hex());
        out.println("  Public key (SS58): " + publicAddress);
        out.println("  SS58 Address:      " + address);
      }
      default ->
          throw new Refusal(
              "expected text or json after --output-type, found '" + outputType + "'");
    }
    out.flush();
  }
}
