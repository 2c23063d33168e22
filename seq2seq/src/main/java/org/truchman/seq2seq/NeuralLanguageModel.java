package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.truchman.seq2seq.checkpoint.TextModelDirectory;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.inspection.Inspection;
import org.truchman.seq2seq.inspection.LanguageInspector;
import org.truchman.seq2seq.lm.IndexedText;
import org.truchman.seq2seq.lm.LanguageText;
import org.truchman.seq2seq.lm.TextReader;
import org.truchman.seq2seq.lm.TextScore;
import org.truchman.seq2seq.lm.TextWriter;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.text.corpus.CorpusException;

/**
 * A language model that scores text and writes it. One call runs at a time; any thread may make it,
 * until the model is closed.
 */
public final class NeuralLanguageModel implements AutoCloseable {
  private final LanguageModelConfiguration configuration;
  private final LanguageText text;
  private final OpenNetwork<LanguageModel> network;

  private NeuralLanguageModel(
      LanguageModelConfiguration configuration,
      LanguageText text,
      OpenNetwork<LanguageModel> network) {
    this.configuration = configuration;
    this.text = text;
    this.network = network;
  }

  /**
   * Opens a model.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if it is a translation model, or
   *     cannot be read
   * @throws IllegalArgumentException if the device is not there
   */
  public static NeuralLanguageModel open(Path model, EngineOptions options) {
    TextModelDirectory<LanguageModelConfiguration> directory =
        TextModelDirectory.open(model, TextModelDirectory.LANGUAGE_MODEL);
    LanguageModelConfiguration configuration = directory.configuration();
    LanguageText text = LanguageText.load(configuration.text().level(), directory.textFolder());
    ParameterLayout layout =
        ParameterLayout.ofLanguageModel(configuration.model(), text.vocabulary().size());
    Map<String, float[]> weights = directory.weights(ModelTensors.specs(layout));
    float[] values = ModelTensors.flat(layout, weights);
    OpenNetwork<LanguageModel> network =
        OpenNetwork.open(
            "the language model of " + model,
            options,
            engine ->
                engine.call(
                    () ->
                        new LanguageModel(
                            engine.manager(), configuration.model(), layout, values)));
    return new NeuralLanguageModel(configuration, text, network);
  }

  /** What was effective when the model was trained. */
  public LanguageModelConfiguration configuration() {
    return configuration;
  }

  /**
   * Scores a text.
   *
   * @param file UTF-8, plain or gzip
   * @param rows read side by side; 0 for as many as a validation takes. With 1 the model knows all
   *     of the text before each piece
   * @throws CorpusException if the text is empty, not UTF-8, or has fewer pieces than rows
   */
  public TextScore score(Path file, int rows) {
    IndexedText read = LanguageModelPlan.read(file, text);
    int pieces = read.ids().length;
    if (pieces == 0 || pieces < rows) {
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "%s: has %d pieces; at least %d are needed",
              file,
              pieces,
              Math.max(1, rows)));
    }
    int taken = rows == 0 ? TextReader.rowsFor(pieces) : rows;
    double nll =
        network.call(
            model ->
                new TextReader(model, model.parameters().vector())
                    .negativeLogLikelihood(read.ids(), taken));
    return new TextScore(read, nll);
  }

  /**
   * Continues a prompt.
   *
   * @param prompt lines joined by LF, the last one open; may be empty
   * @param sink takes the prompt and what follows, in parts as they come, on the engine's thread
   * @param stop asked after every piece
   * @throws IllegalArgumentException if the prompt holds what the model does not know
   */
  public void write(
      String prompt, GenerationConfig config, Consumer<String> sink, BooleanSupplier stop) {
    network.call(
        model -> {
          new TextWriter(model, text, config).write(prompt, sink, stop);
          return null;
        });
  }

  /**
   * Looks at what the model does with a line.
   *
   * @param others lines in which units are searched that track something, beside this one
   * @throws IllegalArgumentException if the line is blank or too long to be shown
   */
  public Inspection inspect(String line, List<String> others) {
    return network.call(model -> new LanguageInspector(model, text).inspect(line, others));
  }

  @Override
  public void close() {
    network.close();
  }
}
