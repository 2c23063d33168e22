package org.truchman.seq2seq;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.truchman.seq2seq.checkpoint.ModelContents;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.WeightType;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.RecutCorpus;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.training.Checkpoints;
import org.truchman.seq2seq.training.DivergedTrainingException;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingLoop;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.TrainingState;
import org.truchman.seq2seq.training.Validator;
import org.truchman.text.subword.BpeDropout;

/** One training on the engine: the loop, and the files that it leaves. */
final class TrainingRun implements Checkpoints {
  /** Pairs of a batch that are shown when training comes apart. */
  private static final int SHOWN = 3;

  private final TrainingPlan plan;
  private final TrainingRequest request;
  private final TrainingListener listener;
  private final ParameterLayout layout;
  private final TrainingPlace<Configuration> place;
  private final KeptCheckpoints kept;

  /** What is in force: as configured, with the precision decided. */
  private Configuration effective;

  TrainingRun(TrainingPlan plan, TrainingRequest request, TrainingListener listener) {
    this.plan = plan;
    this.request = request;
    this.listener = listener;
    this.layout =
        ParameterLayout.of(
            plan.configuration().model(),
            plan.text().source().vocabulary().size(),
            plan.text().target().vocabulary().size());
    this.place =
        new TrainingPlace<>(
            request.model(),
            request.engine(),
            plan.configuration().training().threads(),
            plan.from(),
            listener);
    this.kept = new KeptCheckpoints(request.model());
    this.effective = plan.configuration();
    if (plan.from() != null) {
      this.effective = withPrecision(plan.from().precision());
    }
  }

  private Configuration withPrecision(Precision precision) {
    TrainingConfig training = plan.configuration().training().withPrecision(precision);
    return plan.configuration().withTraining(training);
  }

  /** Trains; returns when it is done or was told to stop. */
  TrainingOutcome run() {
    try (EngineRuntime engine = EngineRuntime.open(place.options())) {
      TrainingProgress progress =
          engine.call(() -> place.run(engine, heard -> train(engine, heard)));
      boolean done = progress.finished() != null && engine.call(() -> trySearches(engine));
      return outcome(progress, !done);
    }
  }

  /**
   * Scores the searches that the best model may be used with; false when told to stop meanwhile.
   */
  private boolean trySearches(EngineRuntime engine) {
    ModelDirectory best = ModelDirectory.open(request.model());
    float[] values = ModelTensors.flat(layout, best.weights(ModelTensors.specs(layout)));
    try (Seq2SeqModel model =
        new Seq2SeqModel(engine.manager(), effective.model(), layout, values)) {
      Optional<Map<String, Double>> found =
          plan.trial().run(model, engine.isGpu(), request.stop()::requested, listener::message);
      found.ifPresent(
          scores -> {
            JsonObject provenance = best.provenance();
            scores.forEach(provenance.getAsJsonObject("scores")::addProperty);
            ModelDirectory.save(request.model(), contents(values, provenance));
            listener.saved(request.model());
          });
      return found.isPresent();
    }
  }

  private TrainingProgress train(EngineRuntime engine, TrainingListener heard) {
    Configuration configuration = effective;
    float[] values =
        plan.from() == null ? beginning(configuration) : plan.from().training().parameters();
    try (Seq2SeqModel model =
            new Seq2SeqModel(engine.manager(), configuration.model(), layout, values);
        TrainingLoop loop =
            new TrainingLoop(
                model,
                configuration.training(),
                corpus(configuration.training()),
                plan.validator(),
                this,
                heard,
                request.stop()::requested)) {
      if (plan.from() != null) {
        loop.restore(plan.from().training());
      }
      effective = withPrecision(loop.precision());
      heard.started(loop.totalUpdates(), engine.description());
      plan.shares().forEach(heard::message);
      return loop.run();
    } catch (DivergedTrainingException diverged) {
      tellPairs(diverged.pairs());
      throw diverged;
    }
  }

  /** What the first update starts from. */
  private float[] beginning(Configuration configuration) {
    return plan.parent() == null
        ? Seq2SeqModel.initialValues(configuration.model(), configuration.training(), layout)
        : plan.parent().values(layout);
  }

  /** Names the pairs of a batch that training came apart at, and shows the first ones. */
  private void tellPairs(int[] pairs) {
    listener.message(
        "pairs of the training set (numbered from 1, filtered ones left out): "
            + Arrays.stream(pairs)
                .mapToObj(pair -> Integer.toString(pair + 1))
                .collect(Collectors.joining(" ")));
    for (int i = 0; i < Math.min(SHOWN, pairs.length); i++) {
      IndexedPair pair = plan.train().pair(pairs[i]);
      listener.message(
          "%d: %s ||| %s"
              .formatted(
                  pairs[i] + 1,
                  plan.text().source().lineOfIds(pair.source()),
                  plan.text().target().lineOfIds(pair.target())));
    }
  }

  /** The training set, its words cut anew in each epoch where that is wanted. */
  private IndexedCorpus corpus(TrainingConfig training) {
    double rate = plan.text().config().bpeDropout();
    if (rate == 0) {
      return plan.epochs();
    }
    BpeDropout dropout = new BpeDropout(rate, training.seed());
    return new RecutCorpus(plan.epochs(), plan.text(), dropout, training.maxLength());
  }

  private TrainingOutcome outcome(TrainingProgress progress, boolean interrupted) {
    if (!interrupted) {
      place.end(progress);
      listener.message(summary(progress));
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
    ModelDirectory.save(request.model(), contents(values, provenance(progress, progress.best())));
    listener.saved(request.model());
  }

  @Override
  public void validated(float[] values, TrainingProgress progress, Validator.Validation found) {
    int keep = effective.training().keepCheckpoints();
    ModelContents contents = contents(values, provenance(progress, found));
    listener.saved(kept.save(contents, progress.update(), keep));
  }

  private ModelContents contents(float[] values, JsonObject provenance) {
    return new ModelContents(
        effective,
        folder -> plan.text().save(folder),
        ModelTensors.named(layout, values),
        WeightType.F32,
        provenance,
        plan.lexicon());
  }

  @Override
  public void snapshot(TrainingState state) {
    place.save(
        plan.configuration(),
        plan.fingerprints(),
        effective.training().precision(),
        state,
        SnapshotState.TRANSLATION);
  }

  private JsonObject provenance(TrainingProgress progress, Validator.Validation found) {
    JsonObject json = new JsonObject();
    json.add("versions", Versions.json());
    JsonObject corpora = plan.fingerprints().deepCopy();
    if (corpora.has(TrainingFiles.PARENT)) {
      JsonObject parent = corpora.remove(TrainingFiles.PARENT).getAsJsonObject();
      json.add("parent", ParentModel.provenance(parent));
    }
    json.add("corpora", TrainingFiles.withoutFolders(corpora));
    if (!plan.corpus().parts().isEmpty()) {
      JsonArray parts = new JsonArray();
      plan.corpus().parts().forEach(part -> parts.add(part.toJson()));
      json.add("corpusParts", parts);
    }
    json.addProperty("trainingPairs", plan.train().size());
    json.addProperty("seed", plan.configuration().training().seed());
    json.addProperty("parameters", layout.parameters());
    json.addProperty("updates", progress.update());
    json.addProperty("targetTokens", progress.tokens());
    json.addProperty("seconds", Math.round(progress.seconds()));
    JsonObject scores = new JsonObject();
    scores.addProperty("validationPerplexity", found.perplexity());
    if (found.bleu() != null) {
      scores.addProperty("validationBleuGreedy", found.bleu());
      scores.addProperty("validationChrfGreedy", found.chrf());
    }
    json.add("scores", scores);
    return json;
  }
}
