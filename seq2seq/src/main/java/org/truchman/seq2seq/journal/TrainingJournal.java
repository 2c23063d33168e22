package org.truchman.seq2seq.journal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.seq2seq.training.ValidationReport;
import org.truchman.seq2seq.training.Validator;

/**
 * Writes down how a training goes: {@code metrics.jsonl} and an event file for TensorBoard, in one
 * folder.
 *
 * <p>A line of {@code metrics.jsonl} has a {@code kind}, {@code update} or {@code validation}, and
 * the fields of {@link UpdateReport} or {@link ValidationReport} under their own names (without the
 * estimates of what is left); a {@code message} has the last update that was reported, and a text.
 * TensorBoard sees the same under {@code train/}, {@code validation/} and {@code samples/}.
 */
public final class TrainingJournal implements TrainingListener, AutoCloseable {
  /** Name of the history in the folder. */
  public static final String METRICS = "metrics.jsonl";

  private static final String EVENTS = "events.out.tfevents.*";

  private final MetricsFile metrics;
  private final TensorBoardFile events;

  private long reached;

  private TrainingJournal(MetricsFile metrics, TensorBoardFile events, long reached) {
    this.metrics = metrics;
    this.events = events;
    this.reached = reached;
  }

  /**
   * Begins a journal, or goes on with one.
   *
   * @param folder where it goes; made where it is missing
   * @param update updates done; 0 begins anew and removes what an earlier training left, another
   *     number takes back what was written of later updates
   * @throws UncheckedIOException if it cannot be written
   */
  public static TrainingJournal after(Path folder, long update) {
    if (update == 0) {
      removeEvents(folder);
    }
    MetricsFile metrics = MetricsFile.after(folder.resolve(METRICS), update);
    try {
      return new TrainingJournal(
          metrics, TensorBoardFile.begin(folder, update + 1, Instant.now()), update);
    } catch (UncheckedIOException e) {
      metrics.close();
      throw e;
    }
  }

  private static void removeEvents(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, EVENTS)) {
      for (Path file : old) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": old event files cannot be removed", e);
    }
  }

  /** Events, such as a batch that was split or updates that were left out. */
  @Override
  public void message(String text) {
    JsonObject line = new JsonObject();
    line.addProperty("kind", "message");
    line.addProperty("update", reached);
    line.addProperty("text", text);
    metrics.append(line);
  }

  @Override
  public void updated(UpdateReport report) {
    reached = report.update();
    metrics.append(line(report));
    Instant now = Instant.now();
    long step = report.update();
    events.scalar("train/loss", step, report.loss(), now);
    events.scalar("train/gradient_norm", step, report.gradientNorm(), now);
    events.scalar("train/learning_rate", step, report.learningRate(), now);
    events.scalar("train/tokens_per_second", step, report.tokensPerSecond(), now);
  }

  @Override
  public void validated(ValidationReport report) {
    reached = report.update();
    metrics.append(line(report));
    Instant now = Instant.now();
    Validator.Validation scores = report.scores();
    long step = report.update();
    events.scalar("validation/perplexity", step, scores.perplexity(), now);
    if (scores.bleu() != null) {
      events.scalar("validation/bleu", step, scores.bleu(), now);
      events.scalar("validation/chrf", step, scores.chrf(), now);
    }
    for (int i = 0; i < report.samples().size(); i++) {
      events.text("samples/" + (i + 1), step, markdown(report.samples().get(i)), now);
    }
  }

  /** The line of {@code metrics.jsonl} for some updates. */
  public static JsonObject line(UpdateReport report) {
    JsonObject line = new JsonObject();
    line.addProperty("kind", "update");
    line.addProperty("update", report.update());
    line.addProperty("epoch", report.epoch());
    line.addProperty("seconds", rounded(report.seconds()));
    line.addProperty("loss", report.loss());
    line.addProperty("gradientNorm", report.gradientNorm());
    line.addProperty("learningRate", report.learningRate());
    line.addProperty("tokensPerSecond", rounded(report.tokensPerSecond()));
    line.addProperty("skipped", report.skipped());
    return line;
  }

  /** The line of {@code metrics.jsonl} for a validation. */
  public static JsonObject line(ValidationReport report) {
    JsonObject line = new JsonObject();
    line.addProperty("kind", "validation");
    line.addProperty("update", report.update());
    line.addProperty("epoch", report.epoch());
    line.addProperty("seconds", rounded(report.seconds()));
    line.addProperty("perplexity", report.scores().perplexity());
    if (report.scores().bleu() != null) {
      line.addProperty("bleu", report.scores().bleu());
      line.addProperty("chrf", report.scores().chrf());
    }
    line.addProperty("best", report.best());
    JsonArray samples = new JsonArray();
    for (ValidationReport.Sample sample : report.samples()) {
      JsonObject one = new JsonObject();
      one.addProperty("source", sample.source());
      one.addProperty("reference", sample.reference());
      one.addProperty("translation", sample.translation());
      samples.add(one);
    }
    line.add("samples", samples);
    return line;
  }

  /** Indented, so that Markdown takes text as it is. */
  private static String markdown(ValidationReport.Sample sample) {
    return "    source:      "
        + sample.source()
        + "\n    reference:   "
        + sample.reference()
        + "\n    translation: "
        + sample.translation();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  @Override
  public void close() {
    try (metrics;
        events) {
      // Nothing is buffered: closing is all.
    }
  }
}
