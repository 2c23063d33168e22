package org.truchman.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.files.PartFiles;

class AtomicFilesTest {

  @TempDir Path folder;

  @Test
  void fileIsCreatedAndReplaced() throws IOException {
    Path file = folder.resolve("a.json");
    AtomicFiles.write(file, bytes("one"));
    AtomicFiles.write(file, bytes("two, longer"));
    assertEquals("two, longer", Files.readString(file));
    assertEquals(List.of("", "a.json"), SampleModel.tree(folder));
  }

  @Test
  void fullDiskLeavesTheOldFileAndNamesThePath() throws IOException {
    Path file = folder.resolve("a.json");
    AtomicFiles.write(file, bytes("old"));
    for (int call = 0; call < 4; call++) {
      FailingDisk disk = FailingDisk.fullAtCall(call);
      UncheckedIOException failure =
          assertThrows(
              UncheckedIOException.class,
              () -> AtomicFiles.write(disk, file, c -> c.write(ByteBuffer.wrap(bytes("new")))));
      assertEquals(
          file
              + ": cannot be written: No space left on device; nothing that was there before is"
              + " damaged",
          failure.getMessage());
      assertEquals("old", Files.readString(file));
      assertEquals(List.of("", "a.json"), SampleModel.tree(folder));
    }
  }

  @Test
  void missingFolderIsAnErrorThatNamesThePath() {
    Path file = folder.resolve("none/a.json");
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> AtomicFiles.write(file, bytes("x")));
    assertTrue(failure.getMessage().startsWith(file + ": cannot be written: "));
  }

  @Test
  void temporaryNamesAreKnownAgain() {
    Path target = folder.resolve("a.json");
    Path temporary = PartFiles.beside(target);
    assertEquals(folder, temporary.getParent());
    assertTrue(PartFiles.isPartOf(target, temporary));
    assertEquals(false, PartFiles.isPartOf(folder.resolve("b.json"), temporary));
    assertEquals(false, PartFiles.isPart(target));
    assertEquals(false, PartFiles.isPart(folder.resolve("download.0123abcd.part")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
