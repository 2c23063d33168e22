package org.truchman.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.journal.TrainingJournal;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingListeners;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.seq2seq.training.ValidationReport;
import org.truchman.seq2seq.training.Validator;

class TrainingWatchTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private long now;

  private TrainingWatch watch(Path where) {
    return new TrainingWatch(where, "Training of tiny", () -> now, said::add);
  }

  private static UpdateReport update(long update, double loss) {
    return new UpdateReport(update, 4000, 1, loss, 0.5, 1000, 0.001, 0, update / 10.0, 65);
  }

  private static ValidationReport validation(long update, double bleu, String translation) {
    ValidationReport.Sample sample =
        new ValidationReport.Sample("the source", "the reference", translation);
    Validator.Validation scores = new Validator.Validation(Math.exp(1.5), bleu, bleu + 20);
    return new ValidationReport(1, update, update / 10.0, scores, true, List.of(sample));
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("training.html"));
  }

  @Test
  void thePageShowsCurvesScoresAndSamples() throws IOException {
    TrainingWatch watch = watch(folder);
    try (TrainingJournal journal = TrainingJournal.after(folder, 0)) {
      TrainingListener all = TrainingListeners.of(journal, watch);
      all.started(4000, "cpu, 2 threads");
      for (int i = 1; i <= 2000; i++) {
        all.updated(update(i, i % 2));
      }
      all.validated(validation(2000, 17.5, "first try"));
    }
    String page = page();
    assertTrue(page.contains("Running on cpu, 2 threads, 0:01:05 left at most"), page);
    assertTrue(page.contains("<dd class=\"value\">17.5</dd>"), page);
    assertTrue(page.contains("first try"));
    assertTrue(page.contains("of 4000 at most"));
    int points = page.split("\"name\":\"training\",\"x\":\\[")[1].split("]")[0].split(",").length;
    assertEquals(500, points, "2000 points, four together");
    assertTrue(page.contains("\"y\":[0.5,0.5,"), "means of neighbours");
    assertEquals(
        List.of("curves and samples, while it trains: " + folder.resolve("training.html")), said);
  }

  @Test
  void betweenValidationsThePageIsWrittenEvery20Seconds() throws IOException {
    TrainingWatch watch = watch(folder);
    try (TrainingJournal journal = TrainingJournal.after(folder, 0)) {
      TrainingListener all = TrainingListeners.of(journal, watch);
      all.started(-1, "cpu");
      now += TimeUnit.SECONDS.toNanos(19);
      all.updated(update(10, 5));
      assertFalse(page().contains("Training loss"));
      now += TimeUnit.SECONDS.toNanos(1);
      all.updated(update(20, 4));
      assertTrue(page().contains("Training loss"));
    }
  }

  @Test
  void theLastPageSaysHowItEndedAndIsNotReadAgain() throws IOException {
    TrainingWatch watch = watch(folder);
    watch.started(10, "cpu");
    assertTrue(page().contains("http-equiv=\"refresh\""));
    watch.ended(new TrainingOutcome(folder, true, 1, 10, 9.5, null, 65));
    assertTrue(page().contains("Interrupted after 0:01:05"));
    assertFalse(page().contains("http-equiv=\"refresh\""));
    watch.failed("no <space> left");
    assertTrue(page().contains("Failed: no &lt;space&gt; left"));
  }

  @Test
  void aPageThatCannotBeWrittenIsSaidOnceAndStopsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    TrainingWatch watch = watch(file);
    watch.started(10, "cpu");
    watch.updated(update(1, 5));
    watch.validated(validation(1, 1, ""));
    assertEquals(1, said.size(), said.toString());
    assertTrue(said.get(0).contains("no longer written"), said.get(0));
  }

  @Test
  void aTrainingThatNeverStartedLeavesNoPage() {
    watch(folder).failed("the corpus is empty");
    assertFalse(Files.exists(folder.resolve("training.html")));
  }
}
