package org.truchman.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.DetectorJson;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;
import picocli.CommandLine.Option;

/** Settings that have no flag of their own. */
final class ConfigurationFlags {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "JSON file of settings, comments allowed; what it leaves out keeps its default.")
  Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "One setting, as in --set training.learningRate=0.5; repeatable, and stronger than"
              + " --config and the flags.")
  Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--dump-config",
      description = "Print all settings as they would hold, as JSON, and exit.")
  boolean dump;

  /** Whether any of them changes a setting. */
  boolean isGiven() {
    return file != null || !settings.isEmpty();
  }

  /**
   * Gives the configuration that holds: the base, changed by the file, then by the flags, then by
   * {@code --set}.
   *
   * @param base what holds when nothing is said
   * @param flags settings that have a flag of their own, by dotted key
   * @throws IllegalArgumentException if a key does not exist or a value is not allowed
   */
  Configuration apply(Configuration base, Map<String, String> flags) {
    Map<String, String> changes = new LinkedHashMap<>(flags);
    changes.putAll(settings);
    return ConfigurationJson.with(file == null ? base : read(base), changes);
  }

  /** The same for a language model. */
  LanguageModelConfiguration apply(LanguageModelConfiguration base, Map<String, String> flags) {
    Map<String, String> changes = new LinkedHashMap<>(flags);
    changes.putAll(settings);
    return LanguageModelJson.with(
        file == null ? base : LanguageModelJson.read(found(), base), changes);
  }

  /** The same for a language detector, which has no flags of its own. */
  DetectorConfiguration apply(DetectorConfiguration base) {
    return DetectorJson.with(file == null ? base : DetectorJson.read(found(), base), settings);
  }

  private Configuration read(Configuration base) {
    return ConfigurationJson.read(found(), base);
  }

  private Path found() {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.usage("--config " + file + ": no such file");
    }
    return file;
  }
}
