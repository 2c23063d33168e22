package org.truchman.text.words;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A trained model that OpenNLP publishes, named by artifact and checksum.
 *
 * <p>A model file names the classes that read it, so it is never taken from a translation model of
 * unknown origin: it comes from the class path, and only with the checksum that is pinned here.
 *
 * @param task what the model does
 * @param language two-letter code of its language
 * @param artifact Maven coordinates {@code group:artifact:version}
 * @param resource name of the file inside the artifact
 * @param sha256 SHA-256 of that file, in lower-case hexadecimal digits
 */
public record OpenNlpModel(
    Task task, String language, String artifact, String resource, String sha256) {

  /** What a model does. */
  public enum Task {
    /** Splits sentences into words. */
    TOKENS,
    /** Splits text into sentences. */
    SENTENCES
  }

  /** The checksums are those that the artifacts state in their {@code model.properties}. */
  private static final List<OpenNlpModel> PINNED =
      List.of(
          model(
              Task.TOKENS,
              "en",
              "tokenizer-en",
              "en-ud-ewt-tokens",
              "95139111197ba9f1165fc12be8d4cbac05ea3912f995d167efa1a0e04e3e649a"),
          model(
              Task.TOKENS,
              "de",
              "tokenizer-de",
              "de-ud-gsd-tokens",
              "32d0a7ff84fdd50f9e454340bed782d7269845bfa656e0c988cbb823dd628d6e"),
          model(
              Task.SENTENCES,
              "en",
              "sentdetect-en",
              "en-ud-ewt-sentence",
              "4de58d12b09421003c8b1ba13e8b58ec533b28e1f22a65272119dc0993d333e8"),
          model(
              Task.SENTENCES,
              "de",
              "sentdetect-de",
              "de-ud-gsd-sentence",
              "b5553223d30a0422e80a28e2ae766a92dd7181e229f0d6c73087951e84142c43"));

  private static OpenNlpModel model(
      Task task, String language, String artifact, String file, String sha256) {
    return new OpenNlpModel(
        task,
        language,
        "org.apache.opennlp:opennlp-models-" + artifact + ":1.3.0",
        "opennlp-" + file + "-1.3-2.5.4.bin",
        sha256);
  }

  /**
   * The pinned model of a language, whether or not it is on the class path.
   *
   * @param task what the model has to do
   * @param language two-letter code
   * @return the model, or empty if none is pinned
   */
  public static Optional<OpenNlpModel> find(Task task, String language) {
    return PINNED.stream().filter(m -> m.task == task && m.language.equals(language)).findFirst();
  }

  /** The two-letter codes of the languages that have a pinned model for a task. */
  static List<String> languages(Task task) {
    return PINNED.stream().filter(m -> m.task == task).map(OpenNlpModel::language).toList();
  }

  /** Whether the artifact is on the class path. */
  public boolean isPresent() {
    return OpenNlpModel.class.getClassLoader().getResource(resource) != null;
  }

  /**
   * The bytes of the model, with the checksum verified.
   *
   * @throws IllegalStateException if the artifact is not on the class path, or is not the pinned
   *     one
   */
  InputStream open() {
    try (InputStream in = OpenNlpModel.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            resource + " is not on the class path; add the artifact " + artifact);
      }
      byte[] bytes = in.readAllBytes();
      requireChecksum(bytes);
      return new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + ": cannot be read from the class path", e);
    }
  }

  /** Refuses bytes that are not the pinned ones. */
  void requireChecksum(byte[] bytes) {
    byte[] found;
    try {
      found = MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    if (!Arrays.equals(found, HexFormat.of().parseHex(sha256))) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s on the class path has SHA-256 %s, but %s has %s; use that artifact",
              resource,
              HexFormat.of().formatHex(found),
              artifact,
              sha256));
    }
  }
}
