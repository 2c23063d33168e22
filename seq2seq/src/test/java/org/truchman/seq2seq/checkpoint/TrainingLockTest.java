package org.truchman.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLockTest {
  @TempDir Path folder;
  private Path model;
  private final List<String> messages = new ArrayList<>();

  @BeforeEach
  void name() {
    model = folder.resolve("model");
  }

  private TrainingLock take() {
    return TrainingLock.take(model, messages::add);
  }

  @Test
  void aSecondTrainingIsRefusedAndToldWhoseTheDirectoryIs() {
    IllegalArgumentException refused =
        TrainingLock.during(
            () -> assertThrows(IllegalArgumentException.class, this::take), model, messages::add);
    assertEquals(
        model
            + ": process "
            + ProcessHandle.current().pid()
            + " trains there now; stop that training first, or choose another directory",
        refused.getMessage());
    assertTrue(messages.isEmpty());
  }

  @Test
  void theLockIsFreeAgainWhenATrainingEndsOrFails() {
    Supplier<Object> failing =
        () -> {
          assertThrows(IllegalArgumentException.class, () -> TrainingLock.requireFree(model));
          throw new IllegalStateException("diverged");
        };
    assertThrows(
        IllegalStateException.class, () -> TrainingLock.during(failing, model, messages::add));
    assertDoesNotThrow(() -> TrainingLock.requireFree(model));
    take().close();
  }

  @Test
  void anotherProcessIsRefusedAndALockGoesWithItsProcess() throws Exception {
    take().close();
    Process other = otherProcess();
    try {
      assertEquals('L', other.getInputStream().read(), "the other process has the lock");
      IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, this::take);
      assertTrue(refused.getMessage().contains("process " + other.pid()), refused.getMessage());
    } finally {
      other.destroyForcibly().waitFor();
    }
    take().close();
  }

  private Process otherProcess() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            model.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Takes a lock, says so, and waits to be killed. */
  static final class Holder {
    public static void main(String[] arguments) throws InterruptedException {
      TrainingLock lock = TrainingLock.take(Path.of(arguments[0]), message -> {});
      System.out.write('L');
      System.out.flush();
      Thread.sleep(60_000);
      lock.close();
    }
  }

  @Test
  void askingLeavesNothing() {
    TrainingLock.requireFree(model);
    assertFalse(Files.exists(ModelDirectory.journalFolder(model)));
  }

  @Test
  void aLockThatCannotBeWrittenIsNamed() throws IOException {
    Path journal = Files.writeString(ModelDirectory.journalFolder(model), "a file");
    UncheckedIOException failure = assertThrows(UncheckedIOException.class, this::take);
    assertTrue(failure.getMessage().contains(journal.resolve("training.lock").toString()));
  }
}
