package org.truchman.seq2seq.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lays a partial JSON object over a record of records. Components are numbers, booleans, strings,
 * enum constants or such records again.
 */
final class RecordOverlay {

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

  /** A number as JSON spells it. */
  static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String where;
  private final Set<String> known;

  /**
   * Makes an overlay.
   *
   * @param where the end of every message, such as {@code " in recipe.json"}; may be empty
   * @param root the outermost record, whose sections and keys are suggested
   */
  RecordOverlay(String where, Class<? extends Record> root) {
    this.where = where;
    this.known = new LinkedHashSet<>();
    for (RecordComponent component : root.getRecordComponents()) {
      known.add(component.getName());
    }
    known.addAll(keys("", root));
  }

  /** Lists the dotted keys of a record type, in order of declaration. */
  static List<String> keys(String prefix, Class<?> type) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + component.getName();
      if (component.getType().isRecord()) {
        keys.addAll(keys(key + ".", component.getType()));
      } else {
        keys.add(key);
      }
    }
    return List.copyOf(keys);
  }

  /**
   * Gives a record that has the values of the changes, and otherwise those of the base.
   *
   * @param base the record to start from
   * @param changes some of its keys
   * @param prefix the dotted path of the record, empty or ending with a dot
   * @return the changed copy
   * @throws IllegalArgumentException for an unknown key, a wrong type or a value not allowed
   */
  <R extends Record> R apply(R base, JsonObject changes, String prefix) {
    RecordComponent[] components = base.getClass().getRecordComponents();
    for (Map.Entry<String, JsonElement> change : changes.entrySet()) {
      requireKnown(components, prefix + change.getKey(), change.getKey());
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      Object old = Components.value(base, components[i]);
      values[i] =
          changes.has(name) ? changed(components[i], old, changes.get(name), prefix + name) : old;
    }
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) base.getClass();
    return built(type, values, prefix);
  }

  private <R extends Record> R built(Class<R> type, Object[] values, String prefix) {
    try {
      return Components.build(type, values);
    } catch (IllegalArgumentException refusal) {
      String message = refusal.getMessage();
      String full = message.startsWith(prefix) ? message : prefix + message;
      throw new IllegalArgumentException(
          where.isEmpty() ? full : full + " (" + where.strip() + ")", refusal);
    }
  }

  private void requireKnown(RecordComponent[] components, String key, String name) {
    if (Arrays.stream(components).noneMatch(component -> component.getName().equals(name))) {
      throw unknown(key);
    }
  }

  /** Gives the error for a key that does not exist. */
  IllegalArgumentException unknown(String key) {
    return new IllegalArgumentException(
        "unknown key \"%s\"%s; did you mean \"%s\"?"
            .formatted(key, where, NearestKey.to(key, known)));
  }

  private Object changed(RecordComponent component, Object old, JsonElement value, String key) {
    Class<?> type = component.getType();
    if (!type.isRecord()) {
      return scalar(type, value, key);
    }
    if (!value.isJsonObject()) {
      String names =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getName)
              .collect(Collectors.joining(", "));
      throw wrong(key, value, "an object with keys of " + names);
    }
    return apply((Record) old, value.getAsJsonObject(), key + ".");
  }

  private Object scalar(Class<?> type, JsonElement value, String key) {
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return Optional.of(value)
          .filter(RecordOverlay::isString)
          .flatMap(text -> Choice.named(constants, text.getAsString()))
          .orElseThrow(() -> wrong(key, value, Choice.labels(constants)));
    }
    if (type == String.class && isString(value)) {
      return value.getAsString();
    }
    if (type == boolean.class && isBoolean(value)) {
      return value.getAsBoolean();
    }
    if (type == int.class) {
      return (int) whole(value, key, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class) {
      return whole(value, key, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == double.class) {
      return decimal(value, key);
    }
    throw wrong(key, value, type == boolean.class ? "true, false" : "a string");
  }

  private long whole(JsonElement value, String key, long least, long greatest) {
    String allowed = "whole numbers from " + least + " to " + greatest;
    if (!isNumber(value) || !WHOLE.matcher(value.getAsString()).matches()) {
      throw wrong(key, value, allowed);
    }
    try {
      long number = Long.parseLong(value.getAsString());
      if (number < least || number > greatest) {
        throw wrong(key, value, allowed);
      }
      return number;
    } catch (NumberFormatException beyondLong) {
      throw wrong(key, value, allowed);
    }
  }

  private double decimal(JsonElement value, String key) {
    if (isNumber(value) && DECIMAL.matcher(value.getAsString()).matches()) {
      double number = Double.parseDouble(value.getAsString());
      if (Double.isFinite(number)) {
        return number;
      }
    }
    throw wrong(key, value, "finite numbers, such as 0.5 or 1e-3");
  }

  private IllegalArgumentException wrong(String key, JsonElement value, String allowed) {
    return new IllegalArgumentException(key + where + " is " + value + "; allowed: " + allowed);
  }

  private static boolean isBoolean(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isBoolean();
  }

  private static boolean isString(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  private static boolean isNumber(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isNumber();
  }
}
