import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.prepared.PreparedCorpus;
import org.truchman.seq2seq.lexicon.IbmModel1;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.seq2seq.lexicon.LexiconFile;
import org.truchman.seq2seq.lexicon.LexiconSize;
import org.truchman.seq2seq.lexicon.Shortlist;
import org.truchman.text.vocab.Vocabulary;

/**
 * Learns a lexicon from a prepared corpus, and says what shortlists of several sizes do to its
 * validation set. Run by scripts/measure-shortlist, which names the class path.
 *
 * <p>Arguments: the folder of the corpus, threads, a file of translations to measure in place of
 * the validation set's own or "-", then floors of the probability.
 */
final class MeasureShortlist {
  private static final int[] BEST = {5, 10, 20, 30, 50, 75, 100};
  private static final int[] FREQUENT = {0, 100, 200, 500, 1000, 2000};
  private static final int BATCH = 64;

  private final List<IndexedPair> pairs;
  private final Vocabulary source;
  private final Vocabulary target;

  private MeasureShortlist(PreparedCorpus corpus, List<IndexedPair> pairs) {
    this.source = corpus.text().source().vocabulary();
    this.target = corpus.text().target().vocabulary();
    this.pairs =
        pairs.stream().sorted(Comparator.comparingInt(pair -> pair.source().length)).toList();
  }

  /** The validation set, with other translations where there are some. */
  private static List<IndexedPair> pairs(PreparedCorpus corpus, String file) throws IOException {
    List<IndexedPair> pairs = corpus.validation().pairs();
    if (file.equals("-")) {
      return pairs;
    }
    List<String> lines = Files.readAllLines(Path.of(file));
    if (lines.size() != pairs.size()) {
      throw new IllegalArgumentException(
          "%s has %d lines; the validation set has %d pairs"
              .formatted(file, lines.size(), pairs.size()));
    }
    List<IndexedPair> translated = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      translated.add(
          new IndexedPair(pairs.get(i).source(), corpus.text().target().ids(lines.get(i))));
    }
    return translated;
  }

  public static void main(String[] arguments) throws IOException {
    PreparedCorpus corpus = PreparedCorpus.open(Path.of(arguments[0]));
    MeasureShortlist measure = new MeasureShortlist(corpus, pairs(corpus, arguments[2]));
    long start = System.nanoTime();
    IbmModel1 model =
        IbmModel1.of(
            corpus.train(),
            measure.source.size(),
            measure.target.size(),
            Integer.parseInt(arguments[1]));
    System.out.printf(
        Locale.ROOT,
        "%d of %d pairs read in %.2f s%n",
        model.pairs(),
        corpus.train().size(),
        (System.nanoTime() - start) / 1e9);
    for (int round = 1; round <= IbmModel1.ROUNDS; round++) {
      long before = System.nanoTime();
      double logLikelihood = model.round();
      System.out.printf(
          Locale.ROOT,
          "round %d: log-likelihood %.0f before it, %.2f s%n",
          round,
          logLikelihood,
          (System.nanoTime() - before) / 1e9);
    }
    for (String floor : Arrays.copyOfRange(arguments, 3, arguments.length)) {
      measure.table(model, Double.parseDouble(floor));
    }
  }

  private void table(IbmModel1 model, double floor) {
    Lexicon lexicon = Lexicon.of(model, new LexiconSize(100, floor, 2000));
    System.out.printf(
        Locale.ROOT,
        "%nprobability at least %s; %d source and %d target ids%n%n",
        floor,
        source.size(),
        target.size());
    System.out.println(
        "| K | F | candidates of a sentence | of 64 together | pieces covered | sentences covered |"
            + " entries | bytes |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int best : BEST) {
      Lexicon part = Lexicon.of(model, new LexiconSize(best, floor, 100));
      for (int frequent : FREQUENT) {
        row(Shortlist.of(lexicon, source, target, best, frequent), best, frequent, part);
      }
    }
  }

  private void row(Shortlist shortlist, int best, int frequent, Lexicon part) {
    long candidates = 0;
    long pieces = 0;
    long covered = 0;
    int whole = 0;
    for (IndexedPair pair : pairs) {
      int[] own = shortlist.candidates(pair.source());
      long found =
          Arrays.stream(pair.target()).filter(id -> Arrays.binarySearch(own, id) >= 0).count();
      candidates += own.length;
      pieces += pair.target().length;
      covered += found;
      whole += found == pair.target().length ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "| %d | %d | %.0f | %.0f | %.2f%% | %.1f%% | %d | %d |%n",
        best,
        frequent,
        (double) candidates / pairs.size(),
        union(shortlist),
        100.0 * covered / pieces,
        100.0 * whole / pairs.size(),
        part.entries(),
        LexiconFile.write(part).length);
  }

  /** The size of the union of full batches of similar length, on average. */
  private double union(Shortlist shortlist) {
    int batches = pairs.size() / BATCH;
    long sum = 0;
    for (int batch = 0; batch < batches; batch++) {
      List<int[]> sources =
          pairs.subList(batch * BATCH, (batch + 1) * BATCH).stream()
              .map(IndexedPair::source)
              .toList();
      sum +=
          sources.stream()
              .flatMapToInt(source -> Arrays.stream(shortlist.candidates(source)))
              .distinct()
              .count();
    }
    return (double) sum / batches;
  }
}
