package org.truchman.seq2seq.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes a {@link DetectorConfiguration} as JSON, by the rules of {@link
 * ConfigurationJson}.
 */
public final class DetectorJson {
  private DetectorJson() {}

  /**
   * Gives a configuration, changed by a file.
   *
   * @param file JSON with comments, UTF-8
   * @param base what holds where the file says nothing
   * @throws IllegalArgumentException if the file's content is not allowed
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static DetectorConfiguration read(Path file, DetectorConfiguration base) {
    return SettingsJson.read(file, base);
  }

  /**
   * Gives the defaults, changed by a JSON text.
   *
   * @param text JSON with comments
   * @param name what to call the text in errors, such as the file's name
   * @throws IllegalArgumentException if the content is not allowed
   */
  public static DetectorConfiguration parse(String text, String name) {
    return SettingsJson.parse(text, name, DetectorConfiguration.defaults());
  }

  /**
   * Gives a configuration with some other values, which are checked together.
   *
   * @param values the new values by dotted key, as a user types them
   * @throws IllegalArgumentException if a key does not exist or a value is not allowed
   */
  public static DetectorConfiguration with(DetectorConfiguration base, Map<String, String> values) {
    return SettingsJson.with(base, values);
  }

  /** Gives the whole configuration as JSON; the same one always gives the same text. */
  public static String write(DetectorConfiguration configuration) {
    return SettingsJson.write(configuration);
  }

  /** Lists every key in the order in which {@link #write} writes them. */
  public static List<String> keys() {
    return RecordOverlay.keys("", DetectorConfiguration.class);
  }
}
