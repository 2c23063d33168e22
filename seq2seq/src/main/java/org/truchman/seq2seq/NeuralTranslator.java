package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.CorpusSearch;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.script.SearchOperators;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipelines;
import org.truchman.text.protect.Spans;

/**
 * Translates lines with a trained model.
 *
 * <pre>{@code
 * try (NeuralTranslator translator = NeuralTranslator.open(Path.of("models/en-de"))) {
 *   Translation best = translator.translate("A dog runs.");
 * }
 * }</pre>
 *
 * <p>Thread-safe: callers wait in line for the one thread that owns the engine. The translation of
 * a line does not depend on the lines beside it. Nothing touches the network.
 */
public final class NeuralTranslator implements AutoCloseable {
  private final ModelDirectory directory;
  private final Configuration configuration;
  private final TextPipelines text;
  private final LongLines longLines;
  private final LineSplitter splitter;
  private final EngineRuntime engine;
  private final Seq2SeqModel model;
  private final SearchNetwork network;
  private volatile boolean closed;

  private NeuralTranslator(
      ModelDirectory directory, TranslatorOptions options, EngineRuntime engine) {
    this.directory = directory;
    SearchConfig search = options.search();
    this.configuration =
        search == null ? directory.configuration() : directory.configuration().withSearch(search);
    this.text = TextPipelines.load(directory.textFolder());
    this.longLines = options.longLines();
    this.splitter = new LineSplitter(text.source(), configuration.search().maxSourceLength());
    this.engine = engine;
    ParameterLayout layout =
        ParameterLayout.of(
            configuration.model(),
            text.source().vocabulary().size(),
            text.target().vocabulary().size());
    float[] values = ModelTensors.flat(layout, directory.weights(ModelTensors.specs(layout)));
    this.model =
        engine.call(
            () -> new Seq2SeqModel(engine.manager(), configuration.model(), layout, values));
    this.network =
        engine.call(() -> new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32));
  }

  /** Opens a model with the automatic device and the model's own search. */
  public static NeuralTranslator open(Path model) {
    return open(model, TranslatorOptions.defaults());
  }

  /**
   * Opens a model; every file of it is verified.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model is missing, damaged,
   *     or of another format version
   * @throws IllegalArgumentException if the device is not there or libtorch does not fit
   */
  public static NeuralTranslator open(Path model, TranslatorOptions options) {
    ModelDirectory directory = ModelDirectory.open(model);
    EngineRuntime engine = EngineRuntime.open(options.engine());
    try {
      return new NeuralTranslator(directory, options, engine);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /** Translates one line; see {@link #translate(List)}. */
  public Translation translate(String line) {
    return translate(List.of(line)).get(0);
  }

  /**
   * Translates lines.
   *
   * @return as many translations, in the same order; a blank line gives an empty one
   * @throws LongLineException if a line is too long and {@link LongLines#FAIL} was chosen; nothing
   *     was translated then
   * @throws IllegalStateException if the translator is closed
   */
  public List<Translation> translate(List<String> lines) {
    if (closed) {
      throw new IllegalStateException("the translator of " + directory.path() + " is closed");
    }
    requireLengths(lines);
    List<IndexedLine> parts = new ArrayList<>();
    int[] counts = new int[lines.size()];
    for (int i = 0; i < counts.length; i++) {
      List<IndexedLine> ofLine = splitter.parts(lines.get(i));
      counts[i] = ofLine.size();
      parts.addAll(ofLine);
    }
    List<List<Alternative>> found = parts.isEmpty() ? List.of() : search(parts);
    List<Translation> translations = new ArrayList<>(counts.length);
    int from = 0;
    for (int count : counts) {
      translations.add(join(found.subList(from, from + count)));
      from += count;
    }
    return translations;
  }

  private void requireLengths(List<String> lines) {
    if (longLines == LongLines.SPLIT) {
      return;
    }
    int limit = configuration.search().maxSourceLength();
    for (int i = 0; i < lines.size(); i++) {
      int pieces = text.source().ids(lines.get(i)).length;
      if (pieces > limit) {
        throw new LongLineException(i, pieces, limit);
      }
    }
  }

  private List<List<Alternative>> search(List<IndexedLine> parts) {
    List<int[]> ids = parts.stream().map(IndexedLine::ids).toList();
    List<List<Hypothesis>> found =
        engine.call(() -> new CorpusSearch(network, configuration.search()).search(ids));
    List<List<Alternative>> alternatives = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Spans spans = parts.get(i).spans();
      alternatives.add(found.get(i).stream().map(best -> alternative(best, spans)).toList());
    }
    return alternatives;
  }

  private Translation join(List<List<Alternative>> parts) {
    if (parts.isEmpty()) {
      return new Translation("", 0, List.of(new Alternative("", 0)));
    }
    if (parts.size() == 1) {
      Alternative best = parts.get(0).get(0);
      return new Translation(best.text(), best.score(), parts.get(0));
    }
    List<Alternative> bests = parts.stream().map(found -> found.get(0)).toList();
    List<String> texts =
        bests.stream().map(Alternative::text).filter(part -> !part.isEmpty()).toList();
    double score = bests.stream().mapToDouble(Alternative::score).average().orElse(0);
    String joined = String.join(" ", texts);
    return new Translation(joined, score, List.of(new Alternative(joined, score)));
  }

  private Alternative alternative(Hypothesis hypothesis, Spans spans) {
    return new Alternative(text.target().lineOfIds(hypothesis.pieces(), spans), hypothesis.score());
  }

  /** What the model says about itself. */
  public ModelCard card() {
    return ModelCard.of(directory);
  }

  /** The settings in use: the model's, with the search that was asked for. */
  public Configuration configuration() {
    return configuration;
  }

  /** Where it computes, in words. */
  public String device() {
    return engine.description();
  }

  /** Arrays of the engine that are alive below its manager, for a test that none is forgotten. */
  int liveArrays() {
    return engine.call(() -> engine.manager().getManagedArrays().size());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    engine.call(
        () -> {
          network.close();
          model.close();
          return null;
        });
    engine.close();
  }
}
