import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.LanguageModelRequest;
import org.truchman.seq2seq.LanguageModelTrainer;
import org.truchman.seq2seq.NeuralLanguageModel;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.Trainer;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.TrainingRequest;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.GenerationMethod;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.study.CellClock;
import org.truchman.seq2seq.study.CellValues;
import org.truchman.seq2seq.study.EqualSize;
import org.truchman.seq2seq.study.GradientReach;
import org.truchman.seq2seq.study.ReadingShapes;
import org.truchman.seq2seq.study.RecallSettings;
import org.truchman.seq2seq.study.RecallTask;
import org.truchman.seq2seq.study.RecallTraining;
import org.truchman.seq2seq.study.ResultFile;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.ValidationReport;

/**
 * The experiments of scripts/cells, which runs this: each part writes a file of results, and what
 * stands there is not done again.
 *
 * <p>Arguments: the folder of the phrasebook, the folder for results, "yes" for small versions, the
 * device, threads for text (0 for all), a text or "-", then the parts.
 */
final class Cells {
  private static final int UNITS = 64;

  private final Path phrasebook;
  private final Path out;
  private final boolean quick;
  private final EngineOptions engine;
  private final String data;

  private Cells(Path phrasebook, Path out, boolean quick, EngineOptions engine, String data) {
    this.phrasebook = phrasebook;
    this.out = out;
    this.quick = quick;
    this.engine = engine;
    this.data = data;
  }

  public static void main(String[] arguments) {
    EngineOptions engine =
        EngineOptions.defaults()
            .withDevice(arguments[3])
            .withThreads(Integer.parseInt(arguments[4]));
    Path out = Path.of(arguments[1]);
    Cells cells =
        new Cells(Path.of(arguments[0]), out, arguments[2].equals("yes"), engine, arguments[5]);
    cells.requireSameAsBefore();
    for (String part : Arrays.asList(arguments).subList(6, arguments.length)) {
      long start = System.nanoTime();
      say("%s", part);
      cells.run(part);
      say("%s: %.0f s", part, (System.nanoTime() - start) / 1e9);
    }
  }

  /** Results of other sizes or of another text must not be taken for these. */
  private void requireSameAsBefore() {
    Path file = out.resolve("made-of.txt");
    String now =
        (quick ? "small versions" : "full versions")
            + ", text: "
            + (data.equals("-") ? "phrasebook" : data)
            + "\n";
    try {
      Files.createDirectories(out);
      if (!Files.exists(file)) {
        Files.writeString(file, now);
      }
      String before = Files.readString(file);
      if (!before.equals(now)) {
        System.err.printf(
            "cells: %s holds results of %s, not of %s; choose another --out%n",
            out, before.strip(), now.strip());
        System.exit(2);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read or written", e);
    }
  }

  private void run(String part) {
    ResultFile results = ResultFile.open(out.resolve(part + ".jsonl"));
    switch (part) {
      case "recall" -> onDevice(manager -> new Recall(results, quick, manager).run());
      case "gradient" -> onDevice(manager -> new Gradient(results, quick, manager).run());
      case "time" -> new Time(results, quick).run();
      case "truncation" -> new Truncation(results, text(), quick, engine).run();
      case "sampling" -> new Sampling(results, text(), quick, engine).run();
      case "translation" -> new Translation(results, phrasebook, quick, engine).run();
      default -> throw new IllegalArgumentException("there is no part " + part);
    }
  }

  private Text text() {
    Path folder = out.resolve("text");
    return data.equals("-")
        ? Text.ofPhrasebook(phrasebook, folder, quick)
        : Text.of(Path.of(data), folder, quick);
  }

  private interface Task {
    void run(NDManager manager);
  }

  /** Small matrices are fastest on one thread; one process holds the engine. */
  private void onDevice(Task task) {
    Engine loaded = Engine.getEngine("PyTorch");
    boolean gpu = !engine.device().equals("cpu") && loaded.getGpuCount() > 0;
    on(gpu ? Device.gpu() : Device.cpu(), 1, task);
  }

  private static void on(Device device, int threads, Task task) {
    Engine loaded = Engine.getEngine("PyTorch");
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setNumThreads(threads);
    try (NDManager manager = loaded.newBaseManager(device)) {
      task.run(manager);
    }
  }

  private static void say(String form, Object... values) {
    System.err.println(String.format(Locale.ROOT, form, values));
  }

  /** Numbers as JSON; what is not finite has no value. */
  private static JsonArray numbers(double... values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.add(JsonNull.INSTANCE);
      }
    }
    return array;
  }

  private static TrainingConfig training(String... settings) {
    Map<String, String> values = new HashMap<>();
    for (String setting : settings) {
      String[] keyAndValue = setting.split("=", 2);
      values.put("training." + keyAndValue[0], keyAndValue[1]);
    }
    return ConfigurationJson.with(Configuration.defaults(), values).training();
  }

  private static void addLooks(JsonObject json, RecallTraining.Result result) {
    List<RecallTraining.Look> looks = result.looks();
    json.add("update", numbers(looks.stream().mapToDouble(look -> look.update()).toArray()));
    json.add("loss", numbers(looks.stream().mapToDouble(look -> look.loss()).toArray()));
    json.add("accuracy", numbers(looks.stream().mapToDouble(look -> look.accuracy()).toArray()));
    json.add("norm", numbers(looks.stream().mapToDouble(look -> look.gradientNorm()).toArray()));
    json.addProperty("updates", result.updates());
    json.addProperty("learnt", result.learnt());
    json.addProperty("finalAccuracy", result.accuracy());
    json.addProperty("skipped", result.skipped());
    json.addProperty("seconds", result.seconds());
  }

  /** One of eight symbols over a growing gap. */
  private record Recall(ResultFile results, boolean quick, NDManager manager) {
    private static final int SYMBOLS = 8;

    /** A cell as it begins, and the learning rate that it bears. */
    private record Learner(String series, CellType cell, String rate) {
      CellValues begin(CellValues usual, int gap) {
        return switch (series) {
          case "ReLU, identity" -> usual.withIdentity(1, 2);
          case "GRU, chrono", "LSTM, chrono" -> usual.withTimes(gap, 2);
          default -> usual;
        };
      }
    }

    private static final List<Learner> LEARNERS =
        List.of(
            new Learner("tanh", CellType.RNN_TANH, "0.002"),
            new Learner("ReLU, identity", CellType.RNN_RELU, "0.001"),
            new Learner("GRU", CellType.GRU, "0.005"),
            new Learner("LSTM", CellType.LSTM, "0.005"),
            new Learner("GRU, chrono", CellType.GRU, "0.005"),
            new Learner("LSTM, chrono", CellType.LSTM, "0.005"));

    void run() {
      List<Integer> gaps = quick ? List.of(10, 30) : List.of(200, 10, 20, 50, 100, 500);
      for (int gap : gaps) {
        for (Learner learner : LEARNERS) {
          results.get(learner.series() + ", gap " + gap, () -> learn(learner, gap));
        }
      }
    }

    private JsonObject learn(Learner learner, int gap) {
      TrainingConfig training =
          training(
              "batchSize=32",
              "learningRate=" + learner.rate(),
              "clipNorm=1",
              "maxUpdates=" + (quick ? 200 : 2000));
      RecallSettings settings =
          new RecallSettings(
              learner.cell(), UNITS, usual -> learner.begin(usual, gap), training, 50);
      RecallTraining.Result result =
          RecallTraining.run(new RecallTask(SYMBOLS, SYMBOLS, gap), settings, manager);
      JsonObject json = new JsonObject();
      json.addProperty("series", learner.series());
      json.addProperty("gap", gap);
      json.addProperty(
          "about",
          String.format(
              Locale.ROOT,
              "%d units, %d symbols, as many distractors, 32 sequences an update, Adam (tanh 0.002,"
                  + " ReLU 0.001, GRU and LSTM 0.005), norm clipped at 1, at most %d updates",
              UNITS,
              SYMBOLS,
              training.maxUpdates()));
      addLooks(json, result);
      say(
          "  %s, gap %d: %.1f %% after %d updates, %.0f s",
          learner.series(), gap, 100 * result.accuracy(), result.updates(), result.seconds());
      return json;
    }
  }

  /** How far gradients reach, as cells begin and after they have learnt. */
  private record Gradient(ResultFile results, boolean quick, NDManager manager) {
    private static final int INPUTS = 32;
    private static final int GAP = 30;

    void run() {
      begin();
      for (String clip : List.of("0", "1")) {
        for (String optimizer : List.of("sgd", "momentum", "adam", "adamw")) {
          results.get(optimizer + ", clip " + clip, () -> learn(optimizer, clip));
        }
      }
    }

    private void begin() {
      Map<String, CellValues> simple = new LinkedHashMap<>();
      CellValues tanh = CellValues.usual(CellType.RNN_TANH, INPUTS, UNITS, 1);
      CellValues relu = CellValues.usual(CellType.RNN_RELU, INPUTS, UNITS, 1);
      simple.put("tanh, usual", tanh);
      simple.put("tanh, gain 1", tanh.withGain(1, 2));
      simple.put("tanh, gain 2", tanh.withGain(2, 2));
      simple.put("ReLU, 0.9 identity", relu.withIdentity(0.9, 2));
      simple.put("ReLU, identity", relu.withIdentity(1, 2));
      simple.put("ReLU, 1.1 identity", relu.withIdentity(1.1, 2));
      simple.forEach((series, cell) -> reach("simple", series, cell));
      CellValues lstm = CellValues.usual(CellType.LSTM, INPUTS, UNITS, 1);
      CellValues gru = CellValues.usual(CellType.GRU, INPUTS, UNITS, 1);
      Map<String, CellValues> gated = new LinkedHashMap<>();
      gated.put("tanh, usual", tanh);
      gated.put("GRU, update bias 0", gru);
      gated.put("GRU, update bias 3", gru.withKeepBias(3));
      gated.put("LSTM, forget bias 0", lstm.withKeepBias(0));
      gated.put("LSTM, forget bias 1", lstm);
      gated.put("LSTM, forget bias 3", lstm.withKeepBias(3));
      gated.forEach((series, cell) -> reach("gated", series, cell));
      for (int steepness : new int[] {1, 2, 4}) {
        reach("steep", "GRU, steepness " + steepness, steep(gru, steepness));
      }
      for (int steepness : new int[] {1, 2, 4}) {
        reach("steep", "LSTM, steepness " + steepness, steep(lstm, steepness));
      }
    }

    private static CellValues steep(CellValues cell, int steepness) {
      return cell.withKeepBias(1).withSteepGates(steepness);
    }

    private void reach(String group, String series, CellValues cell) {
      results.get(
          group + ": " + series,
          () -> {
            JsonObject json = new JsonObject();
            json.addProperty("group", group);
            json.addProperty("series", series);
            json.add("reach", numbers(reach(cell)));
            return json;
          });
    }

    private double[] reach(CellValues cell) {
      return new GradientReach(100, 8, 3).of(cell, manager);
    }

    private JsonObject learn(String optimizer, String clip) {
      TrainingConfig training =
          training(
              "batchSize=32",
              "clipNorm=" + clip,
              "maxUpdates=" + (quick ? 100 : 600),
              "skipLimit=1000000",
              "optimizer=" + (optimizer.equals("momentum") ? "sgd" : optimizer),
              "momentum=" + (optimizer.equals("momentum") ? 0.9 : 0),
              "weightDecay=" + (optimizer.equals("adamw") ? 0.01 : 0),
              "learningRate=" + rate(optimizer));
      RecallSettings settings =
          new RecallSettings(
              CellType.RNN_RELU, UNITS, usual -> usual.withIdentity(1, 2), training, 10);
      RecallTraining.Result result =
          RecallTraining.run(new RecallTask(8, 8, GAP), settings, manager);
      JsonObject json = new JsonObject();
      json.addProperty("group", "optimizer");
      json.addProperty("series", label(optimizer));
      json.addProperty("clip", clip.equals("1"));
      json.addProperty(
          "about",
          String.format(
              Locale.ROOT,
              "Before training: %d units that read normal inputs, and the mean over 8 sequences. In"
                  + " training: %d units, one of 8 symbols over a gap of %d, 32 sequences an update,"
                  + " at most %d updates, fewer when 99 %% is reached.",
              UNITS,
              UNITS,
              GAP,
              training.maxUpdates()));
      json.add("reach", numbers(reach(result.cell())));
      addLooks(json, result);
      say(
          "  %s, clip %s: %.1f %% after %d updates, %d left out",
          optimizer, clip, 100 * result.accuracy(), result.updates(), result.skipped());
      return json;
    }

    private static String rate(String optimizer) {
      return switch (optimizer) {
        case "sgd" -> "0.1";
        case "momentum" -> "0.01";
        default -> "0.001";
      };
    }

    private static String label(String optimizer) {
      return switch (optimizer) {
        case "sgd" -> "SGD 0.1";
        case "momentum" -> "SGD 0.01, momentum 0.9";
        case "adam" -> "Adam 0.001";
        default -> "AdamW 0.001, decay 0.01";
      };
    }
  }

  /** Milliseconds per step. */
  private record Time(ResultFile results, boolean quick) {
    void run() {
      int cores = Runtime.getRuntime().availableProcessors();
      measure("CPU, " + cores + (cores == 1 ? " thread" : " threads"), Device.cpu(), cores);
      if (Engine.getEngine("PyTorch").getGpuCount() > 0) {
        measure("GPU", Device.gpu(), cores);
      }
    }

    private void measure(String device, Device where, int threads) {
      CellClock clock = new CellClock(32, 50, quick ? 3 : 15);
      for (int units : quick ? new int[] {64, 256} : new int[] {64, 128, 256, 512, 1024}) {
        for (CellType cell : CellType.values()) {
          String name = device + ", " + cell + ", " + units;
          results.get(name, () -> measure(clock, device, where, threads, cell, units));
        }
      }
    }

    private static JsonObject measure(
        CellClock clock, String device, Device where, int threads, CellType cell, int units) {
      JsonObject json = new JsonObject();
      json.addProperty("device", device);
      json.addProperty("cell", cell.name());
      json.addProperty("units", units);
      on(
          where,
          threads,
          manager -> {
            CellClock.Time time = clock.of(cell, units, manager);
            json.addProperty("reading", time.reading());
            json.addProperty("learning", time.learning());
          });
      return json;
    }
  }

  /** A text in two files. */
  private record Text(Path train, Path valid, String name) {
    private static final int QUICK_LINES = 1500;

    static Text ofPhrasebook(Path phrasebook, Path folder, boolean quick) {
      List<String> train = lines(phrasebook.resolve("train.en"));
      List<String> valid = lines(phrasebook.resolve("dev.en"));
      return write(train, valid, folder, quick, "English of data/phrasebook");
    }

    /** The last tenth is held out. */
    static Text of(Path file, Path folder, boolean quick) {
      List<String> all = lines(file);
      int cut = all.size() - Math.max(1, all.size() / 10);
      List<String> held = all.subList(cut, all.size());
      return write(all.subList(0, cut), held, folder, quick, file.getFileName().toString());
    }

    private static Text write(
        List<String> train, List<String> valid, Path folder, boolean quick, String name) {
      Text text = new Text(folder.resolve("train.txt"), folder.resolve("valid.txt"), name);
      try {
        Files.createDirectories(folder);
        Files.writeString(text.train(), joined(train, quick ? QUICK_LINES : train.size()));
        Files.writeString(text.valid(), joined(valid, quick ? 100 : Math.min(5000, valid.size())));
      } catch (IOException e) {
        throw new UncheckedIOException(folder + ": cannot be written", e);
      }
      return text;
    }

    private static String joined(List<String> lines, int most) {
      return String.join("\n", lines.subList(0, Math.min(most, lines.size()))) + "\n";
    }

    static List<String> lines(Path file) {
      boolean zipped = file.toString().endsWith(".gz");
      try (InputStream plain = Files.newInputStream(file);
          InputStream in = zipped ? new GZIPInputStream(plain) : plain) {
        return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": cannot be read", e);
      }
    }
  }

  /** Whatever a model directory of an interrupted run left is begun anew. */
  private static Path emptied(Path folder) {
    for (Path old : List.of(folder, folder.resolveSibling(folder.getFileName() + ".journal"))) {
      if (Files.exists(old)) {
        try (Stream<Path> files = Files.walk(old)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(old + ": cannot be emptied", e);
        }
      }
    }
    return folder;
  }

  /** Learns a language model of characters. */
  private static TrainingOutcome learn(
      Text text, Path model, Map<String, String> settings, EngineOptions engine) {
    Map<String, String> all = new HashMap<>();
    all.put("text.level", "character");
    all.put("model.layers", "1");
    all.put("model.embeddingSize", "32");
    all.put("training.optimizer", "adam");
    all.put("training.learningRate", "0.003");
    all.put("training.schedule", "constant");
    all.put("training.flatEpochs", "1");
    all.put("training.learningRateDecay", "1");
    all.put("training.initialRange", "0");
    all.put("training.clipNorm", "0");
    all.put("training.snapshotMinutes", "1000");
    all.putAll(settings);
    LanguageModelConfiguration configuration =
        LanguageModelJson.with(LanguageModelConfiguration.defaults(), all);
    LanguageModelRequest request =
        new LanguageModelRequest(
            text.train(),
            text.valid(),
            emptied(model),
            configuration,
            engine,
            false,
            new StopSignal());
    return LanguageModelTrainer.train(request, new TrainingListener() {});
  }

  /** The same number of characters and updates, whatever the steps: longer segments, fewer rows. */
  private record Truncation(ResultFile results, Text text, boolean quick, EngineOptions engine) {
    private static final int CHARACTERS = 2000;

    void run() {
      List<Integer> all = quick ? List.of(1, 5, 50) : List.of(1, 2, 5, 10, 20, 50, 100);
      for (String start : List.of("carried", "zero")) {
        for (int steps : all) {
          results.get(start + ", " + steps, () -> learn(start, steps));
        }
      }
    }

    private JsonObject learn(String start, int steps) {
      int characters = quick ? 500 : CHARACTERS;
      int epochs = quick ? 2 : 3;
      int units = quick ? 64 : 128;
      Map<String, String> settings =
          Map.of(
              "model.hiddenSize", Integer.toString(units),
              "training.start", start,
              "training.steps", Integer.toString(steps),
              "training.batchSize", Integer.toString(characters / steps),
              "training.maxEpochs", Integer.toString(epochs));
      Path model = results.folder().resolve("models").resolve("truncation");
      TrainingOutcome outcome = Cells.learn(text, model, settings, engine);
      JsonObject json = new JsonObject();
      json.addProperty("start", start);
      json.addProperty("steps", steps);
      json.addProperty("perplexity", outcome.bestPerplexity());
      json.addProperty("seconds", outcome.seconds());
      json.addProperty(
          "about",
          String.format(
              Locale.ROOT,
              "Characters of %s; LSTM of %d units, %d passes over the text, %d characters an update,"
                  + " Adam 0.003; the validation text is read with the state carried on.",
              text.name(),
              units,
              epochs,
              characters));
      say("  %s, %d steps: perplexity %.3f", start, steps, outcome.bestPerplexity());
      return json;
    }
  }

  /** One model writes by several strategies. */
  private record Sampling(ResultFile results, Text text, boolean quick, EngineOptions engine) {
    private static final int PROMPTS = 3;

    void run() {
      Map<String, GenerationConfig> strategies = strategies();
      if (strategies.keySet().stream().allMatch(results::has)) {
        return;
      }
      Path model = results.folder().resolve("models").resolve("sampling");
      JsonObject learnt = results.get("model", () -> learn(model));
      if (!Files.exists(model.resolve("manifest.json"))) {
        throw new IllegalStateException(
            model + " is gone, which the results name; delete sampling.jsonl to begin anew");
      }
      say("  perplexity %.3f", learnt.get("perplexity").getAsDouble());
      Set<String> known = new HashSet<>(Text.lines(text.train()));
      try (NeuralLanguageModel writer = NeuralLanguageModel.open(model, engine)) {
        strategies.forEach(
            (name, strategy) -> results.get(name, () -> write(writer, name, strategy, known)));
      }
    }

    private JsonObject learn(Path model) {
      Map<String, String> settings =
          Map.of(
              "model.hiddenSize", quick ? "64" : "256",
              "training.steps", "50",
              "training.batchSize", quick ? "10" : "40",
              "training.maxEpochs", quick ? "2" : "8");
      TrainingOutcome outcome = Cells.learn(text, model, settings, engine);
      JsonObject json = new JsonObject();
      json.addProperty("perplexity", outcome.bestPerplexity());
      json.addProperty(
          "about",
          String.format(
              Locale.ROOT,
              "An LSTM of characters learnt %s to a validation perplexity of %.2f.",
              text.name(),
              outcome.bestPerplexity()));
      return json;
    }

    private Map<String, GenerationConfig> strategies() {
      Map<String, GenerationConfig> strategies = new LinkedHashMap<>();
      strategies.put("greedy", plain(GenerationMethod.GREEDY));
      strategies.put("beam 5", plain(GenerationMethod.BEAM));
      strategies.put("temperature 0.5", sample(0.5, 0, 1));
      strategies.put("temperature 1", sample(1, 0, 1));
      strategies.put("temperature 1.5", sample(1.5, 0, 1));
      strategies.put("top-k 3", sample(1, 3, 1));
      strategies.put("nucleus 0.8", sample(1, 0, 0.8));
      return strategies;
    }

    private static GenerationConfig plain(GenerationMethod method) {
      return new GenerationConfig(method, 120, 1, 1, 0, 1, 5, 1);
    }

    private static GenerationConfig sample(double temperature, int topK, double topP) {
      return new GenerationConfig(GenerationMethod.SAMPLE, 120, 1, temperature, topK, topP, 5, 1);
    }

    private JsonObject write(
        NeuralLanguageModel writer, String name, GenerationConfig strategy, Set<String> known) {
      int tries = strategy.method() != GenerationMethod.SAMPLE ? 1 : quick ? 5 : 40;
      Set<String> different = new HashSet<>();
      int copied = 0;
      JsonArray first = new JsonArray();
      JsonArray prompts = new JsonArray();
      for (String prompt : prompts()) {
        prompts.add(prompt);
        for (int attempt = 0; attempt < tries; attempt++) {
          String line = line(writer, prompt, withSeed(strategy, attempt + 1));
          if (attempt == 0) {
            first.add(line);
          }
          different.add(line);
          copied += known.contains(line) ? 1 : 0;
        }
      }
      int written = PROMPTS * tries;
      JsonObject json = new JsonObject();
      json.addProperty("strategy", name);
      json.add("prompts", prompts);
      json.add("lines", first);
      json.addProperty("written", written);
      json.addProperty("different", different.size());
      json.addProperty("copied", copied);
      return json;
    }

    private static GenerationConfig withSeed(GenerationConfig c, long seed) {
      return new GenerationConfig(
          c.method(),
          c.length(),
          c.lines(),
          c.temperature(),
          c.topK(),
          c.topP(),
          c.beamSize(),
          seed);
    }

    private static String line(
        NeuralLanguageModel writer, String prompt, GenerationConfig strategy) {
      StringBuilder written = new StringBuilder();
      writer.write(prompt, strategy, written::append, () -> false);
      return written.toString().split("\n", 2)[0];
    }

    /** The first two words of some lines that are long enough to go on. */
    private List<String> prompts() {
      List<String> lines =
          Text.lines(text.train()).stream().filter(line -> line.split(" ").length > 4).toList();
      List<String> prompts = new ArrayList<>();
      for (int i = 1; i <= PROMPTS; i++) {
        String[] words = lines.get(i * (lines.size() - 1) / PROMPTS).split(" ");
        prompts.add(words[0] + " " + words[1]);
      }
      return prompts;
    }
  }

  /** English to German: when the decoder begins to speak, and with which cells. */
  private record Translation(
      ResultFile results, Path phrasebook, boolean quick, EngineOptions engine) {
    private static final int VOCABULARY = 1000;
    private static final int PAIRS = 3000;
    private static final int EMBEDDING = 64;

    void run() {
      int units = quick ? 64 : 128;
      ModelConfig delayed = ReadingShapes.delayed(EMBEDDING, units);
      learn("reading", "in step", ReadingShapes.inStep(EMBEDDING, units, 0));
      learn("reading", "3 pieces of delay", ReadingShapes.inStep(EMBEDDING, units, 3));
      learn("reading", "delayed", delayed);
      learn("reading", "attentive", ReadingShapes.attentive(EMBEDDING, units));
      learn("cell", "RNN (tanh)", EqualSize.with(delayed, CellType.RNN_TANH, VOCABULARY));
      learn("cell", "GRU", EqualSize.with(delayed, CellType.GRU, VOCABULARY));
      learn("cell", "LSTM", delayed);
    }

    private void learn(String group, String series, ModelConfig model) {
      results.get(group + ": " + series, () -> measured(group, series, model));
    }

    private JsonObject measured(String group, String series, ModelConfig model) {
      Configuration settings =
          ConfigurationJson.with(
              Configuration.defaults(),
              Map.of(
                  "text.bpeMerges", quick ? "200" : "1000",
                  "training.batchSize", "64",
                  "training.maxEpochs", quick ? "3" : "10",
                  "training.learningRate", quick ? "0.005" : "0.003",
                  "training.labelSmoothing", "0",
                  "training.lexicon", "false",
                  "training.snapshotMinutes", "1000"));
      Configuration configuration =
          new Configuration(
              "en", "de", settings.text(), model, settings.training(), settings.search());
      List<ValidationReport> reports = new ArrayList<>();
      TrainingOutcome outcome = Trainer.train(request(configuration), listener(reports));
      JsonObject json = new JsonObject();
      json.addProperty("group", group);
      json.addProperty("series", series);
      json.addProperty("units", model.hiddenSize());
      json.addProperty("parameters", EqualSize.parameters(model, VOCABULARY));
      json.addProperty("seconds", outcome.seconds());
      json.addProperty("about", about(configuration));
      addCurve(json, reports);
      say("  %s: perplexity %.2f, %.0f s", series, outcome.bestPerplexity(), outcome.seconds());
      return json;
    }

    private String about(Configuration configuration) {
      return String.format(
          Locale.ROOT,
          "data/phrasebook, %s, one layer in one direction, embeddings of %d, %d epochs, Adam %s,"
              + " 64 sentences an update.",
          quick ? PAIRS + " pairs of it" : "all of it",
          EMBEDDING,
          configuration.training().maxEpochs(),
          configuration.training().learningRate());
    }

    private static TrainingListener listener(List<ValidationReport> reports) {
      return new TrainingListener() {
        @Override
        public void validated(ValidationReport report) {
          reports.add(report);
        }
      };
    }

    private static void addCurve(JsonObject json, List<ValidationReport> reports) {
      json.add("epoch", numbers(reports.stream().mapToDouble(r -> r.epoch()).toArray()));
      json.add("second", numbers(reports.stream().mapToDouble(r -> r.seconds()).toArray()));
      json.add(
          "perplexity",
          numbers(reports.stream().mapToDouble(r -> r.scores().perplexity()).toArray()));
      json.add(
          "bleu",
          numbers(
              reports.stream()
                  .map(r -> r.scores().bleu())
                  .mapToDouble(bleu -> bleu == null ? Double.NaN : bleu)
                  .toArray()));
    }

    private TrainingRequest request(Configuration configuration) {
      int pairs = quick ? PAIRS : Integer.MAX_VALUE;
      return new TrainingRequest(
          slice("train.en", pairs),
          slice("train.de", pairs),
          slice("dev.en", quick ? 50 : 200),
          slice("dev.de", quick ? 50 : 200),
          emptied(results.folder().resolve("models").resolve("translation")),
          configuration,
          engine,
          false,
          new StopSignal());
    }

    private Path slice(String name, int most) {
      Path slice = results.folder().resolve("text").resolve(name);
      List<String> lines = Text.lines(phrasebook.resolve(name));
      try {
        Files.createDirectories(slice.getParent());
        Files.writeString(slice, Text.joined(lines, most));
      } catch (IOException e) {
        throw new UncheckedIOException(slice + ": cannot be written", e);
      }
      return slice;
    }
  }
}
