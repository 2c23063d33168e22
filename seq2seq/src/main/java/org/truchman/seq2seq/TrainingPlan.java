package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.Chrf;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationDifference;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.prepared.CorpusPreparation;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.data.prepared.PreparedCorpus;
import org.truchman.seq2seq.lexicon.IbmModel1;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.seq2seq.lexicon.LexiconSize;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.ValidationReport;
import org.truchman.seq2seq.training.Validator;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.CorpusCleaning;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.CorpusProgress;

/**
 * Everything that is known before the engine starts: settings and the prepared corpus. A training
 * from text files prepares its corpus in the model's folder {@code training}, and so never holds it
 * in memory; who goes on finds it there, or makes the same one again from the same files.
 *
 * @param configuration the effective settings
 * @param fingerprints paths and SHA-256 of the corpora, and of the model that it begins with
 * @param parent the model that it begins with, or null
 * @param corpus text pipelines, training and validation pairs
 * @param lexicon the shortlist's table, where the settings ask for one
 * @param from what to go on from, or null
 */
record TrainingPlan(
    Configuration configuration,
    JsonObject fingerprints,
    ParentModel parent,
    PreparedCorpus corpus,
    Optional<Lexicon> lexicon,
    SnapshotState<Configuration> from) {
  /** Sentences of the validation set that are shown with every validation. */
  private static final int SAMPLES = 5;

  /** Reads the corpora and learns the text pipelines; null when told to stop meanwhile. */
  static TrainingPlan fresh(TrainingRequest request, TrainingListener listener) {
    TrainingFiles files = TrainingFiles.of(request);
    Configuration configuration = request.configuration();
    ParentModel parent = parent(files, configuration);
    if (parent != null) {
      listener.message(
          "begins with the weights of " + parent.directory().path() + "; its subwords are kept");
    }
    Optional<PreparedCorpus> corpus =
        files.isPrepared()
            ? Optional.of(PreparedCorpus.open(files.prepared()))
            : prepare(files, configuration, parent, request, listener);
    if (corpus.isEmpty()) {
      return null;
    }
    TrainingPlan plan =
        new TrainingPlan(
            configuration,
            fingerprints(files, corpus.get()),
            parent,
            corpus.get(),
            Optional.empty(),
            null);
    return plan.checked(request, listener);
  }

  /** Reads the newest snapshot and what it stands on; null when told to stop meanwhile. */
  static TrainingPlan resumed(TrainingRequest request, TrainingListener listener) {
    TrainingSnapshots.Latest latest = StoredTraining.newest(request.model(), listener);
    SnapshotState<Configuration> saved =
        SnapshotState.of(latest.snapshot(), SnapshotState.TRANSLATION);
    requireSame(request.configuration(), saved.configuration());
    TrainingFiles files = TrainingFiles.of(saved.fingerprints());
    requireSame(request, files);
    requireUnchanged(saved.fingerprints(), files.fingerprints());
    listener.message("resuming from " + latest.file());
    ParentModel parent = parent(files, saved.configuration());
    Optional<PreparedCorpus> corpus =
        found(files, request.model(), listener)
            .or(() -> prepare(files, saved.configuration(), parent, request, listener));
    if (corpus.isEmpty()) {
      return null;
    }
    TrainingPlan plan =
        new TrainingPlan(
            saved.configuration(),
            saved.fingerprints(),
            parent,
            corpus.get(),
            Optional.empty(),
            saved);
    return plan.checked(request, listener);
  }

  /** The model that the training begins with, if it fits; null if there is none. */
  private static ParentModel parent(TrainingFiles files, Configuration configuration) {
    ParentModel parent = files.parent().map(ParentModel::open).orElse(null);
    if (parent != null) {
      parent.requireFits(configuration);
    }
    return parent;
  }

  private static void requireSame(Configuration asked, Configuration saved) {
    if (asked != null && !asked.equals(saved)) {
      throw StoredTraining.otherSettings(ConfigurationDifference.between(asked, saved));
    }
  }

  private static void requireSame(TrainingRequest request, TrainingFiles saved) {
    boolean named = !request.train().isEmpty() || request.data() != null;
    if (named && !TrainingFiles.of(request).equals(saved)) {
      throw new IllegalArgumentException(
          "the corpora are not those of the snapshot, which began with "
              + saved.names()
              + "; leave them out to go on, or train into another directory");
    }
  }

  /** Demands that files are as they were, by what they are for. */
  static void requireUnchanged(JsonObject saved, JsonObject now) {
    for (String key : saved.keySet()) {
      if (!saved.get(key).equals(now.get(key))) {
        throw new CorpusException(
            saved.getAsJsonObject(key).get("file").getAsString()
                + " was changed since the training began; put the old file back, or train anew");
      }
    }
  }

  /** The corpus that the training began with; nothing if it must be made again. */
  private static Optional<PreparedCorpus> found(
      TrainingFiles files, Path model, TrainingListener listener) {
    if (files.isPrepared()) {
      return Optional.of(PreparedCorpus.open(files.prepared()));
    }
    Path folder = corpusFolder(model);
    if (!PreparedCorpus.isPresent(folder)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PreparedCorpus.open(folder));
    } catch (CorpusException damaged) {
      // The text is as it was, and the same text gives the same corpus.
      listener.message(damaged.getMessage() + "; it is made again from the same text");
      return Optional.empty();
    }
  }

  private static Optional<PreparedCorpus> prepare(
      TrainingFiles files,
      Configuration configuration,
      ParentModel parent,
      TrainingRequest request,
      TrainingListener listener) {
    PreparationRequest preparation =
        new PreparationRequest(
            CorpusCleaning.of(files.train(), threads(request, configuration)),
            files.valid(),
            corpusFolder(request.model()),
            configuration,
            PreparationRequest.Options.defaults().withReplace(true),
            files.shares(),
            parent == null ? null : parent.text());
    return CorpusPreparation.run(preparation, hearing(listener), request.stop()::requested);
  }

  /** As many as the engine is to have; the corpus does not depend on it. */
  private static int threads(TrainingRequest request, Configuration configuration) {
    int asked = request.engine().threads();
    int configured = asked == 0 ? configuration.training().threads() : asked;
    return configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
  }

  private static CorpusPreparation.Listener hearing(TrainingListener listener) {
    return new CorpusPreparation.Listener() {
      @Override
      public void message(String line) {
        listener.message(line);
      }

      @Override
      public void reached(CorpusProgress.Stage stage, long done, long total) {
        listener.preparing(stage, done, total);
      }
    };
  }

  /** What was hashed when the corpus was made is not hashed again. */
  private static JsonObject fingerprints(TrainingFiles files, PreparedCorpus corpus) {
    if (files.isPrepared()) {
      return files.fingerprints();
    }
    return files.fingerprints(
        corpus.sources().stream().map(PreparedCorpus.SourceFile::sha256).toList());
  }

  /** The plan, if corpus and settings agree, with its lexicon; null when told to stop meanwhile. */
  private TrainingPlan checked(TrainingRequest request, TrainingListener listener) {
    if (parent != null) {
      parent.requireSamePieces(corpus);
    }
    corpus
        .disagreement(configuration)
        .ifPresent(
            what -> {
              throw new IllegalArgumentException(what);
            });
    listener.message(
        String.format(
            Locale.ROOT,
            "vocabulary: %d source and %d target pieces%s",
            text().source().vocabulary().size(),
            text().target().vocabulary().size(),
            configuration.text().jointBpe() ? ", shared" : ""));
    if (!configuration.training().lexicon()) {
      return this;
    }
    return learnLexicon(request, listener)
        .map(
            learnt ->
                new TrainingPlan(
                    configuration, fingerprints, parent, corpus, Optional.of(learnt), from))
        .orElse(null);
  }

  /**
   * Learns the shortlist's table; a training that goes on learns it again, the same one. What the
   * model knows that a training begins with is kept beside it. Nothing when told to stop meanwhile.
   */
  private Optional<Lexicon> learnLexicon(TrainingRequest request, TrainingListener listener) {
    long start = System.nanoTime();
    IbmModel1 model =
        IbmModel1.of(
            train(),
            text().source().vocabulary().size(),
            text().target().vocabulary().size(),
            threads(request, configuration));
    if (!model.learn(IbmModel1.ROUNDS, request.stop()::requested)) {
      return Optional.empty();
    }
    Lexicon lexicon = Lexicon.of(model, LexiconSize.DEFAULT);
    listener.message(
        String.format(
            Locale.ROOT,
            "lexicon: %d entries, learnt from %d of %d pairs in %.1f s",
            lexicon.entries(),
            model.pairs(),
            train().size(),
            (System.nanoTime() - start) / 1e9));
    return Optional.of(
        inherited().map(old -> lexicon.joined(old, LexiconSize.DEFAULT)).orElse(lexicon));
  }

  private Optional<Lexicon> inherited() {
    return parent == null ? Optional.empty() : parent.directory().lexicon();
  }

  private static Path corpusFolder(Path model) {
    return ModelDirectory.trainingFolder(model).resolve("corpus");
  }

  /** Removes the corpus that a resumed training would have read, and the folder around it. */
  static void removeCorpus(Path model, TrainingListener listener) {
    try {
      PreparedCorpus.remove(corpusFolder(model));
      Files.deleteIfExists(ModelDirectory.trainingFolder(model));
    } catch (DirectoryNotEmptyException e) {
      // Something else lies there; it is not ours to remove.
      return;
    } catch (UncheckedIOException | IOException e) {
      // Windows keeps mapped files until the process ends. The model is whole all the same.
      listener.message(e.getMessage() + "; it is no longer needed: remove it by hand");
    }
  }

  TextPipelines text() {
    return corpus.text();
  }

  IndexedCorpus train() {
    return corpus.train();
  }

  /** What epochs learn from: of each corpus as much as its weight says. */
  IndexedCorpus epochs() {
    return corpus.train(configuration.training().seed());
  }

  /** How much of each corpus an epoch has, for a person; empty for a single corpus as it is. */
  List<String> shares() {
    List<PreparedCorpus.Part> parts = corpus.parts();
    double all = parts.stream().mapToDouble(part -> part.share().weight() * part.pairs()).sum();
    return parts.stream()
        .map(
            part ->
                String.format(
                    Locale.ROOT,
                    "corpus %s; %.1f %% of an epoch",
                    part,
                    100 * part.share().weight() * part.pairs() / all))
        .toList();
  }

  /** The validation set as the loop reads it. */
  Validator validator() {
    Bleu bleu = Bleu.standard();
    Chrf chrf = Chrf.standard();
    PreparedCorpus.Validation valid = corpus.validation();
    return new Validator(
        valid.pairs(),
        translations -> {
          List<String> lines = translations.stream().map(text().target()::lineOfIds).toList();
          List<List<String>> references = List.of(references(valid));
          return new Validator.TextScores(
              bleu.corpus(lines, references).score(),
              chrf.corpus(lines, references).score(),
              samples(valid, lines));
        },
        configuration.training().batchSize());
  }

  /** The trial of searches on a part of the validation set. */
  SearchTrial trial() {
    PreparedCorpus.Validation valid = corpus.validation();
    return SearchTrial.of(
        text(), valid.pairs(), valid.references(), configuration.search(), lexicon);
  }

  /** Sentences to look at. */
  private List<ValidationReport.Sample> samples(
      PreparedCorpus.Validation valid, List<String> translations) {
    return Arrays.stream(SearchTrial.spread(translations.size(), SAMPLES))
        .mapToObj(
            line ->
                new ValidationReport.Sample(
                    text().source().lineOfIds(valid.pairs().get(line).source()),
                    valid.references().get(line),
                    translations.get(line)))
        .toList();
  }

  private List<String> references(PreparedCorpus.Validation valid) {
    return SearchTrial.references(text(), valid.pairs(), valid.references());
  }
}
