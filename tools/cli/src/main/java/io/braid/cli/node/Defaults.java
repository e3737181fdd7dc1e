package io.braid.cli.node;

import io.braid.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options hold that the command line does not give: the environment's {@code BRAID_NAME} for
 * {@code --name}, then the key {@code name} of the configuration file, then the option's default.
 */
public final class Defaults implements IDefaultValueProvider {
  private static final String CONFIG = "--config";

  private final Map<String, String> environment;
  private final Optional<TomlParseResult> file;

  private Defaults(Map<String, String> environment, Optional<TomlParseResult> file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Lets {@code command} take its defaults from the environment and from the file that {@code
   * arguments} or the environment name.
   *
   * @throws Refusal when the file cannot be read, or has a key that is no option
   */
  public static void install(
      CommandLine command, List<String> arguments, Map<String, String> environment) {
    Optional<TomlParseResult> toml =
        configFile(arguments)
            .or(() -> Optional.ofNullable(environment.get("BRAID_CONFIG")))
            .map(file -> read(Path.of(file), command));
    command.setDefaultValueProvider(new Defaults(environment, toml));
  }

  private static Optional<String> configFile(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals(CONFIG) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
      if (arguments.get(i).startsWith(CONFIG + "=")) {
        return Optional.of(arguments.get(i).substring(CONFIG.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static TomlParseResult read(Path file, CommandLine command) {
    TomlParseResult toml;
    try {
      toml = Toml.parse(Files.readString(file));
    } catch (IOException e) {
      throw new Refusal("cannot read the configuration " + file + ": name a file that exists");
    }
    List<String> mistakes = new ArrayList<>();
    toml.errors()
        .forEach(e -> mistakes.add(file + ":" + e.position().line() + ": " + e.getMessage()));
    TreeSet<String> known = new TreeSet<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.usageHelp() && !option.versionHelp() && !option.longestName().equals(CONFIG)) {
        known.add(option.longestName().substring(2));
      }
    }
    for (String key : toml.keySet()) {
      if (!known.contains(key)) {
        mistakes.add(
            file
                + ":"
                + line(toml, key)
                + ": unknown key '"
                + key
                + "'; expected one of "
                + String.join(", ", known));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new Refusal(mistakes);
    }
    return toml;
  }

  private static int line(TomlParseResult toml, String key) {
    var position = toml.inputPositionOf(List.of(key));
    return position == null ? 1 : position.line();
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()) {
      String name = option.longestName().substring(2);
      String variable = "BRAID_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
      Optional<String> value =
          Optional.ofNullable(environment.get(variable)).or(() -> ofFile(name));
      if (value.isPresent()) {
        return value.get();
      }
    }
    return argument.defaultValue();
  }

  private Optional<String> ofFile(String name) {
    Object value = file.map(toml -> toml.get(List.of(name))).orElse(null);
    if (value instanceof TomlArray array) {
      List<String> items = new ArrayList<>();
      array.toList().forEach(item -> items.add(String.valueOf(item)));
      return Optional.of(String.join(",", items));
    }
    return Optional.ofNullable(value).map(String::valueOf);
  }
}
