import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.truchman.seq2seq.checkpoint.Safetensors;
import org.truchman.seq2seq.checkpoint.TensorSpec;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadoutType;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.decoding.CorpusSearch;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.ScorerFactory;
import org.truchman.seq2seq.decoding.SourceSentence;
import org.truchman.seq2seq.lexicon.IbmModel1;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.seq2seq.lexicon.LexiconFile;
import org.truchman.seq2seq.lexicon.LexiconSize;
import org.truchman.seq2seq.lexicon.Shortlist;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.service.Deadline;
import org.truchman.seq2seq.service.SearchPool;
import org.truchman.seq2seq.service.SentenceJob;
import org.truchman.seq2seq.service.ServiceOptions;
import org.truchman.seq2seq.tensor.script.SearchOperators;
import org.truchman.text.vocab.Vocabulary;

/**
 * Times the search by itself, on the pieces and weights of another tool: weights.safetensors as
 * scripts/benchmark/export_weights.py writes them, the folder of its vocabulary and corpus, a file
 * of pieces, where to write the translations' pieces, then settings as key=value: beam, format
 * (fp32, bf16, int8), shortlist (a file for the lexicon, learnt if it is not there; best and
 * frequent are its sizes), batch, workers that divide the processors among them, rounds; scores=yes
 * writes them, too; callers: so many threads share the sentences and each waits for one before it
 * asks for the next, and the time of a sentence is told.
 */
public final class BenchmarkTranslation {
  private static final String[] SPECIAL = {"<pad>", "<unk>", "<s>", "</s>"};

  private final Map<String, String> settings = new HashMap<>();
  private final List<String> pieces = new ArrayList<>(List.of(SPECIAL));
  private final Path prepared;

  private BenchmarkTranslation(String[] arguments) throws IOException {
    prepared = Path.of(arguments[1]);
    pieces.addAll(Files.readAllLines(prepared.resolve("vocab.joint")));
    for (int i = 4; i < arguments.length; i++) {
      String[] parts = arguments[i].split("=", 2);
      settings.put(parts[0], parts[1]);
    }
  }

  private String setting(String key, String standard) {
    return settings.getOrDefault(key, standard);
  }

  private int number(String key, String standard) {
    return Integer.parseInt(setting(key, standard));
  }

  private static void setUp(int threads) {
    JniUtils.setNumThreads(threads);
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false);
  }

  public static void main(String[] arguments) throws Exception {
    new BenchmarkTranslation(arguments).run(arguments);
  }

  private void run(String[] arguments) throws Exception {
    List<int[]> sources = read(Path.of(arguments[2]));
    Engine engine = Engine.getEngine("PyTorch");
    setUp(2);
    ModelConfig shape =
        ModelConfig.delayed()
            .withAttention(AttentionType.GENERAL)
            .withBridge(BridgeType.LAST)
            .withContextEveryStep(false)
            .withTiedOutput(false)
            .withReadout(ReadoutType.DIRECT);
    ParameterLayout layout = ParameterLayout.of(shape, pieces.size(), pieces.size());
    Shortlist shortlist = settings.containsKey("shortlist") ? shortlist() : null;
    SearchOperators.Format format =
        SearchOperators.Format.valueOf(setting("format", "fp32").toUpperCase(Locale.ROOT));
    try (NDManager root = engine.newBaseManager();
        Seq2SeqModel model =
            new Seq2SeqModel(root, shape, layout, flat(layout, Path.of(arguments[0])));
        SearchNetwork network =
            new SearchNetwork(
                model, model.flat(), format, shortlist == null ? null : shortlist.common())) {
      List<Hypothesis> best = search(ScorerFactory.of(network, shortlist), format, sources);
      Files.write(Path.of(arguments[3]), best.stream().map(this::line).toList());
    }
  }

  /** Searches all sentences some times over; gives the last round's best. */
  private List<Hypothesis> search(
      ScorerFactory scorers, SearchOperators.Format format, List<int[]> sources) throws Exception {
    SearchConfig config =
        SearchConfig.defaults()
            .withBeamSize(number("beam", "5"))
            .withBatchSize(number("batch", "64"));
    int workers = number("workers", "1");
    int threads = Runtime.getRuntime().availableProcessors() / workers;
    ServiceOptions service =
        ServiceOptions.defaults().withWorkers(workers).withBatchTokens(100_000);
    List<Hypothesis> best = List.of();
    try (SearchPool pool =
        new SearchPool(
            service,
            () -> setUp(threads),
            (batch, search) -> new CorpusSearch(scorers, search).searchSentences(batch),
            "closed")) {
      for (int round = 1; round <= number("rounds", "3"); round++) {
        long start = System.nanoTime();
        best =
            settings.containsKey("callers")
                ? call(pool, config, sources)
                : search(pool, config, sources);
        double seconds = (System.nanoTime() - start) / 1e9;
        int tokens = best.stream().mapToInt(one -> one.pieces().length + 1).sum();
        System.out.printf(
            Locale.ROOT,
            "sent_s %.1f (beam %d, %s%s, batches of %d, %d workers of %d threads, round %d:"
                + " %.2f pieces a sentence)%n",
            sources.size() / seconds,
            config.beamSize(),
            format,
            settings.containsKey("shortlist") ? " over shortlists" : "",
            config.batchSize(),
            workers,
            threads,
            round,
            (double) tokens / sources.size());
      }
    }
    return best;
  }

  /** The way of a translator: the longest sentences first, through a pool of workers. */
  private static List<Hypothesis> search(SearchPool pool, SearchConfig config, List<int[]> sources)
      throws Exception {
    List<SentenceJob> jobs =
        sources.stream().map(source -> new SentenceJob(SourceSentence.of(source), config)).toList();
    List<SentenceJob> sorted = new ArrayList<>(jobs);
    sorted.sort(Comparator.comparingInt(job -> -job.length()));
    pool.submit(sorted, Deadline.after(null));
    List<Hypothesis> best = new ArrayList<>();
    for (SentenceJob job : jobs) {
      best.add(job.found().get().get(0));
    }
    return best;
  }

  /** The way of a server: every caller has one sentence at a time. */
  private List<Hypothesis> call(SearchPool pool, SearchConfig config, List<int[]> sources)
      throws Exception {
    Hypothesis[] best = new Hypothesis[sources.size()];
    double[] milliseconds = new double[best.length];
    AtomicInteger next = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < number("callers", "1"); i++) {
      Thread caller =
          new Thread(
              () -> {
                for (int at = next.getAndIncrement();
                    at < best.length;
                    at = next.getAndIncrement()) {
                  long start = System.nanoTime();
                  SentenceJob job = new SentenceJob(SourceSentence.of(sources.get(at)), config);
                  try {
                    pool.submit(List.of(job), Deadline.after(null));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  best[at] = job.found().join().get(0);
                  milliseconds[at] = (System.nanoTime() - start) / 1e6;
                }
              });
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    Arrays.sort(milliseconds);
    System.out.printf(
        Locale.ROOT,
        "%d callers, each one sentence at a time: median %.1f ms, 99th percentile %.1f ms%n",
        callers.size(),
        milliseconds[milliseconds.length / 2],
        milliseconds[(int) (milliseconds.length * 0.99)]);
    return Arrays.asList(best);
  }

  private Shortlist shortlist() throws IOException {
    Path file = Path.of(setting("shortlist", ""));
    Vocabulary vocabulary = Vocabulary.of(pieces.subList(SPECIAL.length, pieces.size()));
    if (!Files.exists(file)) {
      List<int[]> sources = read(prepared.resolve("train.bpe.en"));
      List<int[]> targets = read(prepared.resolve("train.bpe.de"));
      List<IndexedPair> pairs = new ArrayList<>();
      for (int i = 0; i < sources.size(); i++) {
        pairs.add(new IndexedPair(sources.get(i), targets.get(i)));
      }
      IbmModel1 words = IbmModel1.of(IndexedCorpus.of(pairs), pieces.size(), pieces.size(), 2);
      words.learn(IbmModel1.ROUNDS, () -> false);
      Files.write(file, LexiconFile.write(Lexicon.of(words, LexiconSize.DEFAULT)));
    }
    return Shortlist.of(
        LexiconFile.parse(Files.readAllBytes(file)),
        vocabulary,
        vocabulary,
        number("best", Integer.toString(Shortlist.BEST)),
        number("frequent", Integer.toString(Shortlist.FREQUENT)));
  }

  private String line(Hypothesis best) {
    StringBuilder line = new StringBuilder();
    for (int piece : best.pieces()) {
      line.append(line.length() == 0 ? "" : " ").append(pieces.get(piece));
    }
    return setting("scores", "no").equals("yes") ? line + " ||| " + best.score() : line.toString();
  }

  private List<int[]> read(Path file) throws IOException {
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      ids.putIfAbsent(pieces.get(i), i);
    }
    List<int[]> sources = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.isBlank() ? new String[0] : line.strip().split(" +");
      int[] source = new int[words.length];
      for (int i = 0; i < words.length; i++) {
        source[i] = ids.getOrDefault(words[i], 1);
      }
      sources.add(source);
    }
    return sources;
  }

  private static float[] flat(ParameterLayout layout, Path weights) {
    List<TensorSpec> specs =
        layout.entries().stream()
            .map(entry -> new TensorSpec(entry.name(), entry.shape()))
            .collect(Collectors.toList());
    Map<String, float[]> tensors = Safetensors.read(weights, specs);
    float[] flat = new float[layout.size()];
    for (ParameterLayout.Entry entry : layout.entries()) {
      System.arraycopy(tensors.get(entry.name()), 0, flat, entry.offset(), entry.size());
    }
    return flat;
  }
}
