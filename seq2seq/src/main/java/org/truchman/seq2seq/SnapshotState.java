package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.util.Objects;
import java.util.function.Function;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.checkpoint.TrainingSnapshot;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.LanguageModelConfiguration;
import org.truchman.seq2seq.config.LanguageModelJson;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.training.TrainingState;

/**
 * A training as its snapshot holds it.
 *
 * @param <C> settings of this kind of training
 * @param configuration the settings as given
 * @param fingerprints paths and SHA-256 of the corpora
 * @param threads of the engine; another number gives other last bits
 * @param precision numbers of the matrix products, decided
 * @param machine where it was taken, as {@link Machine} tells; empty when it does not say
 * @param training parameters, moments, progress and, of a language model, the carried state
 */
record SnapshotState<C>(
    C configuration,
    JsonObject fingerprints,
    int threads,
    Precision precision,
    JsonObject machine,
    TrainingState training) {
  static final Kind<Configuration> TRANSLATION =
      new Kind<>(
          null,
          "a translation model",
          "truchman train",
          text -> ConfigurationJson.parse(text, "the snapshot", Configuration.ofStored()),
          ConfigurationJson::write);

  static final Kind<LanguageModelConfiguration> LANGUAGE_MODEL =
      new Kind<>(
          LanguageModelConfiguration.KIND,
          "a language model",
          "truchman lm train",
          text -> LanguageModelJson.parse(text, "the snapshot"),
          LanguageModelJson::write);

  private static final String KIND = "kind";

  /**
   * What is trained.
   *
   * @param mark what a snapshot says of it; null where it says nothing
   * @param name for messages
   * @param command that goes on with it
   */
  record Kind<C>(
      String mark,
      String name,
      String command,
      Function<String, C> parse,
      Function<C, String> write) {}

  TrainingSnapshot toSnapshot(Kind<C> kind) {
    JsonObject state = new JsonObject();
    if (kind.mark != null) {
      state.addProperty(KIND, kind.mark);
    }
    state.addProperty("configuration", kind.write.apply(configuration));
    state.add("files", fingerprints);
    state.addProperty("threads", threads);
    state.addProperty("precision", precision.name());
    state.add("machine", machine);
    return StoredTraining.snapshot(state, training);
  }

  /**
   * Reads a snapshot.
   *
   * @throws ModelFormatException if it is one of another kind
   */
  static <C> SnapshotState<C> of(TrainingSnapshot snapshot, Kind<C> kind) {
    JsonObject state = snapshot.state();
    String mark = state.has(KIND) ? state.get(KIND).getAsString() : null;
    if (!Objects.equals(mark, kind.mark)) {
      Kind<?> other = mark == null ? TRANSLATION : LANGUAGE_MODEL;
      throw new ModelFormatException(
          "the snapshot of update "
              + snapshot.update()
              + " is one of "
              + other.name
              + ", but one of "
              + kind.name
              + " is needed here; go on with "
              + other.command
              + " --resume");
    }
    return new SnapshotState<>(
        kind.parse.apply(state.get("configuration").getAsString()),
        state.getAsJsonObject("files"),
        state.get("threads").getAsInt(),
        state.has("precision")
            ? Precision.valueOf(state.get("precision").getAsString())
            : Precision.FP32,
        state.has("machine") ? state.getAsJsonObject("machine") : new JsonObject(),
        StoredTraining.of(snapshot));
  }
}
