package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import org.truchman.seq2seq.checkpoint.ModelContents;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.checkpoint.WeightType;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.RecutCorpus;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.training.Checkpoints;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingLoop;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.TrainingState;
import org.truchman.text.subword.BpeDropout;

/** One training on the engine: the loop, and the files that it leaves. */
final class TrainingRun implements Checkpoints {
  private final TrainingPlan plan;
  private final TrainingRequest request;
  private final TrainingListener listener;
  private final ParameterLayout layout;
  private final TrainingSnapshots snapshots;
  private final int threads;

  TrainingRun(TrainingPlan plan, TrainingRequest request, TrainingListener listener) {
    this.plan = plan;
    this.request = request;
    this.listener = listener;
    this.layout =
        ParameterLayout.of(
            plan.configuration().model(),
            plan.text().source().vocabulary().size(),
            plan.text().target().vocabulary().size());
    this.snapshots = new TrainingSnapshots(ModelDirectory.trainingFolder(request.model()));
    this.threads = threads();
  }

  /** What is asked for now, else what the training began with, else what is configured. */
  private int threads() {
    int asked = request.engine().threads();
    int began = plan.from() == null ? 0 : plan.from().threads();
    if (asked == 0 && began > 0) {
      return began;
    }
    if (began > 0 && asked != began) {
      listener.message(
          String.format(
              Locale.ROOT,
              "the training began with %d threads and goes on with %d; the last bits of its numbers"
                  + " may differ from those of a training that was never interrupted",
              began,
              asked));
    }
    int configured = asked == 0 ? plan.configuration().training().threads() : asked;
    return configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
  }

  /** Trains; returns when it is done or was told to stop. */
  TrainingOutcome run() {
    EngineOptions options = request.engine().withThreads(threads);
    try (EngineRuntime engine = EngineRuntime.open(options)) {
      return outcome(engine.call(() -> train(engine)));
    }
  }

  private TrainingProgress train(EngineRuntime engine) {
    Configuration configuration = plan.configuration();
    float[] values =
        plan.from() == null
            ? Seq2SeqModel.initialValues(
                configuration.model(), layout, configuration.training().seed())
            : plan.from().training().parameters();
    try (Seq2SeqModel model =
            new Seq2SeqModel(engine.manager(), configuration.model(), layout, values);
        TrainingLoop loop =
            new TrainingLoop(
                model,
                configuration.training(),
                corpus(configuration.training()),
                plan.validator(),
                this,
                listener,
                request.stop()::requested)) {
      if (plan.from() != null) {
        loop.restore(plan.from().training());
      }
      listener.started(loop.totalUpdates(), engine.description());
      return loop.run();
    }
  }

  /** The training set, its words cut anew in each epoch where that is wanted. */
  private IndexedCorpus corpus(TrainingConfig training) {
    double rate = plan.text().config().bpeDropout();
    if (rate == 0) {
      return plan.train();
    }
    BpeDropout dropout = new BpeDropout(rate, training.seed());
    return new RecutCorpus(plan.train(), plan.text(), dropout, training.maxLength());
  }

  private TrainingOutcome outcome(TrainingProgress progress) {
    boolean interrupted = progress.finished() == null;
    if (!interrupted) {
      listener.message("training has ended: " + progress.finished());
      listener.message(summary(progress));
      snapshots.clear();
      TrainingPlan.removeCorpus(request.model(), listener);
    }
    return new TrainingOutcome(
        request.model(),
        interrupted,
        progress.epoch() - 1,
        progress.update(),
        progress.bestPerplexity(),
        progress.bestBleu(),
        progress.seconds());
  }

  private static String summary(TrainingProgress progress) {
    return String.format(
        Locale.ROOT,
        "%d target tokens in %.0f s of updates: %.0f tokens/s%s",
        progress.tokens(),
        progress.seconds(),
        progress.tokens() / progress.seconds(),
        ProcessMemory.peakMebibytes().isPresent()
            ? "; peak resident memory " + ProcessMemory.peakMebibytes().getAsLong() + " MiB"
            : "");
  }

  @Override
  public void best(float[] values, TrainingProgress progress) {
    ModelContents contents =
        new ModelContents(
            plan.configuration(),
            folder -> plan.text().save(folder),
            ModelTensors.named(layout, values),
            WeightType.F32,
            provenance(progress));
    ModelDirectory.save(request.model(), contents);
    listener.saved(request.model());
  }

  @Override
  public void snapshot(TrainingState state) {
    SnapshotState snapshot =
        new SnapshotState(plan.configuration(), plan.fingerprints(), threads, state);
    Path file = snapshots.write(snapshot.toSnapshot());
    listener.saved(file);
  }

  private JsonObject provenance(TrainingProgress progress) {
    JsonObject json = new JsonObject();
    json.add("versions", Versions.json());
    json.add("corpora", plan.fingerprints());
    json.addProperty("trainingPairs", plan.train().size());
    json.addProperty("seed", plan.configuration().training().seed());
    json.addProperty("parameters", layout.parameters());
    json.addProperty("updates", progress.update());
    json.addProperty("targetTokens", progress.tokens());
    json.addProperty("seconds", Math.round(progress.seconds()));
    JsonObject scores = new JsonObject();
    scores.addProperty("validationPerplexity", progress.bestPerplexity());
    if (progress.bestBleu() != null) {
      scores.addProperty("validationBleuGreedy", progress.bestBleu());
    }
    json.add("scores", scores);
    return json;
  }
}
