package org.truchman.seq2seq.config;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes a {@link Configuration} as JSON: {@code sourceLanguage}, {@code targetLanguage}
 * and the sections {@code text}, {@code model}, {@code training} and {@code search}, whose keys are
 * the components of their records.
 *
 * <p>A file may have {@code //} and block comments and may be partial: what it leaves out stays as
 * it was. A key that does not exist is an error that names the nearest known one. Enum values may
 * be written in any case, with hyphens or underscores.
 */
public final class ConfigurationJson {

  private ConfigurationJson() {}

  /**
   * Gives the defaults, changed by a file.
   *
   * @param file JSON with comments, UTF-8
   * @return the configuration
   * @throws IllegalArgumentException if the file's content is not allowed
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Configuration read(Path file) {
    return read(file, Configuration.defaults());
  }

  /**
   * Gives a configuration, changed by a file.
   *
   * @param file JSON with comments, UTF-8
   * @param base what holds where the file says nothing
   * @return the changed configuration
   * @throws IllegalArgumentException if the file's content is not allowed
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Configuration read(Path file, Configuration base) {
    return SettingsJson.read(file, base);
  }

  /**
   * Gives a configuration, changed by a JSON text.
   *
   * @param text JSON with comments
   * @param name what to call the text in errors, such as the file's name
   * @param base what holds where the text says nothing
   * @return the changed configuration
   * @throws IllegalArgumentException if the content is not allowed
   */
  public static Configuration parse(String text, String name, Configuration base) {
    return SettingsJson.parse(text, name, base);
  }

  /**
   * Gives a configuration with one other value.
   *
   * @param base the configuration to start from
   * @param key a dotted key, such as {@code training.labelSmoothing}
   * @param value the value as a user types it; strings and enum values without quotes
   * @return the changed configuration
   * @throws IllegalArgumentException if the key does not exist or the value is not allowed
   */
  public static Configuration with(Configuration base, String key, String value) {
    return with(base, Map.of(key, value));
  }

  /**
   * Gives a configuration with some other values. They are checked together, so their order does
   * not matter where one value is allowed only beside another.
   *
   * @param base the configuration to start from
   * @param values the new values by dotted key
   * @return the changed configuration
   * @throws IllegalArgumentException if a key does not exist or a value is not allowed
   */
  public static Configuration with(Configuration base, Map<String, String> values) {
    return SettingsJson.with(base, values);
  }

  /**
   * Gives the whole configuration as JSON. The same configuration always gives the same text, and
   * reading it gives the same configuration.
   *
   * @param configuration what to write
   * @return indented JSON that ends with a line end
   */
  public static String write(Configuration configuration) {
    return SettingsJson.write(configuration);
  }

  /**
   * Lists every key in the order in which {@link #write} writes them.
   *
   * @return dotted keys, such as {@code model.hiddenSize}
   */
  public static List<String> keys() {
    return RecordOverlay.keys("", Configuration.class);
  }
}
