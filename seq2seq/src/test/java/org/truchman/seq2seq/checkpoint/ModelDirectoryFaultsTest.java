package org.truchman.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.files.PartFiles;

/** Lets the disk fail, the process die and single bits flip. */
class ModelDirectoryFaultsTest {

  private static final int FLIPS = 10_000;

  @TempDir Path parent;

  @Test
  void fullDiskAtAnyCallOfTheFirstSaveLeavesNothingBehind() throws IOException {
    int call = 0;
    for (FailingDisk disk = FailingDisk.fullAtCall(0); ; disk = FailingDisk.fullAtCall(++call)) {
      Path directory = parent.resolve("model" + call);
      ModelWriter writer = new ModelWriter(disk, directory, new SampleModel(1).contents());
      UncheckedIOException failure = failureOf(writer);
      if (!disk.hasFailed()) {
        break;
      }
      assertTrue(failure.getMessage().startsWith(directory + ": cannot be written: No space"));
      boolean isRenamed = Files.exists(directory);
      if (isRenamed) {
        assertEquals(1, SampleModel.numberIn(directory));
        PartFiles.delete(directory);
      }
      assertEquals(List.of(""), SampleModel.tree(parent), "call " + call);
    }
    assertTrue(call > 20, "calls " + call);
    assertEquals(1, SampleModel.numberIn(parent.resolve("model" + call)));
  }

  @Test
  void fullDiskAtAnyCallOfALaterSaveLeavesTheOldModelWhole() throws IOException {
    Path directory = parent.resolve("model");
    int call = 0;
    int replaced = 0;
    for (FailingDisk disk = FailingDisk.fullAtCall(0); ; disk = FailingDisk.fullAtCall(++call)) {
      PartFiles.delete(directory);
      save(directory, 1);
      List<String> before = SampleModel.tree(parent);
      UncheckedIOException failure =
          failureOf(new ModelWriter(disk, directory, new SampleModel(2).contents()));
      if (!disk.hasFailed()) {
        break;
      }
      assertTrue(failure.getMessage().startsWith(directory + ": cannot be written: No space"));
      if (SampleModel.numberIn(directory) == 1) {
        assertEquals(before, SampleModel.tree(parent), "call " + call);
      } else {
        replaced++;
      }
    }
    assertTrue(call > 20, "calls " + call);
    assertEquals(1, replaced, "only the last call, after the manifest's rename, is too late");
    assertEquals(2, SampleModel.numberIn(directory));
  }

  @Test
  void killAtAnyCallLeavesAModelAndTheNextSaveCleansUp() throws IOException {
    Path directory = parent.resolve("model");
    int call = 0;
    for (FailingDisk disk = FailingDisk.killedAtCall(0);
        ;
        disk = FailingDisk.killedAtCall(++call)) {
      PartFiles.delete(directory);
      save(directory, 1);
      ModelWriter writer = new ModelWriter(disk, directory, new SampleModel(2).contents());
      try {
        writer.save();
        break;
      } catch (FailingDisk.Killed killed) {
        int number = SampleModel.numberIn(directory);
        assertTrue(number == 1 || number == 2, "call " + call);
      }
      save(directory, 3);
      assertEquals(3, SampleModel.numberIn(directory));
      assertEquals(List.of("", "model"), SampleModel.tree(parent).subList(0, 2));
      assertEquals(9, SampleModel.tree(directory).size(), SampleModel.tree(directory).toString());
    }
    assertTrue(call > 20, "calls " + call);
  }

  @Test
  void killAtAnyCallOfTheFirstSaveLeavesNoModelAndTheNextSaveCleansUp() throws IOException {
    Path directory = parent.resolve("model");
    for (int call = 0; call < 20; call++) {
      ModelWriter writer =
          new ModelWriter(FailingDisk.killedAtCall(call), directory, new SampleModel(1).contents());
      assertThrows(FailingDisk.Killed.class, writer::save);
      assertFalse(Files.exists(directory), "call " + call);
    }
    save(directory, 3);
    assertEquals(3, SampleModel.numberIn(directory));
    assertEquals(10, SampleModel.tree(parent).size(), SampleModel.tree(parent).toString());
  }

  @Test
  void textPipelineThatFailsLeavesTheOldModelWhole() throws IOException {
    Path directory = parent.resolve("model");
    save(directory, 1);
    List<String> before = SampleModel.tree(parent);
    ModelContents contents = new SampleModel(2).contents();
    ModelContents failing =
        new ModelContents(
            contents.configuration(),
            folder -> {
              throw new UncheckedIOException(new IOException(FailingDisk.NO_SPACE));
            },
            contents.weights(),
            contents.weightType(),
            contents.provenance());
    assertThrows(UncheckedIOException.class, () -> ModelDirectory.save(directory, failing));
    assertEquals(before, SampleModel.tree(parent));
    assertEquals(1, SampleModel.numberIn(directory));
  }

  @Test
  void noSingleBitFlipInAnyFileLoads() throws IOException {
    Path directory = parent.resolve("model");
    save(directory, 1);
    List<Path> files;
    try (var all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    long seed = 42;
    Random random = new Random(seed);
    for (int flip = 0; flip < FLIPS; flip++) {
      Path file = files.get(flip % files.size());
      long bit = (long) (random.nextDouble() * Files.size(file) * 8);
      flip(file, bit);
      String where = "seed " + seed + ", bit " + bit + " of " + file;
      assertThrows(ModelFormatException.class, () -> SampleModel.numberIn(directory), where);
      flip(file, bit);
    }
    assertEquals(6, files.size());
    assertEquals(1, SampleModel.numberIn(directory));
  }

  /** Flips a bit in place, which is much faster than to write the file again. */
  private static void flip(Path file, long bit) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(bit / 8);
      int old = bytes.read();
      bytes.seek(bit / 8);
      bytes.write(old ^ 1 << bit % 8);
    }
  }

  private static void save(Path directory, int number) {
    ModelContents contents = new SampleModel(number).contents();
    new ModelWriter(FailingDisk.fullAtCall(Integer.MAX_VALUE), directory, contents).save();
  }

  private static UncheckedIOException failureOf(ModelWriter writer) {
    try {
      writer.save();
      return null;
    } catch (UncheckedIOException failure) {
      return failure;
    }
  }
}
