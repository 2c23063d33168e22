package org.truchman.seq2seq.study;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measurements, a line of JSON each under a name, so that what is done is not done again.
 *
 * <p>A last line without its end is what was being written when the power went; it is left out, and
 * the next line is written in its place.
 */
public final class ResultFile {
  private static final String NAME = "name";
  private static final Gson GSON = new Gson();

  private final Path file;
  private final Map<String, JsonObject> results = new LinkedHashMap<>();

  private ResultFile(Path file) {
    this.file = file;
  }

  /**
   * Reads what is there.
   *
   * @param file made when the first result comes
   * @throws IllegalArgumentException if a line is none of ours
   * @throws UncheckedIOException if the file cannot be read
   */
  public static ResultFile open(Path file) {
    ResultFile results = new ResultFile(file);
    try {
      if (Files.exists(file)) {
        results.read(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return results;
  }

  private void read(String text) throws IOException {
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    if (whole.length() < text.length()) {
      Files.writeString(file, whole);
    }
    int number = 0;
    for (String line : whole.lines().toList()) {
      number++;
      JsonObject result = result(line, number);
      results.put(result.get(NAME).getAsString(), result);
    }
  }

  private JsonObject result(String line, int number) {
    JsonParseException cause = null;
    try {
      JsonObject result = GSON.fromJson(line, JsonObject.class);
      if (result != null && result.has(NAME)) {
        return result;
      }
    } catch (JsonParseException e) {
      cause = e;
    }
    throw new IllegalArgumentException(
        "%s:%d: is no result; allowed: an object with a \"name\" in each line; delete the file"
                .formatted(file, number)
            + " to measure anew",
        cause);
  }

  /** The folder that the file is in. */
  public Path folder() {
    return file.toAbsolutePath().getParent();
  }

  /** All results, in the order in which they were measured first. */
  public List<JsonObject> all() {
    return List.copyOf(results.values());
  }

  /** Whether there is a result of that name. */
  public boolean has(String name) {
    return results.containsKey(name);
  }

  /**
   * Gives a result, measured now where it is not there yet.
   *
   * @param measurement gives figures under names of their own; run at most once
   * @throws UncheckedIOException if the result cannot be written
   */
  public JsonObject get(String name, Supplier<JsonObject> measurement) {
    JsonObject known = results.get(name);
    if (known != null) {
      return known;
    }
    JsonObject result = new JsonObject();
    result.addProperty(NAME, name);
    measurement.get().entrySet().forEach(figure -> result.add(figure.getKey(), figure.getValue()));
    try {
      Files.createDirectories(folder());
      Files.write(
          file,
          (GSON.toJson(result) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
    results.put(name, result);
    return result;
  }
}
