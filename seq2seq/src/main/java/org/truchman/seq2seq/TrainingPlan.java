package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.truchman.metrics.Bleu;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PairIndexer;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.Validator;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.SentencePair;

/**
 * Everything that is known before the engine starts: settings, text pipelines, and both corpora as
 * piece ids.
 *
 * @param configuration the effective settings
 * @param fingerprints paths and SHA-256 of the corpora
 * @param text the text pipelines, learnt or read
 * @param train training pairs
 * @param valid validation pairs
 * @param references the target lines of {@code valid}
 * @param from what to go on from, or null
 */
record TrainingPlan(
    Configuration configuration,
    JsonObject fingerprints,
    TextPipelines text,
    List<IndexedPair> train,
    List<IndexedPair> valid,
    List<String> references,
    SnapshotState from) {

  /** Reads the corpora and learns the text pipelines; null when told to stop meanwhile. */
  static TrainingPlan fresh(TrainingRequest request, TrainingListener listener) {
    TrainingFiles files = TrainingFiles.of(request);
    TrainingFiles.Pairs train = files.train();
    TrainingFiles.Pairs valid = files.valid();
    JsonObject fingerprints = files.fingerprints();
    listener.message("training: " + train.report());
    listener.message("validation: " + valid.report());
    Configuration configuration = request.configuration();
    TextPipelines text =
        TextPipelines.learn(
            train.pairs(),
            configuration.text(),
            configuration.sourceLanguage(),
            configuration.targetLanguage(),
            (stage, done, total) -> {});
    if (request.stop().requested()) {
      return null;
    }
    text.save(textFolder(request.model()));
    return indexed(configuration, fingerprints, text, train, valid, null, listener);
  }

  /** Reads the newest snapshot and what it stands on. */
  static TrainingPlan resumed(TrainingRequest request, TrainingListener listener) {
    Path folder = ModelDirectory.trainingFolder(request.model());
    TrainingSnapshots.Latest latest =
        new TrainingSnapshots(folder)
            .latest()
            .orElseThrow(
                () -> new ModelFormatException(folder + " holds no snapshot to resume from"));
    latest.damaged().forEach(listener::message);
    SnapshotState saved = SnapshotState.of(latest.snapshot());
    requireSame(request.configuration(), saved.configuration());
    TrainingFiles files = TrainingFiles.of(saved.fingerprints());
    requireSame(request, files);
    requireUnchanged(saved.fingerprints(), files.fingerprints());
    listener.message("resuming from " + latest.file());
    return indexed(
        saved.configuration(),
        saved.fingerprints(),
        TextPipelines.load(textFolder(request.model())),
        files.train(),
        files.valid(),
        saved,
        listener);
  }

  private static void requireSame(Configuration asked, Configuration saved) {
    if (asked != null && !asked.equals(saved)) {
      throw new IllegalArgumentException(
          "the settings are not those of the snapshot; leave them out to go on with"
              + " the stored ones, or train into another directory");
    }
  }

  private static void requireSame(TrainingRequest request, TrainingFiles saved) {
    if (request.trainSource() != null && !TrainingFiles.of(request).equals(saved)) {
      throw new IllegalArgumentException(
          "the corpora are not those of the snapshot, which began with "
              + saved.names()
              + "; leave them out to go on, or train into another directory");
    }
  }

  private static void requireUnchanged(JsonObject saved, JsonObject now) {
    for (String key : saved.keySet()) {
      if (!saved.get(key).equals(now.get(key))) {
        throw new CorpusException(
            saved.getAsJsonObject(key).get("file").getAsString()
                + " was changed since the training began; put the old file back, or train anew");
      }
    }
  }

  private static TrainingPlan indexed(
      Configuration configuration,
      JsonObject fingerprints,
      TextPipelines text,
      TrainingFiles.Pairs train,
      TrainingFiles.Pairs valid,
      SnapshotState from,
      TrainingListener listener) {
    int limit = configuration.training().maxLength();
    List<IndexedPair> trainPairs = index(text, train.pairs(), limit, "training", listener);
    PairIndexer indexer = new PairIndexer(text, limit);
    List<SentencePair> shortEnough =
        valid.pairs().stream().filter(pair -> indexer.isShort(indexer.idsOf(pair))).toList();
    List<IndexedPair> validPairs = indexer.index(shortEnough);
    List<String> references = references(configuration, text, shortEnough, validPairs);
    requirePairs(trainPairs, "training", limit);
    requirePairs(validPairs, "validation", limit);
    listener.message(
        String.format(
            Locale.ROOT,
            "vocabulary: %d source and %d target pieces%s",
            text.source().vocabulary().size(),
            text.target().vocabulary().size(),
            configuration.text().jointBpe() ? ", shared" : ""));
    return new TrainingPlan(
        configuration, fingerprints, text, trainPairs, validPairs, references, from);
  }

  /** Target lines; with placeholders where a translation has them, which count as one word then. */
  private static List<String> references(
      Configuration configuration,
      TextPipelines text,
      List<SentencePair> pairs,
      List<IndexedPair> indexed) {
    return configuration.text().markup().protection().isNumbered()
        ? indexed.stream().map(pair -> text.target().lineOfIds(pair.target())).toList()
        : pairs.stream().map(SentencePair::target).toList();
  }

  private static List<IndexedPair> index(
      TextPipelines text,
      List<SentencePair> pairs,
      int limit,
      String name,
      TrainingListener listener) {
    PairIndexer indexer = new PairIndexer(text, limit);
    List<IndexedPair> indexed = indexer.index(pairs);
    if (indexer.tooLong() > 0) {
      listener.message(
          String.format(
              Locale.ROOT,
              "%s: %d pairs left out, longer than %d pieces (training.maxLength)",
              name,
              indexer.tooLong(),
              limit));
    }
    return indexed;
  }

  private static void requirePairs(List<IndexedPair> pairs, String name, int limit) {
    if (pairs.isEmpty()) {
      throw new CorpusException(
          "no "
              + name
              + " pair is within "
              + limit
              + " pieces; raise training.maxLength or split the lines");
    }
  }

  static Path textFolder(Path model) {
    return ModelDirectory.trainingFolder(model).resolve("text");
  }

  /** Removes the text pipelines that a resumed training would have read. */
  static void removeText(Path model) {
    Path folder = textFolder(model);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
      Files.delete(folder.getParent());
    } catch (DirectoryNotEmptyException e) {
      // Something else lies there; it is not ours to remove.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be removed", e);
    }
  }

  /** The validation set as the loop reads it. */
  Validator validator() {
    Bleu bleu = Bleu.standard();
    return new Validator(
        valid,
        translations -> {
          List<String> lines = translations.stream().map(text.target()::lineOfIds).toList();
          return bleu.corpus(lines, List.of(references)).score();
        },
        configuration.training().batchSize());
  }
}
