import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PairIndexer;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.training.Checkpoints;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingLoop;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.TrainingState;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.seq2seq.training.Validator;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.ParallelCorpus;
import org.truchman.text.corpus.SentencePair;

/**
 * Measures training: target tokens per second after warm-up, resident memory, live arrays. Run by
 * scripts/benchmark-training, which names the class path.
 *
 * <p>Arguments: source file, target file, updates, then settings as key=value. The first batch
 * holds the longest pairs, so that the largest shapes come first; the first tenth of the updates
 * (at most 50) is warm-up. With the system property {@code profile} the engine's own profiler then
 * runs over {@value #PROFILED} more.
 */
public final class BenchmarkTraining {
  private static final int PROFILED = 20;

  private final int warmUp;
  private final List<Double> speeds = new ArrayList<>();
  private final List<Integer> memory = new ArrayList<>();
  private final List<Integer> arrays = new ArrayList<>();
  private final Map<String, Integer> samples = new TreeMap<>();
  private final NDManager manager;

  private BenchmarkTraining(NDManager manager, int updates) {
    this.manager = manager;
    this.warmUp = Math.min(50, updates / 10);
  }

  public static void main(String[] arguments) throws IOException {
    int updates = Integer.parseInt(arguments[2]);
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : Arrays.asList(arguments).subList(3, arguments.length)) {
      String[] parts = setting.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    Configuration base = Configuration.defaults().withModel(ModelConfig.delayed());
    Configuration configuration = ConfigurationJson.with(base, settings);
    List<SentencePair> lines = new ArrayList<>();
    try (ParallelCorpus corpus =
        ParallelCorpus.open(Path.of(arguments[0]), Path.of(arguments[1]))) {
      corpus.forEach(lines::add);
    }
    TextPipelines text =
        TextPipelines.learn(lines, configuration.text(), "src", "trg", (stage, done, total) -> {});
    List<IndexedPair> pairs =
        new PairIndexer(text, configuration.training().maxLength()).index(lines);
    run(configuration, text, pairs, updates);
  }

  private static void run(
      Configuration configuration, TextPipelines text, List<IndexedPair> pairs, int updates)
      throws IOException {
    Engine engine = Engine.getEngine("PyTorch");
    JniUtils.setGradMode(false);
    int threads = Runtime.getRuntime().availableProcessors();
    JniUtils.setNumThreads(threads);
    ParameterLayout layout =
        ParameterLayout.of(
            configuration.model(),
            text.source().vocabulary().size(),
            text.target().vocabulary().size());
    float[] values =
        Seq2SeqModel.initialValues(
            configuration.model(), configuration.training().withSeed(1), layout);
    try (NDManager root = engine.newBaseManager();
        Seq2SeqModel model = new Seq2SeqModel(root, configuration.model(), layout, values)) {
      BenchmarkTraining benchmark = new BenchmarkTraining(model.manager(), updates);
      List<IndexedPair> longest = new ArrayList<>(pairs);
      longest.sort(Comparator.comparingInt(p -> -p.source().length - p.target().length));
      TrainingConfig training = configuration.training();
      benchmark.train(model, training, longest.subList(0, training.batchSize()), 1, false);
      benchmark.sample(Thread.currentThread());
      benchmark.train(model, training, pairs, updates, true);
      benchmark.print(layout.parameters(), threads);
      if (Boolean.getBoolean("profile")) {
        Path trace = Files.createTempFile("truchman-profile", ".json");
        JniUtils.startProfile(false, false, false);
        benchmark.train(model, training, pairs, PROFILED, false);
        JniUtils.stopProfile(trace.toString());
        OperatorProfile.of(trace).print();
        Files.delete(trace);
      }
    }
  }

  /** Notes every 10 ms which method of ours the training thread is in. */
  private void sample(Thread training) {
    Thread sampler =
        new Thread(
            () -> {
              try {
                while (true) {
                  Thread.sleep(10);
                  count(training.getStackTrace());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    sampler.setDaemon(true);
    sampler.start();
  }

  private void count(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String owner = frame.getClassName();
      boolean step = owner.startsWith("org.truchman.seq2seq") && !owner.endsWith("Kernels");
      if (step && !frame.getMethodName().equals("call")) {
        String name = owner.substring(owner.lastIndexOf('.') + 1) + "." + frame.getMethodName();
        synchronized (samples) {
          samples.merge(name, 1, Integer::sum);
        }
        return;
      }
    }
  }

  private void printSamples() {
    synchronized (samples) {
      double all = samples.values().stream().mapToInt(Integer::intValue).sum();
      System.out.println("where the time goes, share of samples taken every 10 ms:");
      samples.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(10)
          .forEach(
              e ->
                  System.out.printf(
                      Locale.ROOT, "  %5.1f %%  %s%n", 100 * e.getValue() / all, e.getKey()));
    }
  }

  private void train(
      Seq2SeqModel model,
      TrainingConfig training,
      List<IndexedPair> pairs,
      int updates,
      boolean counted) {
    TrainingConfig limited =
        training.withMaxUpdates(updates).withMaxEpochs(1_000_000).withSnapshotMinutes(1e9);
    Validator validator = new Validator(pairs.subList(0, 1), null, 1);
    Checkpoints none =
        new Checkpoints() {
          @Override
          public void best(float[] values, TrainingProgress progress) {}

          @Override
          public void validated(
              float[] values, TrainingProgress progress, Validator.Validation found) {}

          @Override
          public void snapshot(TrainingState state) {}
        };
    try (TrainingLoop loop =
        new TrainingLoop(
            model,
            limited,
            IndexedCorpus.of(pairs),
            validator,
            none,
            new TrainingListener() {
              @Override
              public void updated(UpdateReport report) {
                if (counted && report.update() > warmUp) {
                  speeds.add(report.tokensPerSecond());
                }
              }
            },
            () -> {
              if (counted) {
                memory.add(residentKib());
                arrays.add(((BaseNDManager) manager).getManagedArrays().size());
              }
              return false;
            })) {
      loop.run();
    }
  }

  private void print(long parameters, int threads) throws IOException {
    speeds.sort(null);
    System.out.printf(
        Locale.ROOT,
        "parameters %d, threads %d, updates %d (warm-up %d)%n",
        parameters,
        threads,
        memory.size(),
        warmUp);
    System.out.printf(
        Locale.ROOT,
        "target tokens per second: median %.0f, quartiles %.0f %.0f%n",
        quantile(speeds, 0.5),
        quantile(speeds, 0.25),
        quantile(speeds, 0.75));
    System.out.printf(Locale.ROOT, "peak resident memory: %d MiB%n", status("VmHWM") / 1024);
    if (memory.size() >= 2000) {
      double early = median(memory.subList(500, 600));
      double late = median(memory.subList(1900, 2000));
      System.out.printf(
          Locale.ROOT,
          "resident memory, median of updates 501-600: %.0f MiB, of 1901-2000: %.0f MiB (%+.2f %%)%n",
          early / 1024,
          late / 1024,
          100 * (late / early - 1));
    }
    System.out.printf(
        Locale.ROOT,
        "live arrays after an update: least %d, most %d%n",
        arrays.stream().min(Integer::compare).orElse(0),
        arrays.stream().max(Integer::compare).orElse(0));
    printSamples();
  }

  private static double median(List<Integer> values) {
    return quantile(values.stream().map(Integer::doubleValue).sorted().toList(), 0.5);
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  private static int residentKib() {
    try {
      return status("VmRSS");
    } catch (IOException e) {
      return 0;
    }
  }

  /** A line of /proc/self/status, in KiB; 0 where there is no such file. */
  private static int status(String key) throws IOException {
    Path file = Path.of("/proc/self/status");
    if (!Files.exists(file)) {
      return 0;
    }
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(key + ":")) {
        return Integer.parseInt(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  /** Time by operator, of what the engine's profiler wrote: spans that nest within a thread. */
  private static final class OperatorProfile {
    private final Map<String, double[]> operators = new TreeMap<>();

    private record Span(String name, double start, double end) {}

    static OperatorProfile of(Path trace) throws IOException {
      Map<String, List<Span>> threads = new TreeMap<>();
      for (JsonElement element : JsonParser.parseString(Files.readString(trace)).getAsJsonArray()) {
        JsonObject event = element.getAsJsonObject();
        if (event.has("ts") && event.has("dur")) {
          double start = event.get("ts").getAsDouble();
          double end = start + event.get("dur").getAsDouble();
          threads
              .computeIfAbsent(event.get("tid").getAsString(), thread -> new ArrayList<>())
              .add(new Span(event.get("name").getAsString(), start, end));
        }
      }
      OperatorProfile profile = new OperatorProfile();
      threads.values().forEach(profile::add);
      return profile;
    }

    private void add(List<Span> spans) {
      spans.sort(Comparator.comparingDouble(Span::start).thenComparing(span -> -span.end()));
      Deque<Span> open = new ArrayDeque<>();
      for (Span span : spans) {
        while (!open.isEmpty() && open.peek().end() <= span.start()) {
          open.pop();
        }
        double length = span.end() - span.start();
        if (!open.isEmpty()) {
          operators.get(open.peek().name())[0] -= length;
        }
        double[] sums = operators.computeIfAbsent(span.name(), name -> new double[2]);
        sums[0] += length;
        sums[1]++;
        open.push(span);
      }
    }

    void print() {
      double all = operators.values().stream().mapToDouble(sums -> sums[0]).sum();
      System.out.printf(
          Locale.ROOT,
          "the engine's operators by their own time, %.1f ms an update:%n",
          all / 1000 / PROFILED);
      operators.entrySet().stream()
          .sorted(Comparator.comparingDouble(e -> -e.getValue()[0]))
          .limit(25)
          .forEach(
              e ->
                  System.out.printf(
                      Locale.ROOT,
                      "  %5.1f %%  %7.2f ms  %5.0f calls  %s%n",
                      100 * e.getValue()[0] / all,
                      e.getValue()[0] / 1000 / PROFILED,
                      e.getValue()[1] / PROFILED,
                      e.getKey()));
    }
  }
}
