package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.config.ConfigurationDifference;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageTrainingConfig;
import org.truchman.seq2seq.lm.IndexedText;
import org.truchman.seq2seq.lm.LanguageText;
import org.truchman.seq2seq.lm.SegmentMemory;
import org.truchman.seq2seq.lm.TextRows;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.Utf8Lines;

/**
 * Everything that is known before the engine starts. A training that goes on learns the pieces
 * again from the same text: the same ones.
 *
 * @param configuration the settings as given
 * @param fingerprints paths and SHA-256 of the texts
 * @param text from lines to pieces and back
 * @param rows the training text
 * @param valid the validation text
 * @param from what to go on from, or null
 */
record LanguageModelPlan(
    LanguageModelConfiguration configuration,
    JsonObject fingerprints,
    LanguageText text,
    TextRows rows,
    IndexedText valid,
    SnapshotState<LanguageModelConfiguration> from) {
  private static final String TRAIN = "train";
  private static final String VALID = "valid";

  /** Reads the texts and learns their pieces. */
  static LanguageModelPlan fresh(LanguageModelRequest request, TrainingListener listener) {
    TrainingFiles files = files(request);
    return of(request.configuration(), files, files.fingerprints(), null, listener);
  }

  /** Reads the newest snapshot and what it stands on. */
  static LanguageModelPlan resumed(LanguageModelRequest request, TrainingListener listener) {
    TrainingSnapshots.Latest latest = StoredTraining.newest(request.model(), listener);
    SnapshotState<LanguageModelConfiguration> saved =
        SnapshotState.of(latest.snapshot(), SnapshotState.LANGUAGE_MODEL);
    requireSame(request.configuration(), saved.configuration());
    TrainingFiles files = TrainingFiles.of(saved.fingerprints());
    if (request.train() != null && !files(request).equals(files)) {
      throw new IllegalArgumentException(
          "the texts are not those of the snapshot, which began with "
              + files.byRole().values()
              + "; leave them out to go on, or train into another directory");
    }
    TrainingPlan.requireUnchanged(saved.fingerprints(), files.fingerprints());
    listener.message("resuming from " + latest.file());
    return of(saved.configuration(), files, saved.fingerprints(), saved, listener);
  }

  private static TrainingFiles files(LanguageModelRequest request) {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put(TRAIN, request.train().toAbsolutePath());
    files.put(VALID, request.valid().toAbsolutePath());
    return new TrainingFiles(files);
  }

  private static void requireSame(
      LanguageModelConfiguration asked, LanguageModelConfiguration saved) {
    if (asked != null && !asked.equals(saved)) {
      throw StoredTraining.otherSettings(ConfigurationDifference.between(asked, saved));
    }
  }

  private static LanguageModelPlan of(
      LanguageModelConfiguration configuration,
      TrainingFiles files,
      JsonObject fingerprints,
      SnapshotState<LanguageModelConfiguration> from,
      TrainingListener listener) {
    Path train = files.byRole().get(TRAIN);
    Path valid = files.byRole().get(VALID);
    LanguageText text;
    try (Utf8Lines lines = Utf8Lines.open(train)) {
      text = LanguageText.learn(configuration.text(), configuration.language(), () -> lines);
    }
    IndexedText training = read(train, text);
    IndexedText validation = read(valid, text);
    if (validation.lines() == 0) {
      throw new CorpusException(valid + ": is empty; validation needs a text");
    }
    listener.message(
        String.format(
            Locale.ROOT,
            "%d pieces are known; training text: %s; validation text: %s",
            text.vocabulary().size(),
            words(training),
            words(validation)));
    TextRows rows = rows(configuration.training(), training, train);
    SegmentMemory.require(configuration.model(), configuration.training(), rows);
    return new LanguageModelPlan(configuration, fingerprints, text, rows, validation, from);
  }

  static IndexedText read(Path file, LanguageText text) {
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      return IndexedText.of(lines, text);
    }
  }

  private static String words(IndexedText text) {
    return String.format(
        Locale.ROOT,
        "%d lines of %d words, %d pieces, %d of them unknown",
        text.lines(),
        text.words(),
        text.ids().length,
        text.unknown());
  }

  private static TextRows rows(LanguageTrainingConfig training, IndexedText text, Path file) {
    int rows = training.batchSize();
    int steps = Math.max(1, training.steps());
    int pieces = text.ids().length;
    if (pieces < (long) rows * steps) {
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "%s: has %d pieces, ends of lines counted; one segment of %d steps (training.steps)"
                  + " in %d rows (training.batchSize) needs %d: take a longer text, shorter"
                  + " segments or fewer rows",
              file,
              pieces,
              steps,
              rows,
              (long) rows * steps));
    }
    return new TextRows(text.ids(), rows, training.steps());
  }
}
