package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.DetectorJson;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;

/**
 * A model that reads one text, on disk, whose every file was found whole: a language model or a
 * language detector. The directory is that of {@link ModelDirectory}, written and verified in the
 * same way; its config.json says which kind it is.
 *
 * @param <C> the kind's configuration
 */
public final class TextModelDirectory<C> {
  /** Language models. */
  public static final Kind<LanguageModelConfiguration> LANGUAGE_MODEL =
      new Kind<>(ModelKind.LANGUAGE_MODEL, LanguageModelJson::parse, LanguageModelJson::write);

  /** Language detectors. */
  public static final Kind<DetectorConfiguration> LANGUAGE_DETECTOR =
      new Kind<>(ModelKind.LANGUAGE_DETECTOR, DetectorJson::parse, DetectorJson::write);

  private final ModelReader reader;
  private final ModelReader.Verified verified;
  private final C configuration;

  private TextModelDirectory(ModelReader reader, ModelReader.Verified verified, C configuration) {
    this.reader = reader;
    this.verified = verified;
    this.configuration = configuration;
  }

  /**
   * A kind of model, and its config.json.
   *
   * @param kind as the directory says it
   * @param parse reads the text, with a name for errors
   * @param write gives the text
   */
  public record Kind<C>(
      ModelKind kind, BiFunction<String, String, C> parse, Function<C, String> write) {}

  /**
   * Opens a model directory and verifies size and SHA-256 of every file.
   *
   * @throws ModelFormatException if it holds another kind of model, or anything is missing, damaged
   *     or of another format version
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static <C> TextModelDirectory<C> open(Path directory, Kind<C> kind) {
    ModelReader reader = new ModelReader(directory);
    ModelReader.Verified verified = reader.verified(kind.kind());
    return new TextModelDirectory<>(reader, verified, reader.parsed(verified, kind.parse()));
  }

  /**
   * What such a model is made of; see {@link ModelContents}.
   *
   * @param configuration the effective configuration
   * @param textFiles writes the files of its text into the empty folder that it is given
   * @param weights every parameter
   * @param provenance where it comes from
   */
  public record Contents<C>(
      C configuration,
      Consumer<Path> textFiles,
      List<NamedTensor> weights,
      JsonObject provenance) {}

  /** Saves a model, as {@link ModelDirectory#save} does, with what that throws. */
  public static <C> void save(Path directory, Kind<C> kind, Contents<C> contents) {
    Scores.of(contents.provenance());
    ModelWriter.Model model =
        new ModelWriter.Model(
            kind.write().apply(contents.configuration()),
            contents.textFiles(),
            contents.weights(),
            WeightType.F32,
            contents.provenance(),
            Optional.empty());
    new ModelWriter(Disk.REAL, directory, model).save();
  }

  /** The weights by name, verified once more; see {@link ModelDirectory#weights}. */
  public Map<String, float[]> weights(List<TensorSpec> specs) {
    return reader.weights(verified.manifest().file(Manifest.Role.WEIGHTS), specs);
  }

  /** What was effective when the model was trained. */
  public C configuration() {
    return configuration;
  }

  /** The folder of the text's files, verified. */
  public Path textFolder() {
    return verified.directory().resolve(verified.manifest().textFolder());
  }

  /** A copy of the provenance. */
  public JsonObject provenance() {
    return verified.provenance().deepCopy();
  }

  /** The scores of the provenance, by name. */
  public Map<String, Double> scores() {
    return Scores.of(verified.provenance());
  }

  /** The list of the model's files. */
  public Manifest manifest() {
    return verified.manifest();
  }
}
