package org.truchman.seq2seq.config;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes JSON as RFC 8259 defines it: no comments, no trailing commas, no NaN, nothing
 * after the value, and no key twice in one object.
 */
public final class StrictJson {

  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+) path (\\S+)");

  private StrictJson() {}

  /**
   * Gives the object that a text holds. Numbers keep their spelling.
   *
   * @param text one JSON object, with white space around it at most
   * @return the object
   * @throws IllegalArgumentException if the text is anything else, naming line and column; the
   *     caller knows the file and adds its name
   */
  public static JsonObject object(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement value = read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalArgumentException("something follows the JSON value" + place(reader));
      }
      if (!value.isJsonObject()) {
        throw new IllegalArgumentException("the JSON value is no object; allowed: {...}");
      }
      return value.getAsJsonObject();
    } catch (EOFException end) {
      throw new IllegalArgumentException("the JSON ends too early" + place(end.getMessage()), end);
    } catch (IOException malformed) {
      throw new IllegalArgumentException(
          "malformed JSON" + place(malformed.getMessage()), malformed);
    }
  }

  /**
   * Writes an object over several lines. The same object always gives the same text.
   *
   * @param object what to write; nulls are written too
   * @return indented JSON that ends with a line end
   * @throws IllegalArgumentException if a number is infinite or not a number
   */
  public static String pretty(JsonObject object) {
    return writer().setPrettyPrinting().create().toJson(object) + "\n";
  }

  /**
   * Writes an object in one line. The same object always gives the same text.
   *
   * @param object what to write; nulls are written too
   * @return JSON without white space
   * @throws IllegalArgumentException if a number is infinite or not a number
   */
  public static String compact(JsonObject object) {
    return writer().create().toJson(object);
  }

  private static GsonBuilder writer() {
    return new GsonBuilder()
        .setStrictness(Strictness.STRICT)
        .disableHtmlEscaping()
        .serializeNulls();
  }

  private static JsonElement read(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> readObject(reader);
      case BEGIN_ARRAY -> readArray(reader);
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      case END_OBJECT, END_ARRAY, NAME, END_DOCUMENT ->
          throw new IllegalArgumentException("malformed JSON" + place(reader));
    };
  }

  private static JsonObject readObject(JsonReader reader) throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      if (object.has(key)) {
        throw new IllegalArgumentException(
            "the key \"" + key + "\" stands twice in one object" + place(reader));
      }
      object.add(key, read(reader));
    }
    reader.endObject();
    return object;
  }

  private static JsonArray readArray(JsonReader reader) throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(read(reader));
    }
    reader.endArray();
    return array;
  }

  private static String place(JsonReader reader) {
    return place(reader.toString());
  }

  /** Keeps the place of a message of Gson's, whose advice is for programmers. */
  private static String place(String message) {
    Matcher matcher = PLACE.matcher(message);
    return matcher.find() ? " at line " + matcher.group(1) + ", column " + matcher.group(2) : "";
  }
}
