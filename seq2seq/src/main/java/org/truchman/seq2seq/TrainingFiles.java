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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.truchman.seq2seq.checkpoint.Manifest;
import org.truchman.seq2seq.data.CorpusShare;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusSource;
import org.truchman.text.subword.CorpusTag;

/**
 * The files that a training reads: text, or the list of a prepared corpus; and the manifest of the
 * model that it begins with.
 *
 * @param byRole the files by what they are for, absolute: training text, validation text, model
 * @param shares how each corpus takes part, in order
 */
record TrainingFiles(Map<String, Path> byRole, List<CorpusShare> shares) {
  private static final String TRAIN_SOURCE = "trainSource";
  private static final String TRAIN_TARGET = "trainTarget";
  private static final String VALID_SOURCE = "validSource";
  private static final String VALID_TARGET = "validTarget";
  private static final String PREPARED = "prepared";

  /** What a model began with. */
  static final String PARENT = "parent";

  private static final String WEIGHT = "weight";
  private static final String TAG = "tag";

  /** Files of a training that knows no shares. */
  TrainingFiles(Map<String, Path> byRole) {
    this(byRole, List.of());
  }

  static TrainingFiles of(TrainingRequest request) {
    Map<String, Path> files = new LinkedHashMap<>();
    List<CorpusShare> shares = new ArrayList<>();
    if (request.data() != null) {
      files.put(PREPARED, whole(request.data()).resolve("corpus.json"));
    } else {
      for (TrainingCorpus corpus : request.train()) {
        files.put(role(TRAIN_SOURCE, shares.size()), whole(corpus.source()));
        files.put(role(TRAIN_TARGET, shares.size()), whole(corpus.target()));
        shares.add(corpus.share());
      }
      files.put(VALID_SOURCE, whole(request.validSource()));
      files.put(VALID_TARGET, whole(request.validTarget()));
    }
    if (request.parent() != null) {
      Path folder = whole(request.parent()).normalize();
      files.put(PARENT, folder.resolve(Manifest.FILE_NAME));
    }
    return new TrainingFiles(files, shares);
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath();
  }

  /** The first corpus's roles have no number, those of the second have 2. */
  private static String role(String role, int corpus) {
    return corpus == 0 ? role : role + (corpus + 1);
  }

  /** Those that a snapshot names. */
  static TrainingFiles of(JsonObject json) {
    Map<String, Path> files = new LinkedHashMap<>();
    List<CorpusShare> shares = new ArrayList<>();
    for (String role : json.keySet()) {
      JsonObject entry = json.getAsJsonObject(role);
      files.put(role, Path.of(entry.get("file").getAsString()));
      if (role.startsWith(TRAIN_SOURCE)) {
        shares.add(share(entry));
      }
    }
    return new TrainingFiles(files, shares);
  }

  private static CorpusShare share(JsonObject entry) {
    return new CorpusShare(
        entry.has(WEIGHT) ? entry.get(WEIGHT).getAsDouble() : CorpusShare.PLAIN.weight(),
        entry.has(TAG) ? new CorpusTag(entry.get(TAG).getAsString()) : null);
  }

  /** Whether the corpus was prepared before. */
  boolean isPrepared() {
    return byRole.containsKey(PREPARED);
  }

  /** The folder of the prepared corpus. */
  Path prepared() {
    return byRole.get(PREPARED).getParent();
  }

  /** The training text, corpus by corpus. */
  List<CorpusSource> train() {
    List<CorpusSource> corpora = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      corpora.add(
          new CorpusSource.TwoFiles(
              byRole.get(role(TRAIN_SOURCE, i)), byRole.get(role(TRAIN_TARGET, i))));
    }
    return corpora;
  }

  /** The validation text. */
  CorpusSource valid() {
    return new CorpusSource.TwoFiles(byRole.get(VALID_SOURCE), byRole.get(VALID_TARGET));
  }

  /** The model that the training begins with. */
  Optional<Path> parent() {
    return Optional.ofNullable(byRole.get(PARENT)).map(Path::getParent);
  }

  /** The paths, for messages. */
  String names() {
    String text =
        isPrepared()
            ? prepared().toString()
            : train().stream().map(CorpusSource::names).collect(Collectors.joining(", "))
                + ", validated with "
                + valid().names();
    String weighted =
        shares.stream().allMatch(CorpusShare::isPlain)
            ? ""
            : shares.stream()
                .map(CorpusShare::toString)
                .collect(Collectors.joining("; ", " (", ")"));
    return text + weighted + parent().map(model -> ", from the model " + model).orElse("");
  }

  /** Paths, shares and SHA-256 of all files. */
  JsonObject fingerprints() {
    return fingerprints(byRole.values().stream().map(TrainingFiles::sha256).toList());
  }

  /**
   * Paths, shares and SHA-256 of all files.
   *
   * @param known SHA-256 of the first files; the others are read
   */
  JsonObject fingerprints(List<String> known) {
    JsonObject json = new JsonObject();
    int corpus = 0;
    for (Map.Entry<String, Path> file : byRole.entrySet()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("file", file.getValue().toString());
      boolean isKnown = json.size() < known.size();
      entry.addProperty("sha256", isKnown ? known.get(json.size()) : sha256(file.getValue()));
      if (file.getKey().startsWith(TRAIN_SOURCE)) {
        addShare(entry, shares.get(corpus++));
      }
      json.add(file.getKey(), entry);
    }
    return json;
  }

  /**
   * Fingerprints as a model keeps them, which may be passed on: names of files, but not of the
   * folders of this machine.
   */
  static JsonObject withoutFolders(JsonObject fingerprints) {
    JsonObject json = fingerprints.deepCopy();
    for (String role : json.keySet()) {
      JsonObject entry = json.getAsJsonObject(role);
      // A prepared corpus is known by its folder's name; its file is always called the same.
      Path file = Path.of(entry.get("file").getAsString());
      int names = Math.min(file.getNameCount(), role.equals(PREPARED) ? 2 : 1);
      Path kept = file.subpath(file.getNameCount() - names, file.getNameCount());
      entry.addProperty("file", kept.toString().replace('\\', '/'));
    }
    return json;
  }

  private static void addShare(JsonObject entry, CorpusShare share) {
    if (share.weight() != CorpusShare.PLAIN.weight()) {
      entry.addProperty(WEIGHT, share.weight());
    }
    if (share.tag() != null) {
      entry.addProperty(TAG, share.tag().name());
    }
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
