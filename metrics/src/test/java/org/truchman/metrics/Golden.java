package org.truchman.metrics;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;
import org.truchman.metrics.tokens.BleuTokenizer;

/** Reads golden files and turns sacreBLEU's arguments into metrics. */
public final class Golden {
  private Golden() {}

  /** A golden file of the class path. */
  public static JsonObject resource(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/" + name)) {
      return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /**
   * The shared corpora, which may be absent: {@code truchman.shared}, else beside the repository.
   */
  static Path sharedMetrics() {
    String shared = System.getProperty("truchman.shared");
    Path root = shared != null ? Path.of(shared) : repository().resolveSibling("shared");
    return root.resolve("corpora").resolve("metrics-golden");
  }

  private static Path repository() {
    Path path = Path.of("").toAbsolutePath();
    while (path.getParent() != null && !Files.exists(path.resolve(".git"))) {
      path = path.getParent();
    }
    return path;
  }

  static JsonObject file(Path path) throws IOException {
    try (Reader reader = Files.newBufferedReader(path)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    }
  }

  /** The lines of a gzipped file, white space at their ends removed, as sacreBLEU reads them. */
  static List<String> lines(Path path) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      StringBuilder all = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        all.append((char) c);
      }
      for (String line : all.toString().split("\n", -1)) {
        lines.add(org.truchman.metrics.tokens.PythonText.rstrip(line));
      }
    }
    lines.remove(lines.size() - 1);
    return lines;
  }

  /** The strings of an array; null where it has null. */
  public static List<String> strings(JsonElement array) {
    List<String> result = new ArrayList<>();
    for (JsonElement element : array.getAsJsonArray()) {
      result.add(element.isJsonNull() ? null : element.getAsString());
    }
    return result;
  }

  public static List<List<String>> stringLists(JsonElement array) {
    List<List<String>> result = new ArrayList<>();
    array.getAsJsonArray().forEach(element -> result.add(strings(element)));
    return result;
  }

  public static double[] numbers(JsonElement array) {
    JsonArray values = array.getAsJsonArray();
    double[] result = new double[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = values.get(i).getAsDouble();
    }
    return result;
  }

  /** The metric that sacreBLEU's constructor makes of these arguments. */
  public static Metric<?> metric(String kind, JsonObject arguments) {
    return switch (kind) {
      case "bleu" -> bleu(arguments);
      case "chrf" -> chrf(arguments);
      case "ter" ->
          Ter.with(
              new TerOptions(
                  is(arguments, "normalized"),
                  is(arguments, "no_punct"),
                  is(arguments, "asian_support"),
                  is(arguments, "case_sensitive")));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Bleu bleu(JsonObject arguments) {
    BleuOptions options =
        BleuOptions.defaults()
            .withLowercase(is(arguments, "lowercase"))
            .withEffectiveOrder(is(arguments, "effective_order"));
    if (arguments.has("tokenize")) {
      options = options.withTokenizer(BleuTokenizer.of(arguments.get("tokenize").getAsString()));
    }
    if (arguments.has("max_ngram_order")) {
      options = options.withMaxOrder(arguments.get("max_ngram_order").getAsInt());
    }
    if (arguments.has("smooth_method")) {
      JsonElement value = arguments.get("smooth_value");
      options =
          options.withSmoothing(
              Smoothing.of(arguments.get("smooth_method").getAsString()),
              value == null || value.isJsonNull()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(value.getAsDouble()));
    }
    return Bleu.with(options);
  }

  private static Chrf chrf(JsonObject arguments) {
    ChrfOptions options =
        ChrfOptions.defaults()
            .withLowercase(is(arguments, "lowercase"))
            .withWhitespace(is(arguments, "whitespace"))
            .withEpsilonSmoothing(is(arguments, "eps_smoothing"));
    if (arguments.has("word_order")) {
      options = options.withWordOrder(arguments.get("word_order").getAsInt());
    }
    if (arguments.has("beta")) {
      options = options.withBeta(arguments.get("beta").getAsInt());
    }
    if (arguments.has("char_order")) {
      options = options.withCharacterOrder(arguments.get("char_order").getAsInt());
    }
    return Chrf.with(options);
  }

  private static boolean is(JsonObject arguments, String name) {
    return arguments.has(name) && arguments.get(name).getAsBoolean();
  }
}
