package org.truchman.cli.training;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Interrupts;
import org.truchman.cli.shell.Shell;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingListeners;

/** A training at the command line: its report, its page, and what Ctrl-C does. */
public final class WatchedTraining {
  private final Shell shell;
  private final Path model;
  private final boolean quiet;

  /**
   * Watches a training.
   *
   * @param model the directory that it writes
   * @param quiet whether nothing is said but results and errors
   */
  public WatchedTraining(Shell shell, Path model, boolean quiet) {
    this.shell = shell;
    this.model = model;
    this.quiet = quiet;
  }

  /**
   * Runs it.
   *
   * @param stop told on Ctrl-C
   * @param training trains, and tells a listener
   */
  public TrainingOutcome run(
      StopSignal stop, Function<TrainingListener, TrainingOutcome> training) {
    Runnable onInterrupt =
        () -> {
          shell.say("");
          shell.say("truchman: stopping; a snapshot is being written (again: stop at once)");
          stop.request();
        };
    Interrupts.Subscription signals = shell.interrupts().onInterrupt(onInterrupt);
    try (signals;
        TrainingReport report = TrainingReport.of(shell, quiet)) {
      TrainingWatch watch = watch(report);
      try {
        TrainingOutcome outcome = training.apply(TrainingListeners.of(report, watch));
        watch.ended(outcome);
        return outcome;
      } catch (RuntimeException e) {
        watch.failed(e.getMessage());
        throw e;
      }
    }
  }

  private TrainingWatch watch(TrainingReport report) {
    return new TrainingWatch(
        ModelDirectory.journalFolder(model),
        "Training of " + model.toAbsolutePath().normalize().getFileName(),
        System::nanoTime,
        report::message);
  }

  /**
   * Says how an interrupted training goes on.
   *
   * @param command that trains, such as {@code truchman train}
   * @return the exit code
   */
  public int tellInterrupted(TrainingOutcome outcome, String command) {
    if (new ModelFolder(model).hasSnapshot()) {
      shell.say(
          String.format(
              Locale.ROOT,
              "truchman: interrupted after %d updates; a snapshot was written. Continue with:",
              outcome.updates()));
      shell.say("  " + command + " --resume --model " + quoted(model));
    } else {
      shell.say("truchman: interrupted before the first update; begin again with this command");
    }
    return ExitCode.INTERRUPTED;
  }

  /** A path as a shell takes it. */
  public static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./\\\\:-]+") ? text : '"' + text + '"';
  }
}
