package org.truchman.seq2seq.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
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

  /** The key by which an editor finds the schema of a file; it says nothing to us. */
  private static final String SCHEMA_KEY = "$schema";

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
    try {
      return parse(Files.readString(file), file.toString(), base);
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException(file + ": not valid UTF-8; save it as UTF-8", notUtf8);
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": cannot read the configuration", failure);
    }
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
    JsonObject changes;
    try {
      changes = StrictJson.object(JsonComments.blank(text));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(name + ": " + malformed.getMessage(), malformed);
    }
    changes.remove(SCHEMA_KEY);
    return new RecordOverlay(" in " + name, Configuration.class).apply(base, changes, "");
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
    RecordOverlay overlay = new RecordOverlay("", Configuration.class);
    JsonObject changes = new JsonObject();
    values.forEach((key, value) -> set(changes, key, value, overlay));
    return overlay.apply(base, changes, "");
  }

  private static void set(JsonObject changes, String key, String value, RecordOverlay overlay) {
    Class<?> type = Configuration.class;
    JsonObject object = changes;
    String[] parts = key.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      type = componentType(type, parts[i], key, overlay);
      if (i == parts.length - 1) {
        object.add(parts[i], typed(type, value));
      } else {
        if (!object.has(parts[i])) {
          object.add(parts[i], new JsonObject());
        }
        object = object.getAsJsonObject(parts[i]);
      }
    }
  }

  private static Class<?> componentType(
      Class<?> owner, String name, String key, RecordOverlay overlay) {
    if (owner.isRecord()) {
      for (RecordComponent component : owner.getRecordComponents()) {
        if (component.getName().equals(name)) {
          return component.getType();
        }
      }
    }
    throw overlay.unknown(key);
  }

  /** Gives the JSON value that a user would have written in a file for this type. */
  private static JsonElement typed(Class<?> type, String value) {
    boolean isLiteral =
        type == boolean.class
            ? value.equals("true") || value.equals("false")
            : type.isPrimitive() && RecordOverlay.DECIMAL.matcher(value).matches();
    if (isLiteral) {
      return StrictJson.object("{\"value\": " + value + "}").get("value");
    }
    return new JsonPrimitive(value);
  }

  /**
   * Gives the whole configuration as JSON. The same configuration always gives the same text, and
   * reading it gives the same configuration.
   *
   * @param configuration what to write
   * @return indented JSON that ends with a line end
   */
  public static String write(Configuration configuration) {
    return StrictJson.pretty(object(configuration));
  }

  /**
   * Lists every key in the order in which {@link #write} writes them.
   *
   * @return dotted keys, such as {@code model.hiddenSize}
   */
  public static List<String> keys() {
    return RecordOverlay.keys("", Configuration.class);
  }

  private static JsonObject object(Record values) {
    JsonObject object = new JsonObject();
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      object.add(component.getName(), element(Components.value(values, component)));
    }
    return object;
  }

  private static JsonElement element(Object value) {
    if (value instanceof Record nested) {
      return object(nested);
    }
    if (value instanceof Enum<?> constant) {
      return new JsonPrimitive(Choice.label(constant));
    }
    if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    return new JsonPrimitive((String) value);
  }
}
