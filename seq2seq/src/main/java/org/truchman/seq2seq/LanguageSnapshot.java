package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.checkpoint.TrainingSnapshot;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.training.TrainingState;

/**
 * The training of a language model as its snapshot holds it.
 *
 * @param configuration the settings as given
 * @param fingerprints paths and SHA-256 of the texts
 * @param threads of the engine; another number gives other last bits
 * @param precision numbers of the matrix products, decided
 * @param machine where it was taken, as {@link Machine} tells
 * @param training parameters, moments, carried state and progress
 */
record LanguageSnapshot(
    LanguageModelConfiguration configuration,
    JsonObject fingerprints,
    int threads,
    Precision precision,
    JsonObject machine,
    TrainingState training) {
  /** The key that a translation model's snapshot does not have. */
  static final String KIND = "kind";

  TrainingSnapshot toSnapshot() {
    JsonObject state = new JsonObject();
    state.addProperty(KIND, LanguageModelConfiguration.KIND);
    state.addProperty("configuration", LanguageModelJson.write(configuration));
    state.add("files", fingerprints);
    state.addProperty("threads", threads);
    state.addProperty("precision", precision.name());
    state.add("machine", machine);
    return StoredTraining.snapshot(state, training);
  }

  static LanguageSnapshot of(TrainingSnapshot snapshot) {
    JsonObject state = snapshot.state();
    if (!state.has(KIND)) {
      throw new ModelFormatException(
          "the snapshot of update "
              + snapshot.update()
              + " is one of a translation model, but one of a language model is needed here; go on"
              + " with truchman train --resume");
    }
    return new LanguageSnapshot(
        LanguageModelJson.parse(state.get("configuration").getAsString(), "the snapshot"),
        state.getAsJsonObject("files"),
        state.get("threads").getAsInt(),
        Precision.valueOf(state.get("precision").getAsString()),
        state.getAsJsonObject("machine"),
        StoredTraining.of(snapshot));
  }
}
