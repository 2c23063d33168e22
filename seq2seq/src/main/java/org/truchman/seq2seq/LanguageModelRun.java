package org.truchman.seq2seq;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.TextModelDirectory;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.config.TextLevel;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.lm.LanguageCourse;
import org.truchman.seq2seq.lm.TextReader;
import org.truchman.seq2seq.lm.TextScore;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.training.Checkpoints;
import org.truchman.seq2seq.training.PrecisionChoice;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingLoop;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.TrainingState;
import org.truchman.seq2seq.training.Validator;

/** The training of one language model on the engine: the loop, and the files that it leaves. */
final class LanguageModelRun implements Checkpoints {
  private final LanguageModelPlan plan;
  private final LanguageModelRequest request;
  private final TrainingListener listener;
  private final ParameterLayout layout;
  private final TrainingPlace<LanguageModelConfiguration> place;

  /** What is in force: as configured, with the precision decided. */
  private LanguageModelConfiguration effective;

  LanguageModelRun(
      LanguageModelPlan plan, LanguageModelRequest request, TrainingListener listener) {
    this.plan = plan;
    this.request = request;
    this.listener = listener;
    this.layout =
        ParameterLayout.ofLanguageModel(
            plan.configuration().model(), plan.text().vocabulary().size());
    this.place =
        new TrainingPlace<>(
            request.model(),
            request.engine(),
            plan.configuration().training().threads(),
            plan.from(),
            listener);
    this.effective = plan.configuration();
    if (plan.from() != null) {
      this.effective = plan.configuration().withPrecision(plan.from().precision());
    }
  }

  /** Trains; returns when it is done or was told to stop. */
  TrainingOutcome run() {
    try (EngineRuntime engine = EngineRuntime.open(place.options())) {
      return outcome(engine.call(() -> place.run(engine, heard -> train(engine, heard))));
    }
  }

  private TrainingProgress train(EngineRuntime engine, TrainingListener heard) {
    try (LanguageModel model =
        new LanguageModel(engine.manager(), effective.model(), layout, firstValues(effective))) {
      Precision precision =
          PrecisionChoice.of(effective.training().precision(), model.manager(), model.operators());
      effective = effective.withPrecision(precision);
      try (TrainingLoop loop = loop(model, heard)) {
        if (plan.from() != null) {
          loop.restore(plan.from().training());
        }
        heard.started(loop.totalUpdates(), engine.description());
        return loop.run();
      }
    }
  }

  private float[] firstValues(LanguageModelConfiguration configuration) {
    return plan.from() == null
        ? LanguageModel.initialValues(
            configuration.model(),
            layout,
            configuration.training().initialRange(),
            configuration.training().seed())
        : plan.from().training().parameters();
  }

  private TrainingLoop loop(LanguageModel model, TrainingListener heard) {
    TrainingConfig shared = effective.training().shared();
    return new TrainingLoop(
        shared,
        config ->
            new LanguageCourse(
                model,
                config,
                plan.rows(),
                effective.training().start(),
                vector -> validation(model, vector)),
        this,
        heard,
        request.stop()::requested);
  }

  private Validator.Findings validation(LanguageModel model, NDArray vector) {
    int[] ids = plan.valid().ids();
    double nll =
        new TextReader(model, vector).negativeLogLikelihood(ids, TextReader.rowsFor(ids.length));
    TextScore score = new TextScore(plan.valid(), nll);
    boolean characters = effective.text().level() == TextLevel.CHARACTER;
    double perplexity = characters ? score.perPiece() : score.perWord();
    return new Validator.Findings(new Validator.Validation(perplexity, null, null), List.of());
  }

  private TrainingOutcome outcome(TrainingProgress progress) {
    boolean interrupted = progress.finished() == null;
    if (!interrupted) {
      place.end(progress);
      removeFolder(ModelDirectory.trainingFolder(request.model()));
    }
    return new TrainingOutcome(
        request.model(),
        interrupted,
        progress.epoch() - 1,
        progress.update(),
        progress.bestPerplexity(),
        null,
        progress.seconds());
  }

  private void removeFolder(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException somebodyElses) {
      return;
    } catch (IOException e) {
      listener.message(folder + ": cannot be removed; it is no longer needed");
    }
  }

  @Override
  public void best(float[] values, TrainingProgress progress) {
    TextModelDirectory.save(
        request.model(),
        TextModelDirectory.LANGUAGE_MODEL,
        new TextModelDirectory.Contents<>(
            effective,
            plan.text()::save,
            ModelTensors.named(layout, values),
            provenance(progress)));
    listener.saved(request.model());
  }

  @Override
  public void validated(float[] values, TrainingProgress progress, Validator.Validation found) {
    throw new IllegalStateException("language models keep no checkpoints");
  }

  @Override
  public void snapshot(TrainingState state) {
    place.save(
        plan.configuration(),
        plan.fingerprints(),
        effective.training().precision(),
        state,
        SnapshotState.LANGUAGE_MODEL);
  }

  private JsonObject provenance(TrainingProgress progress) {
    JsonObject json = new JsonObject();
    json.add("versions", Versions.json());
    json.add("corpora", TrainingFiles.withoutFolders(plan.fingerprints()));
    json.addProperty("trainingPieces", (long) plan.rows().rows() * plan.rows().length());
    json.addProperty("seed", plan.configuration().training().seed());
    json.addProperty("parameters", layout.parameters());
    json.addProperty("updates", progress.update());
    json.addProperty("piecesRead", progress.tokens());
    json.addProperty("seconds", Math.round(progress.seconds()));
    JsonObject scores = new JsonObject();
    scores.addProperty("validationPerplexity", progress.bestPerplexity());
    json.add("scores", scores);
    return json;
  }
}
