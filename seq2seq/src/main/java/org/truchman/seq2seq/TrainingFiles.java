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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truchman.text.corpus.CorpusException;

/**
 * The files that a training reads: four of text, or the list of a prepared corpus.
 *
 * @param byRole the files by what they are for, absolute, in order
 */
record TrainingFiles(Map<String, Path> byRole) {
  private static final String TRAIN_SOURCE = "trainSource";
  private static final String TRAIN_TARGET = "trainTarget";
  private static final String VALID_SOURCE = "validSource";
  private static final String VALID_TARGET = "validTarget";
  private static final String PREPARED = "prepared";

  static TrainingFiles of(TrainingRequest request) {
    Map<String, Path> files = new LinkedHashMap<>();
    if (request.data() != null) {
      files.put(PREPARED, request.data().toAbsolutePath().resolve("corpus.json"));
    } else {
      files.put(TRAIN_SOURCE, request.trainSource().toAbsolutePath());
      files.put(TRAIN_TARGET, request.trainTarget().toAbsolutePath());
      files.put(VALID_SOURCE, request.validSource().toAbsolutePath());
      files.put(VALID_TARGET, request.validTarget().toAbsolutePath());
    }
    return new TrainingFiles(files);
  }

  /** Those that a snapshot names. */
  static TrainingFiles of(JsonObject json) {
    Map<String, Path> files = new LinkedHashMap<>();
    for (String role : json.keySet()) {
      files.put(role, Path.of(json.getAsJsonObject(role).get("file").getAsString()));
    }
    return new TrainingFiles(files);
  }

  /** Whether the corpus was prepared before. */
  boolean isPrepared() {
    return byRole.containsKey(PREPARED);
  }

  /** The folder of the prepared corpus. */
  Path prepared() {
    return byRole.get(PREPARED).getParent();
  }

  Path trainSource() {
    return byRole.get(TRAIN_SOURCE);
  }

  Path trainTarget() {
    return byRole.get(TRAIN_TARGET);
  }

  Path validSource() {
    return byRole.get(VALID_SOURCE);
  }

  Path validTarget() {
    return byRole.get(VALID_TARGET);
  }

  /** The paths, for messages. */
  String names() {
    return isPrepared()
        ? prepared().toString()
        : "%s and %s, validated with %s and %s"
            .formatted(trainSource(), trainTarget(), validSource(), validTarget());
  }

  /** Paths and SHA-256 of all files. */
  JsonObject fingerprints() {
    JsonObject json = new JsonObject();
    byRole.forEach((role, file) -> json.add(role, fingerprint(file)));
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
}
