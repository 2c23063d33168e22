package org.truchman.seq2seq.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A setting that two configurations do not share.
 *
 * @param key as in {@code training.learningRate}
 * @param first its value in the one, as JSON
 * @param second its value in the other, as JSON
 */
public record ConfigurationDifference(String key, String first, String second) {

  /** All settings that differ, by key. */
  public static List<ConfigurationDifference> between(Configuration first, Configuration second) {
    return between((Record) first, second);
  }

  /** The same of two language models. */
  public static List<ConfigurationDifference> between(
      LanguageModelConfiguration first, LanguageModelConfiguration second) {
    return between((Record) first, second);
  }

  private static List<ConfigurationDifference> between(Record first, Record second) {
    Map<String, JsonElement> one = flat(first);
    Map<String, JsonElement> other = flat(second);
    TreeSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    List<ConfigurationDifference> differences = new ArrayList<>();
    for (String key : keys) {
      JsonElement left = one.getOrDefault(key, JsonNull.INSTANCE);
      JsonElement right = other.getOrDefault(key, JsonNull.INSTANCE);
      if (!left.equals(right)) {
        differences.add(new ConfigurationDifference(key, left.toString(), right.toString()));
      }
    }
    return differences;
  }

  private static Map<String, JsonElement> flat(Record configuration) {
    Map<String, JsonElement> settings = new TreeMap<>();
    String json = SettingsJson.write(configuration);
    collect(JsonParser.parseString(json).getAsJsonObject(), "", settings);
    return settings;
  }

  private static void collect(JsonObject object, String prefix, Map<String, JsonElement> into) {
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      String key = prefix + entry.getKey();
      if (entry.getValue().isJsonObject()) {
        collect(entry.getValue().getAsJsonObject(), key + ".", into);
      } else {
        into.put(key, entry.getValue());
      }
    }
  }
}
