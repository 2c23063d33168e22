package org.truchman.seq2seq.journal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.checkpoint.AtomicFiles;

/**
 * A history of a training, {@code metrics.jsonl}: one JSON object a line, each with the number of
 * updates done.
 *
 * <p>A training that goes back to a snapshot takes back what the file said of later updates, so
 * that the history of an interrupted training reads like that of one that ran through.
 */
public final class MetricsFile implements AutoCloseable {
  private static final Gson LINE =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  private final Path file;
  private final OutputStream out;

  private MetricsFile(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens the history, to go on after an update.
   *
   * @param update updates done; 0 begins anew
   * @throws UncheckedIOException if it cannot be read or written
   */
  public static MetricsFile after(Path file, long update) {
    try {
      StringBuilder kept = new StringBuilder();
      for (JsonObject line : read(file)) {
        if (update > 0 && line.get("update").getAsLong() <= update) {
          kept.append(LINE.toJson(line)).append('\n');
        }
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      AtomicFiles.write(file, kept.toString().getBytes(StandardCharsets.UTF_8));
      return new MetricsFile(file, Files.newOutputStream(file, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw failed(file, "cannot be written", e);
    }
  }

  /**
   * The lines of a history, in order; none where there is no file. A last line that a dying process
   * left unfinished is passed over.
   *
   * @throws UncheckedIOException if it cannot be read, or another line is not a JSON object with an
   *     update
   */
  public static List<JsonObject> read(Path file) {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
      List<JsonObject> objects = new ArrayList<>();
      for (int i = 0; i < lines.length && !text.isEmpty(); i++) {
        objects.add(parsed(file, i + 1, lines[i]));
      }
      return objects;
    } catch (IOException e) {
      throw failed(file, "cannot be read", e);
    }
  }

  private static JsonObject parsed(Path file, int number, String line) throws IOException {
    try {
      JsonObject object = JsonParser.parseString(line).getAsJsonObject();
      object.get("update").getAsLong();
      return object;
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IOException(
          "line " + number + " is no JSON object with an update; remove that line, or the file", e);
    }
  }

  /**
   * Appends a line; it reaches the operating system at once.
   *
   * @param line holds {@code update}, updates done
   * @throws UncheckedIOException if it cannot be written
   */
  public void append(JsonObject line) {
    try {
      out.write((LINE.toJson(line) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(file, "cannot be written", e);
    }
  }

  private static UncheckedIOException failed(Path file, String what, IOException e) {
    return new UncheckedIOException(file + ": " + what + " (" + e.getMessage() + ")", e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(file, "cannot be closed", e);
    }
  }
}
