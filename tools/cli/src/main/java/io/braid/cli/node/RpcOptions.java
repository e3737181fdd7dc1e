package io.braid.cli.node;

import io.braid.cli.Refusal;
import io.braid.rpc.RpcConfig;
import io.braid.rpc.RpcToken;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a node serves JSON-RPC, and who may use its unsafe methods. */
final class RpcOptions {
  /** A token and an end of line; more is another kind of file. */
  private static final long MAX_FILE_BYTES = RpcToken.MAX_LENGTH + 64;

  @Option(
      names = "--rpc-port",
      paramLabel = "PORT",
      defaultValue = "9944",
      description = "JSON-RPC over WebSocket and HTTP; default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--rpc-listen",
      paramLabel = "IP",
      defaultValue = "127.0.0.1",
      description =
          "The address of --rpc-port, for clients of other machines 0.0.0.0 or ::; default:"
              + " ${DEFAULT-VALUE}, this machine only.")
  private String address = "127.0.0.1";

  @Option(
      names = "--rpc-token-file",
      paramLabel = "FILE",
      description =
          "Unsafe methods are for clients that send this file's text as 'Authorization: Bearer"
              + " TOKEN'; without a token they are for this machine, while --rpc-listen is.")
  private Optional<Path> tokenFile = Optional.empty();

  RpcConfig config() {
    return RpcConfig.at(
        Listening.at(address, "--rpc-listen", port, "--rpc-port"),
        tokenFile.map(RpcOptions::token));
  }

  private static RpcToken token(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new Refusal(
            "expected a token in the file of --rpc-token-file, found "
                + Files.size(file)
                + " bytes in "
                + file);
      }
      return new RpcToken(Files.readString(file).strip());
    } catch (MalformedInputException e) {
      throw new Refusal("expected a token in ASCII in " + file + "; " + remedy(file));
    } catch (IOException e) {
      throw new Refusal(
          "cannot read the token of --rpc-token-file in " + file + "; " + remedy(file));
    } catch (IllegalArgumentException e) {
      throw new Refusal(file + ": " + e.getMessage() + "; " + remedy(file));
    }
  }

  private static String remedy(Path file) {
    return "make one with: (umask 077; openssl rand -hex 32 > " + file + ")";
  }
}
