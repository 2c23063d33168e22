package org.truchman.text;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.truchman.text.protect.ProtectionMode;
import org.truchman.text.words.OpenNlpModel;
import org.truchman.text.words.OpenNlpModel.Task;

/**
 * What {@code text.json} says.
 *
 * @param config how the text is treated
 * @param sourceLanguage code of the source language
 * @param targetLanguage code of the target language
 * @param files the other files of the folder, by name
 */
record TextManifest(
    TextConfig config, String sourceLanguage, String targetLanguage, Map<String, Entry> files) {
  static final String FILE = "text.json";
  static final int FORMAT = 1;

  /** Keys that are written only where they say something new. */
  private static final Set<String> OPTIONAL =
      Set.of("caseMarkup", "protect", "protectAs", "bpeDropout", "tags");

  private static final Gson GSON =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withNewline("\n"))
          .disableHtmlEscaping()
          .create();

  /**
   * A file that the folder must hold.
   *
   * @param bytes its size
   * @param sha256 its SHA-256 in lower-case hexadecimal digits
   */
  record Entry(long bytes, String sha256) {
    static Entry of(byte[] content) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return new Entry(content.length, HexFormat.of().formatHex(digest.digest(content)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  static TextManifest of(
      TextConfig config, String source, String target, Map<String, byte[]> contents) {
    Map<String, Entry> files = new LinkedHashMap<>();
    contents.forEach((name, content) -> files.put(name, Entry.of(content)));
    return new TextManifest(config, source, target, files);
  }

  byte[] toBytes() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("sourceLanguage", sourceLanguage);
    json.addProperty("targetLanguage", targetLanguage);
    json.addProperty("wordTokenizer", config.wordTokenizer().name());
    json.addProperty("bpeMerges", config.bpeMerges());
    json.addProperty("jointBpe", config.jointBpe());
    json.addProperty("minPieceCount", config.minPieceCount());
    addWhatIsNotDefault(json);
    json.add("wordModels", wordModels());
    JsonObject list = new JsonObject();
    files.forEach((name, entry) -> list.add(name, GSON.toJsonTree(entry)));
    json.add("files", list);
    return (GSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Settings that came later: where they are as ever, the file is as it ever was. */
  private void addWhatIsNotDefault(JsonObject json) {
    TextConfig defaults = TextConfig.defaults();
    if (config.caseMarkup() != defaults.caseMarkup()) {
      json.addProperty("caseMarkup", config.caseMarkup());
    }
    if (!config.protect().equals(defaults.protect())) {
      json.addProperty("protect", config.protect());
    }
    if (config.protectAs() != defaults.protectAs()) {
      json.addProperty("protectAs", config.protectAs().name());
    }
    if (config.bpeDropout() != defaults.bpeDropout()) {
      json.addProperty("bpeDropout", config.bpeDropout());
    }
    if (!config.tags().equals(defaults.tags())) {
      json.addProperty("tags", config.tags());
    }
  }

  /** The trained models that the words come from, by side; empty for the rules. */
  private JsonObject wordModels() {
    JsonObject models = new JsonObject();
    if (config.wordTokenizer() == WordTokenizerType.TRAINED) {
      models.add("source", wordModel(sourceLanguage));
      models.add("target", wordModel(targetLanguage));
    }
    return models;
  }

  private static JsonObject wordModel(String language) {
    OpenNlpModel model =
        OpenNlpModel.find(Task.TOKENS, language)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("no trained tokenizer for \"" + language + "\""));
    JsonObject json = new JsonObject();
    json.addProperty("artifact", model.artifact());
    json.addProperty("sha256", model.sha256());
    return json;
  }

  /** Reads what {@link #toBytes()} wrote; the message of an error does not name the file. */
  static TextManifest parse(byte[] bytes) {
    JsonObject json = object(bytes);
    int format = integer(json, "format");
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "text format is " + format + "; this program reads format " + FORMAT);
    }
    TextConfig config = config(json);
    Map<String, Entry> files = new LinkedHashMap<>();
    JsonObject list = object(json, "files");
    for (String name : list.keySet()) {
      JsonObject entry = object(list, name);
      files.put(name, new Entry(integer(entry, "bytes"), text(entry, "sha256")));
    }
    TextManifest manifest =
        new TextManifest(config, text(json, "sourceLanguage"), text(json, "targetLanguage"), files);
    manifest.requireSame(json);
    return manifest;
  }

  private static TextConfig config(JsonObject json) {
    TextConfig config =
        TextConfig.defaults()
            .withWordTokenizer(
                constant(WordTokenizerType.class, "wordTokenizer", text(json, "wordTokenizer")))
            .withBpeMerges(integer(json, "bpeMerges"))
            .withJointBpe(bool(json, "jointBpe"))
            .withMinPieceCount(integer(json, "minPieceCount"));
    if (json.has("bpeDropout")) {
      config = config.withBpeDropout(number(json, "bpeDropout"));
    }
    if (json.has("tags")) {
      config = config.withTags(text(json, "tags"));
    }
    if (json.has("caseMarkup")) {
      config = config.withCaseMarkup(bool(json, "caseMarkup"));
    }
    String protect = json.has("protect") ? text(json, "protect") : config.protect();
    ProtectionMode mode =
        json.has("protectAs")
            ? constant(ProtectionMode.class, "protectAs", text(json, "protectAs"))
            : config.protectAs();
    return config.withProtect(protect, mode);
  }

  /** Nothing unknown, nothing missing, the same models: writing it again gives the same. */
  private void requireSame(JsonObject json) {
    JsonObject mine = object(toBytes());
    requireSameKeys(mine.keySet(), json.keySet());
    for (Map.Entry<String, JsonElement> entry : mine.entrySet()) {
      if (!entry.getValue().equals(json.get(entry.getKey()))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is %s, but this program has %s",
                entry.getKey(),
                json.get(entry.getKey()),
                entry.getValue()));
      }
    }
  }

  private static void requireSameKeys(Set<String> needed, Set<String> found) {
    for (String key : found) {
      if (!needed.contains(key) && !OPTIONAL.contains(key)) {
        throw new IllegalArgumentException("unknown key \"" + key + "\"; known are " + needed);
      }
    }
    for (String key : needed) {
      if (!found.contains(key)) {
        throw new IllegalArgumentException("key \"" + key + "\" is missing");
      }
    }
  }

  private static JsonObject object(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      JsonObject json = GSON.getAdapter(JsonObject.class).read(reader);
      if (json == null || reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalArgumentException("one JSON object is needed");
      }
      return json;
    } catch (IOException | JsonParseException | ClassCastException e) {
      throw new IllegalArgumentException("no valid JSON object: " + e.getMessage(), e);
    }
  }

  private static JsonElement member(JsonObject json, String key) {
    JsonElement value = json.get(key);
    if (value == null) {
      throw new IllegalArgumentException("key \"" + key + "\" is missing");
    }
    return value;
  }

  private static JsonObject object(JsonObject json, String key) {
    JsonElement value = member(json, key);
    if (!value.isJsonObject()) {
      throw new IllegalArgumentException(key + " is " + value + "; an object is needed");
    }
    return value.getAsJsonObject();
  }

  private static String text(JsonObject json, String key) {
    JsonElement value = member(json, key);
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw new IllegalArgumentException(key + " is " + value + "; a string is needed");
    }
    return value.getAsString();
  }

  private static boolean bool(JsonObject json, String key) {
    JsonElement value = member(json, key);
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
      throw new IllegalArgumentException(key + " is " + value + "; true or false is needed");
    }
    return value.getAsBoolean();
  }

  private static int integer(JsonObject json, String key) {
    JsonElement value = member(json, key);
    if (!value.toString().matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(key + " is " + value + "; a whole number is needed");
    }
    return value.getAsInt();
  }

  private static double number(JsonObject json, String key) {
    JsonElement value = member(json, key);
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      throw new IllegalArgumentException(key + " is " + value + "; a number is needed");
    }
    return value.getAsDouble();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String key, String name) {
    List<String> allowed = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
      allowed.add(constant.name());
    }
    throw new IllegalArgumentException(
        key + " is \"" + name + "\"; " + String.join(" and ", allowed) + " are allowed");
  }
}
