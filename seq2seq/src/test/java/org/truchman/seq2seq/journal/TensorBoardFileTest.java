package org.truchman.seq2seq.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardFileTest {
  private static final Instant BEGIN = Instant.ofEpochSecond(1_700_000_000, 250_000_000);

  @TempDir Path folder;

  /** The golden file is made by scripts/golden/tensorboard_events.py. */
  @Test
  void itWritesWhatTensorBoardItselfWrites() throws IOException {
    try (TensorBoardFile events = TensorBoardFile.begin(folder, 301, BEGIN)) {
      Instant second = Instant.ofEpochSecond(1_700_000_001, 500_000_000);
      events.scalar("train/loss", 310, 6.5, second);
      events.scalar("train/loss", 70_000, -0.125, second);
      Instant third = Instant.ofEpochSecond(1_700_000_002);
      events.text("samples", 70_000, "Zwei **Hunde**\n", third);
    }
    assertArrayEquals(golden(), Files.readAllBytes(only()));
  }

  @Test
  void anEventIsInTheFileBeforeItIsClosed() throws IOException {
    try (TensorBoardFile events = TensorBoardFile.begin(folder, 1, BEGIN)) {
      long before = Files.size(only());
      events.scalar("a", 1, 1, BEGIN);
      assertTrue(Files.size(only()) > before);
    }
  }

  @Test
  void everyBeginMakesAFileOfItsOwn() throws IOException {
    TensorBoardFile.begin(folder, 1, BEGIN).close();
    TensorBoardFile.begin(folder, 1, BEGIN.plusMillis(1)).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void aFolderThatIsAFileIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> TensorBoardFile.begin(file, 1, BEGIN));
    assertTrue(error.getMessage().contains("taken"), error.getMessage());
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.toList();
      assertEquals(1, found.size());
      assertTrue(found.get(0).getFileName().toString().contains("tfevents"));
      return found.get(0);
    }
  }

  private static byte[] golden() throws IOException {
    try (InputStream in = TensorBoardFileTest.class.getResourceAsStream("events.tfevents")) {
      return in.readAllBytes();
    }
  }
}
