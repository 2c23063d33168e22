package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.lexicon.Lexicon;

/**
 * A model on disk whose every file was found whole: configuration, text pipeline, weights and
 * provenance.
 *
 * <p>Layout (docs/model-format.md): {@code manifest.json} lists {@code config.json}, {@code
 * provenance.json}, {@code weights.safetensors}, the files of {@code text/} and, where there is
 * one, {@code lexicon.bin} with size and SHA-256; after a later save the names carry a part of the
 * hash. {@code training/} holds snapshots and is no part of the model.
 *
 * <p>{@link #save} changes the model in one instant, the renaming of the directory or of the
 * manifest: who is interrupted before leaves the old state, who is interrupted after leaves the new
 * one. One process at a time may save to a directory.
 */
public final class ModelDirectory {

  private static final String TRAINING = "training";

  private final Path directory;
  private final Manifest manifest;
  private final Configuration configuration;
  private final JsonObject provenance;

  ModelDirectory(
      Path directory, Manifest manifest, Configuration configuration, JsonObject provenance) {
    this.directory = directory;
    this.manifest = manifest;
    this.configuration = configuration;
    this.provenance = provenance;
  }

  /**
   * Opens a model directory and verifies size and SHA-256 of every file.
   *
   * @param directory the model directory
   * @return the model
   * @throws ModelFormatException if anything is missing, damaged or of another format version
   * @throws UncheckedIOException if a file cannot be read
   */
  public static ModelDirectory open(Path directory) {
    return new ModelReader(directory).open();
  }

  /**
   * Saves a model: into a new directory as a whole, or in place of the model that a directory
   * holds.
   *
   * @param directory the model directory; it may be missing, empty, hold a model of this format
   *     version, or hold snapshots only
   * @param contents the model
   * @throws IllegalArgumentException if the directory holds something else, or the contents are not
   *     allowed
   * @throws ModelFormatException if the directory holds a damaged model or one of another version
   * @throws UncheckedIOException naming the path, if it cannot be written; the previous state is
   *     whole then
   */
  public static void save(Path directory, ModelContents contents) {
    new ModelWriter(Disk.REAL, directory, contents).save();
  }

  /**
   * Says whether a directory claims to hold a finished model.
   *
   * @param directory any path
   * @return whether it has a manifest; only {@link #open} says whether the model is whole
   */
  public static boolean isPresent(Path directory) {
    return Files.exists(directory.resolve(Manifest.FILE_NAME));
  }

  /**
   * Gives the folder of a model's snapshots, which need not exist.
   *
   * @param directory the model directory
   * @return its folder {@code training}
   */
  public static Path trainingFolder(Path directory) {
    return directory.resolve(TRAINING);
  }

  /**
   * The folder where the training of a model writes down how it goes: {@code NAME.journal} beside
   * the model directory, which holds nothing but the model.
   *
   * @param root the model directory
   */
  public static Path journalFolder(Path root) {
    Path whole = root.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + ".journal");
  }

  /**
   * Reads the weights and verifies them once more.
   *
   * @param specs the tensors that the configuration demands
   * @return the values by name in the order of {@code specs}, as float32
   * @throws ModelFormatException if the file does not hold exactly these, or was changed
   * @throws UncheckedIOException if the file cannot be read
   */
  public Map<String, float[]> weights(List<TensorSpec> specs) {
    return new ModelReader(directory).weights(manifest.file(Manifest.Role.WEIGHTS), specs);
  }

  /** Whether the model has a lexicon. */
  public boolean hasLexicon() {
    return manifest.optional(Manifest.Role.LEXICON).isPresent();
  }

  /**
   * Reads the lexicon and verifies it once more.
   *
   * @return the shortlist's table; nothing if the model has none
   * @throws ModelFormatException if it was changed, or is of another format version
   * @throws UncheckedIOException if the file cannot be read
   */
  public Optional<Lexicon> lexicon() {
    return manifest.optional(Manifest.Role.LEXICON).map(new ModelReader(directory)::lexicon);
  }

  /**
   * Gives the configuration.
   *
   * @return what was effective when the model was trained
   */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * Gives the folder of the text pipeline.
   *
   * @return a folder that holds the verified text files and no other
   */
  public Path textFolder() {
    return directory.resolve(manifest.textFolder());
  }

  /**
   * Gives the provenance.
   *
   * @return a copy of the JSON object that was saved
   */
  public JsonObject provenance() {
    return provenance.deepCopy();
  }

  /**
   * Gives the scores of the provenance.
   *
   * @return the scores by name; empty if none were saved
   */
  public Map<String, Double> scores() {
    return Scores.of(provenance);
  }

  /**
   * Gives the manifest.
   *
   * @return the list of the model's files
   */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * Gives the path.
   *
   * @return the model directory
   */
  public Path path() {
    return directory;
  }
}
