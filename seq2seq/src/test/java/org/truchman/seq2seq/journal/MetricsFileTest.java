package org.truchman.seq2seq.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("metrics.jsonl");
  }

  @Test
  void linesComeBackAsTheyWereAppended() {
    write(0, 10, 20);
    assertEquals(List.of(line(10), line(20)), MetricsFile.read(file));
  }

  @Test
  void goingBackToASnapshotTakesBackWhatFollowedIt() {
    write(0, 10, 20, 30);
    write(20, 25);
    assertEquals(List.of(line(10), line(20), line(25)), MetricsFile.read(file));
  }

  @Test
  void aNewTrainingBeginsWithAnEmptyHistory() {
    write(0, 10);
    write(0, 5);
    assertEquals(List.of(line(5)), MetricsFile.read(file));
  }

  @Test
  void aLineThatADyingProcessLeftUnfinishedIsDropped() throws IOException {
    write(0, 10);
    Files.writeString(file, "{\"update\":20,\"lo", StandardOpenOption.APPEND);
    assertEquals(List.of(line(10)), MetricsFile.read(file));
    write(10, 20);
    assertEquals(List.of(line(10), line(20)), MetricsFile.read(file));
  }

  @Test
  void aLineThatIsNoHistoryIsNamed() throws IOException {
    Files.writeString(file, "{\"update\":1}\n[]\n");
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> MetricsFile.read(file));
    assertTrue(error.getMessage().contains("metrics.jsonl"), error.getMessage());
    assertTrue(error.getMessage().contains("line 2"), error.getMessage());
  }

  @Test
  void noFileIsAnEmptyHistory() {
    assertEquals(List.of(), MetricsFile.read(file));
  }

  private void write(long after, long... updates) {
    try (MetricsFile metrics = MetricsFile.after(file, after)) {
      for (long update : updates) {
        metrics.append(line(update));
      }
    }
  }

  private static JsonObject line(long update) {
    JsonObject line = new JsonObject();
    line.addProperty("update", update);
    line.addProperty("loss", 100.0 / (update + 1));
    return line;
  }
}
