package org.truchman.seq2seq.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.training.UpdateReport;
import org.truchman.seq2seq.training.ValidationReport;
import org.truchman.seq2seq.training.Validator;

class TrainingJournalTest {
  @TempDir private Path folder;

  private static UpdateReport update(long update) {
    return new UpdateReport(update, 100, 1, 2.5, 0.75, 1234.44, 0.001, 2, 10.26, Double.NaN);
  }

  private static ValidationReport validation(long update, Double bleu) {
    return new ValidationReport(
        1,
        update,
        20,
        new Validator.Validation(12.25, bleu, bleu),
        true,
        List.of(new ValidationReport.Sample("a <b>", "c", "d")));
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private List<JsonObject> lines() {
    return MetricsFile.read(folder.resolve("training/metrics.jsonl"));
  }

  private List<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("training"))) {
      return files.filter(file -> file.toString().contains("tfevents")).toList();
    }
  }

  private void write(long after, UpdateReport update, ValidationReport validation) {
    try (TrainingJournal journal = TrainingJournal.after(folder.resolve("training"), after)) {
      journal.updated(update);
      journal.validated(validation);
    }
  }

  @Test
  void everyReportIsALineOfItsKind() {
    write(0, update(10), validation(12, 20.5));
    assertEquals(
        List.of(
            json(
                "{kind: 'update', update: 10, epoch: 1, seconds: 10.26, loss: 2.5,"
                    + " gradientNorm: 0.75, learningRate: 0.001, tokensPerSecond: 1234.44,"
                    + " skipped: 2}"),
            json(
                "{kind: 'validation', update: 12, epoch: 1, seconds: 20.0, perplexity: 12.25,"
                    + " bleu: 20.5, chrf: 20.5, best: true,"
                    + " samples: [{source: 'a <b>', reference: 'c', translation: 'd'}]}")),
        lines());
  }

  @Test
  void messagesStandWhereTheyFell() {
    try (TrainingJournal journal = TrainingJournal.after(folder.resolve("training"), 0)) {
      journal.message("begun");
      journal.updated(update(10));
      journal.message("a batch was split");
    }
    assertEquals(json("{kind: 'message', update: 0, text: 'begun'}"), lines().get(0));
    assertEquals(json("{kind: 'message', update: 10, text: 'a batch was split'}"), lines().get(2));
  }

  @Test
  void whatWasNotMeasuredIsLeftOut() {
    write(0, update(10), validation(12, null));
    assertFalse(lines().get(1).has("bleu"));
    assertFalse(lines().get(1).has("chrf"));
  }

  @Test
  void aTrainingThatGoesOnKeepsTheEventsAndTakesBackWhatCameLater() throws IOException {
    write(0, update(10), validation(12, null));
    List<Path> first = events();
    write(11, update(11), validation(12, 1.0));
    assertEquals(3, lines().size());
    assertEquals(1.0, lines().get(2).get("bleu").getAsDouble());
    assertEquals(true, events().containsAll(first));
  }

  @Test
  void aTrainingThatBeginsAnewLeavesNothingOfTheOneBefore() throws IOException {
    write(0, update(10), validation(12, null));
    Files.writeString(folder.resolve("training/events.out.tfevents.1.1"), "old");
    write(0, update(5), validation(6, null));
    assertEquals(2, lines().size());
    assertEquals(1, events().size());
  }
}
