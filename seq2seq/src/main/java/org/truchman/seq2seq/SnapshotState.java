package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.checkpoint.TrainingSnapshot;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.training.TrainingState;

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
    return StoredTraining.snapshot(state, training);
  }

  static SnapshotState of(TrainingSnapshot snapshot) {
    JsonObject state = snapshot.state();
    if (state.has(LanguageSnapshot.KIND)) {
      throw new ModelFormatException(
          "the snapshot of update "
              + snapshot.update()
              + " is one of a language model, but one of a translation model is needed here; go on"
              + " with truchman lm train --resume");
    }
    Configuration configuration =
        ConfigurationJson.parse(
            state.get("configuration").getAsString(), "the snapshot", Configuration.ofStored());
    return new SnapshotState(
        configuration,
        state.getAsJsonObject("files"),
        state.get("threads").getAsInt(),
        state.has("precision")
            ? Precision.valueOf(state.get("precision").getAsString())
            : Precision.FP32,
        state.has("machine") ? state.getAsJsonObject("machine") : new JsonObject(),
        StoredTraining.of(snapshot));
  }
}
