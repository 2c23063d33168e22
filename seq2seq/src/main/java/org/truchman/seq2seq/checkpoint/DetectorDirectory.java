package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.DetectorJson;

/**
 * A language detector on disk whose every file was found whole. The directory is that of {@link
 * ModelDirectory}, written and verified in the same way; its config.json says that it is a language
 * detector.
 */
public final class DetectorDirectory {
  private final ModelReader reader;
  private final ModelReader.Verified verified;
  private final DetectorConfiguration configuration;

  private DetectorDirectory(
      ModelReader reader, ModelReader.Verified verified, DetectorConfiguration configuration) {
    this.reader = reader;
    this.verified = verified;
    this.configuration = configuration;
  }

  /**
   * Opens a model directory and verifies size and SHA-256 of every file.
   *
   * @throws ModelFormatException if it holds another kind of model, or anything is missing, damaged
   *     or of another format version
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static DetectorDirectory open(Path directory) {
    ModelReader reader = new ModelReader(directory);
    ModelReader.Verified verified = reader.verified(ModelKind.LANGUAGE_DETECTOR);
    DetectorConfiguration configuration = reader.parsed(verified, DetectorJson::parse);
    return new DetectorDirectory(reader, verified, configuration);
  }

  /**
   * What a language detector is made of; see {@link ModelContents}.
   *
   * @param configuration the effective configuration
   * @param textFiles writes the files of its text into the empty folder that it is given
   * @param weights every parameter
   * @param provenance where it comes from
   */
  public record Contents(
      DetectorConfiguration configuration,
      Consumer<Path> textFiles,
      List<NamedTensor> weights,
      JsonObject provenance) {}

  /** Saves a model, as {@link ModelDirectory#save} does, with what that throws. */
  public static void save(Path directory, Contents contents) {
    Scores.of(contents.provenance());
    ModelWriter.Model model =
        new ModelWriter.Model(
            DetectorJson.write(contents.configuration()),
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
  public DetectorConfiguration configuration() {
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
