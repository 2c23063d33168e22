package org.truchman.seq2seq.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps a schema of docs equal to the records that it describes: keys, order, types, choices,
 * defaults and ranges.
 *
 * @param <C> the record of a whole configuration
 */
abstract class SchemaContract<C extends Record> {
  private final Class<C> type;
  private final List<String> keys;
  private final JsonObject defaults;
  private final JsonObject schema;

  /**
   * A schema and its records.
   *
   * @param name of the file in docs
   * @param keys of the records, in their order
   * @param defaults as JSON
   */
  SchemaContract(String name, Class<C> type, List<String> keys, String defaults) {
    this.type = type;
    this.keys = keys;
    this.defaults = StrictJson.object(defaults);
    Path file = Path.of(System.getProperty("basedir", "")).resolve("../docs/" + name);
    try {
      this.schema = StrictJson.object(Files.readString(file.normalize()));
    } catch (IOException failure) {
      throw new UncheckedIOException("docs/" + name, failure);
    }
  }

  /** A configuration beside which that value is allowed, if it is within its key's range. */
  abstract C base(String key, String value);

  /** The same with another value. */
  abstract C with(C base, String key, String value);

  @Test
  void schemaHasTheKeysOfTheRecordsInTheirOrder() {
    List<String> found = new ArrayList<>();
    for (String key : schema.getAsJsonObject("properties").keySet()) {
      JsonObject inner = property(key).getAsJsonObject("properties");
      if (inner != null) {
        inner.keySet().forEach(name -> found.add(key + "." + name));
      } else if (!key.equals("$schema")) {
        found.add(key);
      }
    }
    assertEquals(keys, found);
  }

  @Test
  void schemaAllowsNoOtherKey() {
    assertFalse(schema.get("additionalProperties").getAsBoolean());
    for (String key : schema.getAsJsonObject("properties").keySet()) {
      if (property(key).has("properties")) {
        assertFalse(property(key).get("additionalProperties").getAsBoolean(), key);
      }
    }
  }

  @Test
  void schemaHasTheTypesAndChoicesOfTheRecords() {
    for (String key : keys) {
      Class<?> own = type(key);
      assertEquals(jsonType(own), property(key).get("type").getAsString(), key);
      if (own.isEnum()) {
        JsonArray choices = new JsonArray();
        Arrays.stream(own.getEnumConstants())
            .forEach(constant -> choices.add(Choice.label((Enum<?>) constant)));
        assertEquals(choices, property(key).get("enum"), key);
      }
    }
  }

  @Test
  void everyChoiceIsAllowedAndNoOther() {
    for (String key : keys) {
      if (property(key).has("enum")) {
        property(key).getAsJsonArray("enum").forEach(choice -> accepted(key, choice.getAsString()));
        refused(key, "another");
      }
    }
  }

  @Test
  void schemaHasTheDefaultsOfTheRecords() {
    for (String key : keys) {
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
    for (String key : keys) {
      assertFalse(property(key).get("description").getAsString().isBlank(), key);
    }
  }

  @Test
  void everyRangeOfTheSchemaIsTheRangeOfTheRecord() {
    for (String key : keys) {
      Class<?> own = type(key);
      if (own == int.class) {
        requireRange(key, whole(key, "minimum"), whole(key, "maximum"), "1");
      } else if (own == double.class) {
        requireRange(key, decimal(key, "minimum"), decimal(key, "maximum"), "0.001");
        requireOpenEnds(key);
      }
    }
  }

  private void requireRange(String key, Number least, Number greatest, String step) {
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

  private void requireOpenEnds(String key) {
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

  private void accepted(String key, String value) {
    assertDoesNotThrow(() -> with(base(key, value), key, value), key + "=" + value);
  }

  private void refused(String key, String value) {
    assertThrows(
        IllegalArgumentException.class,
        () -> with(base(key, value), key, value),
        key + "=" + value);
  }

  private Long whole(String key, String end) {
    return property(key).has(end) ? (Long) property(key).get(end).getAsLong() : null;
  }

  private Double decimal(String key, String end) {
    return property(key).has(end) ? (Double) property(key).get(end).getAsDouble() : null;
  }

  private Class<?> type(String key) {
    Class<?> at = type;
    for (String part : key.split("\\.")) {
      at =
          Arrays.stream(at.getRecordComponents())
              .filter(component -> component.getName().equals(part))
              .findFirst()
              .map(RecordComponent::getType)
              .orElseThrow();
    }
    return at;
  }

  private static String jsonType(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "integer";
    }
    return type == double.class ? "number" : type == boolean.class ? "boolean" : "string";
  }

  private JsonObject property(String key) {
    JsonObject at = schema;
    for (String part : key.split("\\.")) {
      at = at.getAsJsonObject("properties").getAsJsonObject(part);
    }
    return at;
  }
}
