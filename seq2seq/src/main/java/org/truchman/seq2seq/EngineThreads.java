package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.training.TrainingListener;

/** Where a training goes on, and what is told when that is not where it began. */
final class EngineThreads {
  private EngineThreads() {}

  /**
   * Threads of a training: what is asked for now, else what it began with, else what is configured.
   *
   * @param asked 0 for nothing
   * @param began 0 for a training that begins
   * @param configured 0 for all processors
   */
  static int of(int asked, int began, int configured, TrainingListener listener) {
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
    int wanted = asked == 0 ? configured : asked;
    return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
  }

  /** Tells in what two machines, as {@link Machine} describes them, differ. */
  static void tellOtherMachine(JsonObject began, JsonObject now, TrainingListener listener) {
    List<String> differences = Machine.differences(began, now);
    if (!differences.isEmpty()) {
      listener.message(
          "the training began elsewhere ("
              + String.join("; ", differences)
              + "): it goes on, but the last bits of its numbers may differ from those of a training"
              + " that was never interrupted");
    }
  }
}
