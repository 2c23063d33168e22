package org.truchman.seq2seq.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/detector.schema.json equal to the records: keys, order, defaults, choices and ranges.
 */
class DetectorSchemaTest {
  private static final JsonObject SCHEMA = schema();

  private static final DetectorConfiguration BASE = DetectorConfiguration.defaults();

  private static JsonObject schema() {
    Path file = Path.of(System.getProperty("basedir", "")).resolve("../docs/detector.schema.json");
    try {
      return StrictJson.object(Files.readString(file.normalize()));
    } catch (IOException failure) {
      throw new UncheckedIOException("docs/detector.schema.json", failure);
    }
  }

  private static JsonObject property(String key) {
    JsonObject at = SCHEMA;
    for (String part : key.split("\\.")) {
      at = at.getAsJsonObject("properties").getAsJsonObject(part);
    }
    return at;
  }

  @Test
  void schemaHasTheKeysOfTheRecordsInTheirOrderAndNoOther() {
    List<String> keys = new ArrayList<>();
    for (String key : SCHEMA.getAsJsonObject("properties").keySet()) {
      JsonObject inner = property(key).getAsJsonObject("properties");
      if (inner != null) {
        assertFalse(property(key).get("additionalProperties").getAsBoolean(), key);
        inner.keySet().forEach(name -> keys.add(key + "." + name));
      } else if (!key.equals("$schema")) {
        keys.add(key);
      }
    }
    assertEquals(DetectorJson.keys(), keys);
    assertFalse(SCHEMA.get("additionalProperties").getAsBoolean());
  }

  @Test
  void everyKeyIsDescribedAndHasTheDefaultOfTheRecord() {
    JsonObject defaults = StrictJson.object(DetectorJson.write(DetectorConfiguration.defaults()));
    for (String key : DetectorJson.keys()) {
      JsonElement expected = defaults;
      for (String part : key.split("\\.")) {
        expected = expected.getAsJsonObject().get(part);
      }
      JsonElement stated = property(key).get("default");
      String type = property(key).get("type").getAsString();
      if (type.equals("number") || type.equals("integer")) {
        assertEquals(expected.getAsDouble(), stated.getAsDouble(), key);
      } else {
        assertEquals(expected, stated, key);
      }
      assertFalse(property(key).get("description").getAsString().isBlank(), key);
    }
  }

  @Test
  void everyChoiceIsAllowedAndNoOther() {
    for (String key : DetectorJson.keys()) {
      if (property(key).has("enum")) {
        for (JsonElement choice : property(key).getAsJsonArray("enum")) {
          accepted(BASE, key, choice.getAsString());
        }
        refused(BASE, key, "another");
      }
    }
  }

  @Test
  void everyEndOfARangeIsThatOfTheRecord() {
    for (String key : DetectorJson.keys()) {
      boolean whole = property(key).get("type").getAsString().equals("integer");
      String step = whole ? "1" : "0.001";
      if (property(key).has("minimum")) {
        accepted(BASE, key, number(key, "minimum", "0", whole));
        refused(BASE, key, number(key, "minimum", "-" + step, whole));
      }
      if (property(key).has("maximum")) {
        accepted(BASE, key, number(key, "maximum", "0", whole));
        refused(BASE, key, number(key, "maximum", step, whole));
      }
      if (property(key).has("exclusiveMaximum")) {
        refused(BASE, key, number(key, "exclusiveMaximum", "0", whole));
      }
      if (property(key).has("exclusiveMinimum")) {
        refused(BASE, key, number(key, "exclusiveMinimum", "0", whole));
      }
    }
  }

  private static String number(String key, String end, String more, boolean whole) {
    double value = property(key).get(end).getAsDouble() + Double.parseDouble(more);
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static void accepted(DetectorConfiguration base, String key, String value) {
    assertDoesNotThrow(() -> DetectorJson.with(base, Map.of(key, value)), key + "=" + value);
  }

  private static void refused(DetectorConfiguration base, String key, String value) {
    assertThrows(
        IllegalArgumentException.class,
        () -> DetectorJson.with(base, Map.of(key, value)),
        key + "=" + value);
  }
}
