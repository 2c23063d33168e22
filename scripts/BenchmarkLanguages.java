import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.LanguageDetector;
import org.truchman.seq2seq.LanguageDetectorRequest;
import org.truchman.seq2seq.LanguageDetectorTrainer;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.DetectorJson;
import org.truchman.seq2seq.training.TrainingListener;

/** What scripts/benchmark-languages runs. */
final class BenchmarkLanguages {
  private static final int SHORTEST = 20;

  private static final Map<String, List<String>> TRAIN =
      new TreeMap<>(
          Map.of(
              "cs", List.of("multi30k/train.cs.gz"),
              "de", List.of("multi30k/train.de.gz", "tatoeba-en-de/train.de.gz"),
              "en", List.of("multi30k/train.en.gz", "tatoeba-en-de/train.en.gz"),
              "fr", List.of("multi30k/train.fr.gz", "tatoeba-en-fr/train.fr.gz"),
              "ja", List.of("enja-small/train.ja.gz")));

  private static final Map<String, List<String>> TEST =
      new TreeMap<>(
          Map.of(
              "cs", List.of("multi30k/test_2016_flickr.cs.gz"),
              "de", List.of("multi30k/test_2016_flickr.de.gz", "tatoeba-en-de/test.de.gz"),
              "en", List.of("multi30k/test_2016_flickr.en.gz", "tatoeba-en-de/test.en.gz"),
              "fr", List.of("multi30k/test_2016_flickr.fr.gz", "tatoeba-en-fr/test.fr.gz"),
              "ja", List.of("enja-small/dev.ja.gz")));

  private BenchmarkLanguages() {}

  public static void main(String[] arguments) throws IOException {
    Path corpora = null;
    Path model = null;
    int lines = 10_000;
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--corpora" -> corpora = Path.of(value);
        case "--model" -> model = Path.of(value);
        case "--lines" -> lines = Integer.parseInt(value);
        case "--set" -> settings.put(value.split("=")[0], value.split("=", 2)[1]);
        default -> throw new IllegalArgumentException(arguments[i] + ": no such option");
      }
    }
    Path work = Files.createTempDirectory("languages");
    try {
      Path made = model == null ? work.resolve("model") : model;
      train(corpora, work, made, lines, settings);
      measure(corpora, made);
    } finally {
      delete(work);
    }
  }

  private static void train(
      Path corpora, Path work, Path model, int lines, Map<String, String> settings)
      throws IOException {
    Map<String, Path> texts = new TreeMap<>();
    for (Map.Entry<String, List<String>> language : TRAIN.entrySet()) {
      List<String> chosen = new ArrayList<>();
      for (String file : language.getValue()) {
        List<String> all = read(corpora.resolve(file), language.getKey());
        int share = Math.min(all.size(), lines / language.getValue().size());
        for (int i = 0; i < share; i++) {
          chosen.add(all.get((int) ((long) i * all.size() / share)));
        }
      }
      texts.put(language.getKey(), Files.write(work.resolve(language.getKey() + ".txt"), chosen));
    }
    DetectorConfiguration configuration =
        DetectorJson.with(DetectorConfiguration.defaults(), settings);
    long start = System.nanoTime();
    LanguageDetectorTrainer.train(
        LanguageDetectorRequest.of(texts, model, configuration, EngineOptions.defaults()),
        new TrainingListener() {
          @Override
          public void message(String message) {
            System.err.println(message);
          }
        });
    System.out.printf(Locale.ROOT, "trained in %.0f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static void measure(Path corpora, Path model) throws IOException {
    int right = 0;
    int all = 0;
    try (LanguageDetector detector = LanguageDetector.open(model, EngineOptions.defaults())) {
      for (Map.Entry<String, List<String>> language : TEST.entrySet()) {
        for (String file : language.getValue()) {
          List<String> sentences =
              read(corpora.resolve(file), language.getKey()).stream()
                  .filter(line -> line.codePointCount(0, line.length()) >= SHORTEST)
                  .toList();
          int told = 0;
          for (LanguageDetector.Detected found : detector.detect(sentences)) {
            told += found.language().equals(language.getKey()) ? 1 : 0;
          }
          print(language.getKey() + " " + file, told, sentences.size());
          right += told;
          all += sentences.size();
        }
      }
    }
    print("all", right, all);
  }

  private static void print(String what, int told, int all) {
    System.out.printf(
        Locale.ROOT, "%-36s %6d of %6d told, %.3f %%%n", what, told, all, 100.0 * told / all);
  }

  /** Lines of a file; Japanese without the blanks between its words. */
  private static List<String> read(Path file, String language) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> language.equals("ja") ? line.replace(" ", "") : line)
          .filter(line -> !line.isBlank())
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (var found = Files.walk(folder)) {
      found.forEach(all::add);
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.delete(all.get(i));
    }
  }
}
