package org.truchman.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.truchman.cli.shell.Library;
import org.truchman.seq2seq.Alignment;
import org.truchman.seq2seq.Alternative;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.ExportRequest;
import org.truchman.seq2seq.LanguageDetector;
import org.truchman.seq2seq.LanguageDetectorRequest;
import org.truchman.seq2seq.LanguageModelRequest;
import org.truchman.seq2seq.LongLineException;
import org.truchman.seq2seq.LongLines;
import org.truchman.seq2seq.RequestOptions;
import org.truchman.seq2seq.ScoredTranslation;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.TrainingRequest;
import org.truchman.seq2seq.Translation;
import org.truchman.seq2seq.TranslatorOptions;
import org.truchman.seq2seq.UnmetConstraint;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.Pooling;
import org.truchman.seq2seq.data.prepared.CorpusPreparation;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.inspection.Inspection;
import org.truchman.seq2seq.inspection.UnitSearch;
import org.truchman.seq2seq.lm.IndexedText;
import org.truchman.seq2seq.lm.TextScore;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.text.LearningProgress;
import org.truchman.text.TextConfig;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;

/** "Translates" into capital letters; a model is any directory, and 5 words are a long line. */
final class FakeLibrary implements Library {
  static final int LONGEST = 4;

  final Configuration configuration =
      Configuration.ofStored().withSourceLanguage("en").withTargetLanguage("de");
  final List<Integer> windows = Collections.synchronizedList(new ArrayList<>());
  Path opened;
  Models models;
  RequestOptions asked;
  TranslatorOptions options;
  EngineOptions engine;
  int closed;
  TrainingRequest request;
  LanguageModelRequest languageRequest;
  GenerationConfig generation;
  PreparationRequest preparation;
  List<Path> averaged;
  ExportRequest exported;
  LanguageDetectorRequest detectorRequest;
  Runnable duringTraining = () -> {};
  Pooling pooling;
  List<String> inspected;
  RuntimeException failure;
  Error error;
  BiFunction<TrainingRequest, TrainingListener, TrainingOutcome> training =
      (request, listener) -> outcome(request, false);

  static TrainingOutcome outcome(TrainingRequest request, boolean interrupted) {
    return new TrainingOutcome(request.model(), interrupted, 3, 1200, 4.5, 31.5, 75.4);
  }

  @Override
  public Configuration configuration(Path model) {
    return configuration;
  }

  @Override
  public Configuration inherited(Path model, Configuration others) {
    return others
        .withSourceLanguage(configuration.sourceLanguage())
        .withTargetLanguage(configuration.targetLanguage())
        .withModel(configuration.model().withTiedEmbeddings(false))
        .withText(TextConfig.defaults().withJointBpe(false));
  }

  @Override
  public TrainingOutcome trainLanguageModel(
      LanguageModelRequest wanted, TrainingListener listener) {
    languageRequest = wanted;
    return new TrainingOutcome(wanted.model(), false, 3, 1200, 4.5, null, 75.4);
  }

  @Override
  public TextModel languageModel(Path model, EngineOptions options) {
    engine = options;
    return new TextModel() {
      @Override
      public TextScore score(Path file, int rows) {
        // 3 pieces and as many words, 7 characters and the end of a line, each word of 1/8.
        IndexedText text = new IndexedText(new int[] {4, 5, 3}, 1, 2, 7, 0);
        return new TextScore(text, 3 * Math.log(8));
      }

      @Override
      public void write(
          String prompt, GenerationConfig config, Consumer<String> sink, BooleanSupplier stop) {
        generation = config;
        sink.accept(prompt);
        sink.accept(" and so on");
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  @Override
  public LineTranslator open(Models wantedModels, TranslatorOptions wanted, RequestOptions asked) {
    models = wantedModels;
    this.asked = asked;
    opened = wantedModels.folders().get(0);
    options = wanted;
    if (error != null) {
      throw error;
    }
    if (!Files.isDirectory(opened)) {
      throw new ModelFormatException(opened + ": no model directory");
    }
    return new LineTranslator() {
      @Override
      public List<Translation> translate(List<String> lines) {
        return translations(lines);
      }

      @Override
      public Configuration configuration() {
        return configuration;
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  private List<Translation> translations(List<String> lines) {
    if (failure != null) {
      throw failure;
    }
    for (int i = 0; i < lines.size(); i++) {
      int words = lines.get(i).split(" ").length;
      if (options.longLines() == LongLines.FAIL && words > LONGEST) {
        throw new LongLineException(i, words, LONGEST);
      }
    }
    windows.add(lines.size());
    return lines.stream().map(this::translation).toList();
  }

  /** Upper case, word by word; what says "impossible" lacks a term. */
  private Translation translation(String line) {
    String text = line.toUpperCase(Locale.ROOT);
    List<Alternative> alternatives =
        List.of(
            new Alternative(text, -0.25),
            new Alternative(text + "?", -0.5),
            new Alternative(text + "!", -1));
    List<UnmetConstraint> unmet =
        line.contains("impossible")
            ? List.of(new UnmetConstraint(UnmetConstraint.Kind.TERM, "term"))
            : List.of();
    return new Translation(
        text, -0.25, alternatives, unmet, asked.aligned() ? alignment(line) : null);
  }

  /** Every word looks at the one in its place with a weight of 0.75. */
  private static Alignment alignment(String line) {
    if (line.isEmpty()) {
      return new Alignment(List.of());
    }
    List<String> words = List.of(line.split(" "));
    float[][] weights = new float[words.size()][words.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i][i] = 0.75f;
    }
    List<String> said = words.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
    return new Alignment(List.of(new Alignment.Part(words, said, weights)));
  }

  /** A word that the source has costs 0.5, another 2; the end is sure. */
  @Override
  public PairScorer scorer(Path model, EngineOptions wanted) {
    opened = model;
    engine = wanted;
    return new PairScorer() {
      @Override
      public List<ScoredTranslation> score(List<SentencePair> pairs) {
        windows.add(pairs.size());
        return pairs.stream().map(FakeLibrary::scored).toList();
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  private static ScoredTranslation scored(SentencePair pair) {
    List<ScoredTranslation.Piece> pieces = new ArrayList<>();
    for (String word : pair.target().isEmpty() ? new String[0] : pair.target().split(" ")) {
      pieces.add(new ScoredTranslation.Piece(word, pair.source().contains(word) ? -0.5 : -2));
    }
    double sum = pieces.stream().mapToDouble(ScoredTranslation.Piece::logProbability).sum();
    pieces.add(new ScoredTranslation.Piece(ScoredTranslation.END, 0));
    return new ScoredTranslation(sum, pieces);
  }

  @Override
  public TrainingOutcome train(TrainingRequest wanted, TrainingListener listener) {
    request = wanted;
    return training.apply(wanted, listener);
  }

  @Override
  public Optional<String> prepare(
      PreparationRequest wanted, CorpusPreparation.Listener listener, StopSignal stop) {
    preparation = wanted;
    listener.message("kept 3");
    return stop.requested() ? Optional.empty() : Optional.of(wanted.output() + ": 3 pairs");
  }

  @Override
  public Configuration decided(Path data, Configuration others) {
    return others
        .withSourceLanguage("en")
        .withTargetLanguage("de")
        .withTraining(others.training().withMaxLength(77));
  }

  @Override
  public List<Path> checkpoints(Path model, boolean best) {
    Path folder = model.resolve(best ? "best" : "newest");
    return List.of(folder.resolve("3"), folder.resolve("2"), folder.resolve("1"));
  }

  @Override
  public Inspection inspect(
      Path model, String sentence, List<String> others, EngineOptions options) {
    opened = model;
    asked = null;
    inspected = others;
    float[][] one = {{0.5f}, {-0.5f}};
    return new Inspection(
        new Inspection.Wiring("GRU", 0, 1, false, false, false, false, -1, false),
        List.of(),
        List.of("⏎", sentence),
        List.of(sentence, "⏎"),
        sentence,
        List.of(new Inspection.Layer("layer 1", false, one, null, Map.of("reset", one))),
        null,
        List.of(
            new Inspection.NextPieces(List.of(sentence), List.of(0.75), 0.75),
            new Inspection.NextPieces(List.of("⏎"), List.of(1.0), 1)),
        null,
        new Inspection.Units(1 + others.size(), 0, 2, new UnitSearch().findings(1)));
  }

  /** The vector of a line is its number of words, and of characters; blank lines have none. */
  @Override
  public VectorModel vectors(Path model, Pooling wanted, EngineOptions options) {
    pooling = wanted;
    return new VectorModel() {
      @Override
      public List<float[]> vectors(List<String> lines) {
        return lines.stream()
            .map(l -> l.isBlank() ? new float[0] : new float[] {l.split(" ").length, l.length()})
            .toList();
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  @Override
  public OptionalDouble trainLanguageDetector(
      LanguageDetectorRequest wanted, TrainingListener listener) {
    detectorRequest = wanted;
    duringTraining.run();
    listener.message("learning");
    return wanted.stop().requested() ? OptionalDouble.empty() : OptionalDouble.of(0.9875);
  }

  /** Knows English and German; a line with an umlaut is German. */
  @Override
  public LineDetector detector(Path model, EngineOptions options) {
    opened = model;
    return new LineDetector() {
      @Override
      public List<String> languages() {
        return List.of("de", "en");
      }

      @Override
      public List<LanguageDetector.Detected> detect(List<String> lines) {
        return lines.stream()
            .map(
                line ->
                    new LanguageDetector.Detected(
                        line.isBlank() ? "" : line.contains("ü") ? "de" : "en", 0.875))
            .toList();
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  @Override
  public long export(ExportRequest request, Consumer<String> listener) {
    exported = request;
    listener.accept("scored");
    return 11_240_000;
  }

  @Override
  public void average(List<Path> models, Path output) {
    averaged = models;
  }

  @Override
  public TextPipelines text(Path model) {
    opened = model;
    List<SentencePair> pairs = List.of(new SentencePair("a dog, a house", "ein Hund, ein Haus", 1));
    return TextPipelines.learn(
        pairs, TextConfig.defaults().withJointBpe(false), "en", "de", LearningProgress.SILENT);
  }

  @Override
  public List<String> card(Path model) {
    return List.of("languages: en to de", "parameters: 12");
  }

  @Override
  public List<String> engine(EngineOptions wanted) {
    engine = wanted;
    return List.of("libtorch 2.7.1", "devices: cpu");
  }
}
