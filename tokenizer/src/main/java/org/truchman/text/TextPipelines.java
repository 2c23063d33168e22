package org.truchman.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.truchman.text.corpus.SentencePair;

/**
 * The text pipelines of a translation model: one for the source language, one for the target.
 *
 * <p>A saved pair is a folder. {@code text.json} says how the text is treated and lists the other
 * files with size and SHA-256: {@code bpe.codes} and {@code vocabulary.txt} where both languages
 * share them, otherwise {@code bpe.source.codes}, {@code bpe.target.codes}, {@code
 * vocabulary.source.txt} and {@code vocabulary.target.txt}. A trained OpenNLP model is not in the
 * folder: it is named by artifact and SHA-256 and comes from the class path.
 *
 * @param config how the text is treated
 * @param source the pipeline of the source language
 * @param target the pipeline of the target language; with the codes and vocabulary of the source
 *     where the configuration says that they share them
 */
public record TextPipelines(TextConfig config, TextPipeline source, TextPipeline target) {
  /** Checks that what should be shared is. */
  public TextPipelines {
    Objects.requireNonNull(config, "config");
    boolean shared =
        source.codes().equals(target.codes()) && source.vocabulary().equals(target.vocabulary());
    if (config.jointBpe() && !shared) {
      throw new IllegalArgumentException(
          "jointBpe is set, but source and target differ in merges or vocabulary");
    }
  }

  /**
   * Learns merges and vocabularies, in one pass over the pairs.
   *
   * @param pairs the training text; blank sides teach nothing
   * @param config how the text is treated
   * @param sourceLanguage two- or three-letter code
   * @param targetLanguage two- or three-letter code
   * @param progress told how far it is; {@link LearningProgress#SILENT} says nothing
   * @return the same pipelines for the same pairs, on every machine
   * @throws org.truchman.text.corpus.CorpusException if a side has no text at all
   */
  public static TextPipelines learn(
      Iterable<SentencePair> pairs,
      TextConfig config,
      String sourceLanguage,
      String targetLanguage,
      LearningProgress progress) {
    return new TextLearner(config, progress).learn(pairs, sourceLanguage, targetLanguage);
  }

  /**
   * Learns merges and a vocabulary from text of one language, in one pass.
   *
   * @param lines the training text; blank lines teach nothing
   * @param config how the text is treated; {@code jointBpe} set
   * @param language two- or three-letter code
   * @param progress told how far it is
   * @return two pipelines that are the same
   * @throws org.truchman.text.corpus.CorpusException if there is no text at all
   */
  public static TextPipelines learn(
      Iterable<String> lines, TextConfig config, String language, LearningProgress progress) {
    return new TextLearner(config, progress).learn(lines, language);
  }

  /**
   * Writes the folder; the same bytes for the same pipelines. Files of that name are replaced.
   *
   * @param folder the folder; made where it is missing
   * @return the names of the files in it, {@code text.json} last
   * @throws UncheckedIOException if a file cannot be written
   */
  public List<String> save(Path folder) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (config.jointBpe()) {
      files.put(TextFolder.codes(""), source.codes().toBytes());
      files.put(TextFolder.vocabulary(""), source.vocabulary().toBytes());
    } else {
      files.put(TextFolder.codes("source."), source.codes().toBytes());
      files.put(TextFolder.codes("target."), target.codes().toBytes());
      files.put(TextFolder.vocabulary("source."), source.vocabulary().toBytes());
      files.put(TextFolder.vocabulary("target."), target.vocabulary().toBytes());
    }
    files.put(
        TextManifest.FILE,
        TextManifest.of(config, source.language(), target.language(), files).toBytes());
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": the text pipelines cannot be saved", e);
    }
    return List.copyOf(files.keySet());
  }

  /**
   * Reads a folder that {@link #save} wrote, and checks all of it.
   *
   * @param folder the folder
   * @throws TextFormatException if a file is missing, damaged, or of another format
   * @throws IllegalStateException if a trained OpenNLP model is not on the class path, or another
   *     one is
   */
  public static TextPipelines load(Path folder) {
    return new TextFolder(folder).load();
  }
}
