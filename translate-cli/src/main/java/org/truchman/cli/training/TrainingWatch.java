package org.truchman.cli.training;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.truchman.cli.shell.Clock;
import org.truchman.report.TrainingPage;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.checkpoint.AtomicFiles;
import org.truchman.seq2seq.journal.MetricsFile;
import org.truchman.seq2seq.journal.TrainingJournal;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.seq2seq.training.ValidationReport;

/**
 * Keeps {@code training.html}, beside the journal of a training, up to date: at each validation,
 * every 20 seconds, and at the end.
 *
 * <p>It begins with what {@code metrics.jsonl} says already, so a training that was resumed shows
 * its whole life. A page that cannot be written stops no training: it is said once.
 */
final class TrainingWatch implements TrainingListener {
  private static final String PAGE = "training.html";
  private static final int SECONDS = 20;
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(SECONDS);

  private final Path folder;
  private final String title;
  private final LongSupplier nanoTime;
  private final Consumer<String> say;
  private final List<JsonObject> lines = new ArrayList<>();
  private String device = "";
  private UpdateReport newest;
  private long lastPage;
  private boolean written;
  private boolean failed;

  /**
   * Watches a training.
   *
   * @param folder where its journal is
   * @param title what is trained
   * @param nanoTime the time that passes
   * @param say hears where the page is, and what is wrong with it
   */
  TrainingWatch(Path folder, String title, LongSupplier nanoTime, Consumer<String> say) {
    this.folder = folder;
    this.title = title;
    this.nanoTime = nanoTime;
    this.say = say;
  }

  @Override
  public void started(long totalUpdates, String where) {
    device = where;
    try {
      lines.addAll(MetricsFile.read(folder.resolve(TrainingJournal.METRICS)));
    } catch (UncheckedIOException e) {
      giveUp(e);
    }
    write(running(), SECONDS);
    if (!failed) {
      say.accept("curves and samples, while it trains: " + folder.resolve(PAGE));
    }
  }

  @Override
  public void updated(UpdateReport report) {
    newest = report;
    lines.add(TrainingJournal.line(report));
    if (nanoTime.getAsLong() - lastPage >= INTERVAL) {
      write(running(), SECONDS);
    }
  }

  @Override
  public void validated(ValidationReport report) {
    lines.add(TrainingJournal.line(report));
    write(running(), SECONDS);
  }

  /** The training has ended, or was interrupted. */
  void ended(TrainingOutcome outcome) {
    if (written) {
      String how = outcome.interrupted() ? "Interrupted after " : "Done after ";
      write(how + Clock.text(outcome.seconds()) + " of updates, on " + device + ".", 0);
    }
  }

  /** The training came to nothing. */
  void failed(String message) {
    if (written) {
      write("Failed: " + message, 0);
    }
  }

  private String running() {
    String left =
        newest == null || Double.isNaN(newest.secondsLeft())
            ? ""
            : ", " + Clock.text(newest.secondsLeft()) + " left at most";
    return "Running on " + device + left + "; this page reads itself again.";
  }

  private void write(String status, int refreshSeconds) {
    lastPage = nanoTime.getAsLong();
    if (failed) {
      return;
    }
    try {
      String html =
          TrainingPage.html(TrainingCurves.history(title, status, refreshSeconds, newest, lines));
      Files.createDirectories(folder);
      AtomicFiles.write(folder.resolve(PAGE), html.getBytes(StandardCharsets.UTF_8));
      written = true;
    } catch (UncheckedIOException | IOException e) {
      giveUp(e);
    }
  }

  private void giveUp(Exception e) {
    failed = true;
    say.accept(e.getMessage() + "; the page of this training is no longer written");
  }
}
