package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truchman.seq2seq.checkpoint.TextModelDirectory;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.TextLevel;
import org.truchman.seq2seq.language.LineReader;
import org.truchman.seq2seq.lm.LanguageText;
import org.truchman.seq2seq.model.LineClassifier;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.text.normalize.Normalizer;

/**
 * Tells which language a line is in.
 *
 * <pre>{@code
 * try (LanguageDetector detector = LanguageDetector.open(Path.of("models/languages"), engine)) {
 *   String language = detector.detect(List.of("A dog runs.")).get(0).language();
 * }
 * }</pre>
 *
 * <p>Thread-safe: callers wait in line for the one thread that owns the engine.
 */
public final class LanguageDetector implements AutoCloseable {
  private final DetectorConfiguration configuration;
  private final List<String> languages;
  private final LanguageText text;
  private final OpenNetwork<LineClassifier> network;

  private LanguageDetector(
      DetectorConfiguration configuration, LanguageText text, OpenNetwork<LineClassifier> network) {
    this.configuration = configuration;
    this.languages = configuration.codes();
    this.text = text;
    this.network = network;
  }

  /**
   * What was found for a line.
   *
   * @param language code of the most probable language; empty for a blank line
   * @param probability of it, from 0 to 1; 0 for a blank line
   */
  public record Detected(String language, double probability) {
    private static final Detected NOTHING = new Detected("", 0);
  }

  /**
   * Opens a model; every file of it is verified.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if it is another kind of model, or
   *     cannot be read
   * @throws IllegalArgumentException if the device is not there
   */
  public static LanguageDetector open(Path model, EngineOptions options) {
    TextModelDirectory<DetectorConfiguration> directory =
        TextModelDirectory.open(model, TextModelDirectory.LANGUAGE_DETECTOR);
    DetectorConfiguration configuration = directory.configuration();
    LanguageText text = LanguageText.load(TextLevel.CHARACTER, directory.textFolder());
    ParameterLayout layout =
        ParameterLayout.ofLineClassifier(
            configuration.model(), text.vocabulary().size(), configuration.codes().size());
    Map<String, float[]> weights = directory.weights(ModelTensors.specs(layout));
    float[] values = ModelTensors.flat(layout, weights);
    OpenNetwork<LineClassifier> network =
        OpenNetwork.open(
            "the language detector of " + model,
            options,
            engine ->
                engine.call(
                    () ->
                        new LineClassifier(
                            engine.manager(), configuration.model(), layout, values)));
    return new LanguageDetector(configuration, text, network);
  }

  /** The codes of the languages that it knows. */
  public List<String> languages() {
    return languages;
  }

  /**
   * The language of each line; of a long line, what its beginning says ({@code
   * training.maxLength}).
   *
   * @return as many, in order
   * @throws IllegalStateException if the detector is closed
   */
  public List<Detected> detect(List<String> lines) {
    List<int[]> characters = new ArrayList<>();
    for (String line : lines) {
      characters.add(text.ids(Normalizer.normalize(line)));
    }
    List<int[]> told = characters.stream().filter(ids -> ids.length > 0).toList();
    int maxLength = configuration.training().maxLength();
    float[][] found =
        network.call(
            classifier ->
                new LineReader(classifier, classifier.parameters().vector(), maxLength)
                    .logProbabilities(told));
    List<Detected> detected = new ArrayList<>();
    int at = 0;
    for (int[] ids : characters) {
      detected.add(ids.length == 0 ? Detected.NOTHING : best(found[at++]));
    }
    return detected;
  }

  private Detected best(float[] logs) {
    int best = LineReader.best(logs);
    return new Detected(languages.get(best), Math.exp(logs[best]));
  }

  @Override
  public void close() {
    network.close();
  }
}
