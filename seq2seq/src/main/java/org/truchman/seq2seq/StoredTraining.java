package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.checkpoint.NamedTensor;
import org.truchman.seq2seq.checkpoint.TrainingSnapshot;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.config.ConfigurationDifference;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.TrainingState;
import org.truchman.seq2seq.training.Validator;

/** What a snapshot says of the loop, whatever is trained: progress and flat vectors. */
final class StoredTraining {
  private StoredTraining() {}

  /**
   * The newest whole snapshot of a model; the listener hears of damaged ones.
   *
   * @throws ModelFormatException if there is none
   */
  static TrainingSnapshots.Latest newest(Path model, TrainingListener listener) {
    Path folder = ModelDirectory.trainingFolder(model);
    TrainingSnapshots.Latest latest =
        new TrainingSnapshots(folder)
            .latest()
            .orElseThrow(
                () -> new ModelFormatException(folder + " holds no snapshot to resume from"));
    latest.damaged().forEach(listener::message);
    return latest;
  }

  /** Refuses to go on with other settings, which are told. */
  static IllegalArgumentException otherSettings(List<ConfigurationDifference> differences) {
    return new IllegalArgumentException(
        "the settings are not those of the snapshot: "
            + differences.stream()
                .map(one -> one.key() + " is " + one.first() + ", there " + one.second())
                .collect(Collectors.joining("; "))
            + "; leave them out to go on with the stored ones, or train into another directory");
  }

  /**
   * Makes a snapshot.
   *
   * @param state what else it says; gets progress and steps
   */
  static TrainingSnapshot snapshot(JsonObject state, TrainingState training) {
    state.addProperty("steps", training.steps());
    state.add("progress", json(training.progress()));
    List<NamedTensor> tensors = new ArrayList<>();
    tensors.add(tensor("parameters", training.parameters()));
    tensors.add(tensor("firstMoment", training.firstMoment()));
    tensors.add(tensor("secondMoment", training.secondMoment()));
    if (training.average() != null) {
      tensors.add(tensor("average", training.average()));
    }
    if (training.carried() != null) {
      tensors.add(tensor("carried", training.carried()));
    }
    return new TrainingSnapshot(training.progress().update(), state, tensors);
  }

  private static NamedTensor tensor(String name, float[] values) {
    return NamedTensor.of(name, values, values.length);
  }

  static TrainingState of(TrainingSnapshot snapshot) {
    JsonObject state = snapshot.state();
    return new TrainingState(
        snapshot.values("parameters"),
        snapshot.values("firstMoment"),
        snapshot.values("secondMoment"),
        optional(snapshot, "average"),
        optional(snapshot, "carried"),
        state.get("steps").getAsLong(),
        progress(state.getAsJsonObject("progress")));
  }

  private static float[] optional(TrainingSnapshot snapshot, String name) {
    return snapshot.has(name) ? snapshot.values(name) : null;
  }

  private static JsonObject json(TrainingProgress progress) {
    JsonObject json = new JsonObject();
    json.addProperty("update", progress.update());
    json.addProperty("epoch", progress.epoch());
    json.addProperty("batch", progress.batch());
    json.addProperty("learningRate", progress.learningRate());
    if (progress.best() != null) {
      json.addProperty("bestPerplexity", progress.best().perplexity());
    }
    if (progress.bestBleu() != null) {
      json.addProperty("bestBleu", progress.best().bleu());
      json.addProperty("bestChrf", progress.best().chrf());
    }
    json.addProperty("sinceBest", progress.sinceBest());
    json.addProperty("sinceCut", progress.sinceCut());
    json.addProperty("tokens", progress.tokens());
    json.addProperty("seconds", progress.seconds());
    if (progress.finished() != null) {
      json.addProperty("finished", progress.finished());
    }
    return json;
  }

  private static Validator.Validation best(JsonObject json) {
    return json.has("bestPerplexity")
        ? new Validator.Validation(
            json.get("bestPerplexity").getAsDouble(),
            json.has("bestBleu") ? json.get("bestBleu").getAsDouble() : null,
            json.has("bestChrf") ? json.get("bestChrf").getAsDouble() : null)
        : null;
  }

  private static TrainingProgress progress(JsonObject json) {
    return new TrainingProgress(
        json.get("update").getAsLong(),
        json.get("epoch").getAsInt(),
        json.get("batch").getAsInt(),
        json.get("learningRate").getAsDouble(),
        best(json),
        json.get("sinceBest").getAsInt(),
        json.get("sinceCut").getAsInt(),
        json.get("tokens").getAsLong(),
        json.get("seconds").getAsDouble(),
        json.has("finished") ? json.get("finished").getAsString() : null);
  }
}
