import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.text.LearningProgress;
import org.truchman.text.TextConfig;
import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;
import org.truchman.text.TokenText;
import org.truchman.text.WordTokenizerType;
import org.truchman.text.corpus.ParallelCorpus;
import org.truchman.text.corpus.Utf8Lines;
import org.truchman.text.subword.BpeLearner;
import org.truchman.text.subword.WordCounts;
import org.truchman.text.words.OpenNlpWordTokenizer;

/**
 * Our side of scripts/benchmark-tokenizer; it prints one number of seconds a round. Every round
 * begins with a new pipeline, whose caches are empty.
 *
 * <pre>
 * prepare SOURCE TARGET FOLDER [rules|trained]   learns a pipeline, saves it, prints its codes
 * words IN OUT                                   words without marks, one line each
 * apply FOLDER IN OUT ROUNDS                     file to file
 * ids FOLDER IN ROUNDS                           lines in memory to ids
 * learn IN ROUNDS                                8000 merges from tokenized text
 * </pre>
 */
final class BenchmarkTokenizer {
  private static final int MERGES = 8000;

  private BenchmarkTokenizer() {}

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "prepare" -> prepare(arguments);
      case "words" -> words(Path.of(arguments[1]), Path.of(arguments[2]));
      case "apply" ->
          rounds(
              arguments[4],
              () -> apply(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3])));
      case "ids" -> ids(Path.of(arguments[1]), Path.of(arguments[2]), arguments[3]);
      case "learn" -> rounds(arguments[2], () -> learn(Path.of(arguments[1])));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private interface Round {
    void run() throws IOException;
  }

  private static void rounds(String count, Round round) throws IOException {
    for (int i = 0; i < Integer.parseInt(count); i++) {
      long start = System.nanoTime();
      round.run();
      System.out.printf(Locale.ROOT, "%.4f%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private static void prepare(String[] arguments) {
    TextConfig config =
        TextConfig.defaults()
            .withBpeMerges(MERGES)
            .withWordTokenizer(WordTokenizerType.valueOf(arguments[4].toUpperCase(Locale.ROOT)));
    try (ParallelCorpus pairs = ParallelCorpus.open(Path.of(arguments[1]), Path.of(arguments[2]))) {
      TextPipelines.learn(pairs, config, "en", "de", LearningProgress.SILENT)
          .save(Path.of(arguments[3]));
    }
  }

  private static void words(Path in, Path out) throws IOException {
    TokenText text =
        new TokenText(
            OpenNlpWordTokenizer.rules(),
            new TokenText.Style(false, false, TokenText.Style.defaults().protection()));
    try (Utf8Lines lines = Utf8Lines.open(in);
        BufferedWriter writer = Files.newBufferedWriter(out)) {
      while (lines.hasNext()) {
        writer.append(String.join(" ", text.tokens(lines.next()))).append('\n');
      }
    }
  }

  private static void apply(Path folder, Path in, Path out) throws IOException {
    TextPipeline pipeline = TextPipelines.load(folder).source();
    try (Utf8Lines lines = Utf8Lines.open(in);
        BufferedWriter writer = Files.newBufferedWriter(out)) {
      while (lines.hasNext()) {
        writer.append(String.join(" ", pipeline.pieces(lines.next()))).append('\n');
      }
    }
  }

  private static void ids(Path folder, Path in, String count) throws IOException {
    List<String> all = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(in)) {
      lines.forEachRemaining(all::add);
    }
    for (int i = 0; i < Integer.parseInt(count); i++) {
      TextPipeline pipeline = TextPipelines.load(folder).source();
      long start = System.nanoTime();
      List<int[]> ids = new ArrayList<>(all.size());
      for (String line : all) {
        ids.add(pipeline.ids(line));
      }
      System.out.printf(Locale.ROOT, "%.4f%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private static void learn(Path in) {
    WordCounts counts = new WordCounts();
    try (Utf8Lines lines = Utf8Lines.open(in)) {
      lines.forEachRemaining(counts::add);
    }
    BpeLearner.learn(counts.counts(), MERGES, done -> {});
  }
}
