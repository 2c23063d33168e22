package org.truchman.seq2seq.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps docs/config.schema.json equal to the records: keys, order, types, defaults and ranges. */
class ConfigurationSchemaTest {

  private static final JsonObject SCHEMA = schema();

  /** A base beside which every single value at the edge of its range is allowed. */
  private static final Configuration BASE =
      ConfigurationJson.with(
          Configuration.ofStored(),
          Map.of(
              "model.bidirectional", "false",
              "model.bridge", "zero",
              "model.reading", "in-step",
              "training.optimizer", "sgd",
              "training.schedule", "exponential",
              "search.method", "sample",
              "search.maxLengthFactor", "100"));

  /** The same for what only a model with attention may be told. */
  private static final Configuration ATTENTIONAL =
      ConfigurationJson.with(Configuration.defaults(), "model.attention", "general");

  @Test
  void schemaHasTheKeysOfTheRecordsInTheirOrder() {
    List<String> keys = new ArrayList<>();
    SCHEMA.getAsJsonObject("properties").asMap().keySet().stream()
        .filter(key -> !key.equals("$schema"))
        .forEach(
            key -> {
              JsonObject properties = property(key).getAsJsonObject("properties");
              if (properties == null) {
                keys.add(key);
              } else {
                properties.keySet().forEach(name -> keys.add(key + "." + name));
              }
            });
    assertEquals(ConfigurationJson.keys(), keys);
  }

  @Test
  void schemaAllowsNoOtherKey() {
    assertFalse(SCHEMA.get("additionalProperties").getAsBoolean());
    for (String section : List.of("text", "model", "training", "search")) {
      assertFalse(property(section).get("additionalProperties").getAsBoolean(), section);
    }
  }

  @Test
  void schemaHasTheTypesAndChoicesOfTheRecords() {
    for (String key : ConfigurationJson.keys()) {
      Class<?> type = type(key);
      assertEquals(jsonType(type), property(key).get("type").getAsString(), key);
      if (type.isEnum()) {
        JsonArray choices = new JsonArray();
        Arrays.stream(type.getEnumConstants())
            .forEach(constant -> choices.add(Choice.label((Enum<?>) constant)));
        assertEquals(choices, property(key).get("enum"), key);
      }
    }
  }

  @Test
  void schemaHasTheDefaultsOfTheRecords() {
    JsonObject defaults = StrictJson.object(ConfigurationJson.write(Configuration.defaults()));
    for (String key : ConfigurationJson.keys()) {
      JsonElement expected = defaults;
      for (String part : key.split("\\.")) {
        expected = expected.getAsJsonObject().get(part);
      }
      JsonElement stated = property(key).get("default");
      if (jsonType(type(key)).equals("number") || jsonType(type(key)).equals("integer")) {
        assertEquals(expected.getAsDouble(), stated.getAsDouble(), key);
      } else {
        assertEquals(expected, stated, key);
      }
    }
  }

  @Test
  void everyKeyIsDescribed() {
    for (String key : ConfigurationJson.keys()) {
      assertFalse(property(key).get("description").getAsString().isBlank(), key);
    }
  }

  @Test
  void everyRangeOfTheSchemaIsTheRangeOfTheRecord() {
    for (String key : ConfigurationJson.keys()) {
      Class<?> type = type(key);
      if (type == int.class) {
        requireRange(key, whole(key, "minimum"), whole(key, "maximum"), "1");
      } else if (type == double.class) {
        requireRange(key, decimal(key, "minimum"), decimal(key, "maximum"), "0.001");
        requireOpenEnds(key);
      }
    }
  }

  private static void requireRange(String key, Number least, Number greatest, String step) {
    if (least != null) {
      accepted(key, least.toString());
      refused(key, less(least, step));
    }
    if (greatest != null) {
      accepted(key, greatest.toString());
      refused(key, less(greatest, "-" + step));
    } else if (least instanceof Long) {
      accepted(key, Integer.toString(Integer.MAX_VALUE));
    } else if (!property(key).has("exclusiveMaximum")) {
      accepted(key, "1e300");
    }
  }

  private static void requireOpenEnds(String key) {
    if (property(key).has("exclusiveMinimum")) {
      double end = property(key).get("exclusiveMinimum").getAsDouble();
      refused(key, Double.toString(end));
      accepted(key, Double.toString(Math.nextUp(end)));
    }
    if (property(key).has("exclusiveMaximum")) {
      double end = property(key).get("exclusiveMaximum").getAsDouble();
      refused(key, Double.toString(end));
      accepted(key, Double.toString(Math.nextDown(end)));
    }
  }

  private static String less(Number number, String step) {
    return number instanceof Long whole
        ? Long.toString(whole - Long.parseLong(step))
        : Double.toString(number.doubleValue() - Double.parseDouble(step));
  }

  private static void accepted(String key, String value) {
    assertDoesNotThrow(() -> ConfigurationJson.with(base(key), key, value), key + "=" + value);
  }

  private static void refused(String key, String value) {
    assertThrows(
        IllegalArgumentException.class,
        () -> ConfigurationJson.with(base(key), key, value),
        key + "=" + value);
  }

  private static Configuration base(String key) {
    return key.equals("search.coveragePenalty") ? ATTENTIONAL : BASE;
  }

  private static Long whole(String key, String end) {
    return property(key).has(end) ? (Long) property(key).get(end).getAsLong() : null;
  }

  private static Double decimal(String key, String end) {
    return property(key).has(end) ? (Double) property(key).get(end).getAsDouble() : null;
  }

  private static Class<?> type(String key) {
    Class<?> type = Configuration.class;
    for (String part : key.split("\\.")) {
      type =
          Arrays.stream(type.getRecordComponents())
              .filter(component -> component.getName().equals(part))
              .findFirst()
              .map(RecordComponent::getType)
              .orElseThrow();
    }
    return type;
  }

  private static String jsonType(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "integer";
    }
    return type == double.class ? "number" : type == boolean.class ? "boolean" : "string";
  }

  private static JsonObject property(String key) {
    JsonObject at = SCHEMA;
    for (String part : key.split("\\.")) {
      at = at.getAsJsonObject("properties").getAsJsonObject(part);
    }
    return at;
  }

  private static JsonObject schema() {
    Path module = Path.of(System.getProperty("basedir", ""));
    try {
      return StrictJson.object(
          Files.readString(module.resolve("../docs/config.schema.json").normalize()));
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException("docs/config.schema.json", failure);
    }
  }
}
