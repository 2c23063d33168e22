package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.checkpoint.NamedTensor;
import org.truchman.seq2seq.checkpoint.TrainingSnapshot;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.TrainingState;
import org.truchman.seq2seq.training.Validator;

/**
 * A training as its snapshot holds it.
 *
 * @param configuration the effective settings
 * @param fingerprints paths and SHA-256 of the corpora
 * @param threads of the engine; another number gives other last bits
 * @param precision numbers of the matrix products, decided
 * @param machine where it was taken, as {@link Machine} tells; empty when it does not say
 * @param training parameters, moments and progress
 */
record SnapshotState(
    Configuration configuration,
    JsonObject fingerprints,
    int threads,
    Precision precision,
    JsonObject machine,
    TrainingState training) {

  TrainingSnapshot toSnapshot() {
    JsonObject state = new JsonObject();
    state.addProperty("configuration", ConfigurationJson.write(configuration));
    state.add("files", fingerprints);
    state.addProperty("threads", threads);
    state.addProperty("precision", precision.name());
    state.add("machine", machine);
    state.addProperty("steps", training.steps());
    state.add("progress", json(training.progress()));
    List<NamedTensor> tensors = new ArrayList<>();
    tensors.add(tensor("parameters", training.parameters()));
    tensors.add(tensor("firstMoment", training.firstMoment()));
    tensors.add(tensor("secondMoment", training.secondMoment()));
    if (training.average() != null) {
      tensors.add(tensor("average", training.average()));
    }
    return new TrainingSnapshot(training.progress().update(), state, tensors);
  }

  private static NamedTensor tensor(String name, float[] values) {
    return NamedTensor.of(name, values, values.length);
  }

  static SnapshotState of(TrainingSnapshot snapshot) {
    JsonObject state = snapshot.state();
    TrainingState training =
        new TrainingState(
            snapshot.values("parameters"),
            snapshot.values("firstMoment"),
            snapshot.values("secondMoment"),
            snapshot.has("average") ? snapshot.values("average") : null,
            null,
            state.get("steps").getAsLong(),
            progress(state.getAsJsonObject("progress")));
    Configuration configuration =
        ConfigurationJson.parse(
            state.get("configuration").getAsString(), "the snapshot", Configuration.defaults());
    return new SnapshotState(
        configuration,
        state.getAsJsonObject("files"),
        state.get("threads").getAsInt(),
        state.has("precision")
            ? Precision.valueOf(state.get("precision").getAsString())
            : Precision.FP32,
        state.has("machine") ? state.getAsJsonObject("machine") : new JsonObject(),
        training);
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
