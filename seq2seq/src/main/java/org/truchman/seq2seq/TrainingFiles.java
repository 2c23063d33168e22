package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusFilter;
import org.truchman.text.corpus.CorpusReport;
import org.truchman.text.corpus.ParallelCorpus;
import org.truchman.text.corpus.SentencePair;

/**
 * The four text files of a training.
 *
 * @param trainSource training text, source side
 * @param trainTarget training text, target side
 * @param validSource validation text, source side
 * @param validTarget validation text, target side
 */
record TrainingFiles(Path trainSource, Path trainTarget, Path validSource, Path validTarget) {

  /**
   * The pairs of one corpus that have text on both sides.
   *
   * @param pairs in the order of the files
   * @param report what was read and dropped
   */
  record Pairs(List<SentencePair> pairs, CorpusReport report) {}

  static TrainingFiles of(TrainingRequest request) {
    return new TrainingFiles(
        request.trainSource().toAbsolutePath(),
        request.trainTarget().toAbsolutePath(),
        request.validSource().toAbsolutePath(),
        request.validTarget().toAbsolutePath());
  }

  static TrainingFiles of(JsonObject json) {
    return new TrainingFiles(
        path(json, "trainSource"),
        path(json, "trainTarget"),
        path(json, "validSource"),
        path(json, "validTarget"));
  }

  private static Path path(JsonObject json, String key) {
    return Path.of(json.getAsJsonObject(key).get("file").getAsString());
  }

  /** Paths and SHA-256 of all files. */
  JsonObject fingerprints() {
    JsonObject json = new JsonObject();
    json.add("trainSource", fingerprint(trainSource));
    json.add("trainTarget", fingerprint(trainTarget));
    json.add("validSource", fingerprint(validSource));
    json.add("validTarget", fingerprint(validTarget));
    return json;
  }

  private static JsonObject fingerprint(Path file) {
    JsonObject json = new JsonObject();
    json.addProperty("file", file.toString());
    json.addProperty("sha256", sha256(file));
    return json;
  }

  private static String sha256(Path file) {
    if (Files.notExists(file)) {
      throw new CorpusException(file + ": no such file; the training needs it");
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads the training pairs.
   *
   * @throws CorpusException if a file is missing, empty, not UTF-8, or of another length than its
   *     partner
   */
  Pairs train() {
    return read(trainSource, trainTarget);
  }

  /** Reads the validation pairs; errors as in {@link #train}. */
  Pairs valid() {
    return read(validSource, validTarget);
  }

  private static Pairs read(Path source, Path target) {
    List<SentencePair> pairs = new ArrayList<>();
    try (ParallelCorpus corpus = ParallelCorpus.open(source, target)) {
      CorpusFilter filter = new CorpusFilter(corpus.iterator());
      filter.forEachRemaining(pairs::add);
      if (pairs.isEmpty()) {
        throw new CorpusException(
            source + " and " + target + " hold no pair with text on both sides");
      }
      return new Pairs(pairs, filter.report());
    }
  }
}
