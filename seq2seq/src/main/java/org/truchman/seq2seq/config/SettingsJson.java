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
import java.util.Map;

/** Reads and writes records of settings as JSON; {@link ConfigurationJson} says what is allowed. */
final class SettingsJson {

  /** The key by which an editor finds the schema of a file; it says nothing to us. */
  private static final String SCHEMA_KEY = "$schema";

  private SettingsJson() {}

  static <R extends Record> R read(Path file, R base) {
    try {
      return parse(Files.readString(file), file.toString(), base);
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException(file + ": not valid UTF-8; save it as UTF-8", notUtf8);
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": cannot read the configuration", failure);
    }
  }

  static <R extends Record> R parse(String text, String name, R base) {
    JsonObject changes;
    try {
      changes = StrictJson.object(JsonComments.blank(text));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(name + ": " + malformed.getMessage(), malformed);
    }
    changes.remove(SCHEMA_KEY);
    return new RecordOverlay(" in " + name, base.getClass()).apply(base, changes, "");
  }

  static <R extends Record> R with(R base, Map<String, String> values) {
    RecordOverlay overlay = new RecordOverlay("", base.getClass());
    JsonObject changes = new JsonObject();
    values.forEach((key, value) -> set(base.getClass(), changes, key, value, overlay));
    return overlay.apply(base, changes, "");
  }

  private static void set(
      Class<?> root, JsonObject changes, String key, String value, RecordOverlay overlay) {
    Class<?> type = root;
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

  static String write(Record values) {
    return StrictJson.pretty(object(values));
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
