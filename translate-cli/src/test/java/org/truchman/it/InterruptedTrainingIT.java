package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts, kills and starves trainings; all of them end in the same weights. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class InterruptedTrainingIT {
  private static final String[] SCHEDULE = {"--epochs=12", "--set=training.snapshotMinutes=0"};

  @TempDir private static Path folder;
  private static Truchman truchman;
  private static String uninterrupted;

  @BeforeAll
  static void trainWithoutInterruption() throws Exception {
    truchman = Truchman.in(folder);
    CountingCorpus.write(folder);
    truchman.run(CountingCorpus.training("whole", SCHEDULE)).exits(0);
    uninterrupted = weights("whole");
  }

  @Test
  void anInterruptedTrainingSaysHowToResumeAndEndsInTheSameWeights() throws Exception {
    Finished interrupted =
        begin("interrupted").until("epoch 2, update").interrupt().finish().exits(130);
    interrupted.complains("a snapshot was written", "truchman train --resume --model interrupted");
    assertFalse(snapshots("interrupted").isEmpty());
    resume("interrupted").complains("resuming from");
    assertEquals(uninterrupted, weights("interrupted"));
  }

  @Test
  void aModelInTrainingIsNotOverwrittenUnasked() throws Exception {
    begin("begun").until("epoch 1, update").interrupt().finish().exits(130);
    truchman
        .run(CountingCorpus.training("begun", SCHEDULE))
        .exits(2)
        .complains("begun", "--resume", "--overwrite");
    assertFalse(snapshots("begun").isEmpty());
  }

  @Test
  void aKilledTrainingEndsInTheSameWeights() throws Exception {
    Finished killed = begin("killed").until("epoch 3, update").kill().finish();
    assertEquals(137, killed.exitCode());
    resume("killed");
    assertEquals(uninterrupted, weights("killed"));
  }

  @Test
  void aTrainingThatIsKilledTwiceEndsInTheSameWeights() throws Exception {
    begin("twice").until("epoch 1, update").kill().finish();
    truchman.begin("train", "--resume", "-m", "twice").until("epoch 4, update").kill().finish();
    resume("twice");
    assertEquals(uninterrupted, weights("twice"));
  }

  @Test
  void aDamagedSnapshotIsNamedAndTheOneBeforeTaken() throws Exception {
    begin("damaged").until("epoch 2, update").kill().finish();
    List<Path> files = snapshots("damaged");
    Path newest = files.get(files.size() - 1);
    byte[] content = Files.readAllBytes(newest);
    content[content.length / 3] ^= 1;
    Files.write(newest, content);
    resume("damaged").complains(newest.getFileName().toString(), "damaged");
    assertEquals(uninterrupted, weights("damaged"));
  }

  @Test
  void whenNoSpaceIsLeftThePreviousStateStaysWhole() throws Exception {
    begin("full").until("epoch 2, update").interrupt().finish().exits(130);
    List<Path> before = snapshots("full");
    truchman
        .shell("ulimit -f 128; exec \"$truchman\" train --resume -m full") // blocks of 512 or 1024
        .exits(1)
        .complains("full", "cannot be written", "nothing that was there before is damaged");
    assertEquals(before, snapshots("full"));
    resume("full");
    assertEquals(uninterrupted, weights("full"));
  }

  @Test
  void aChangedCorpusIsNamed() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    CountingCorpus.write(elsewhere);
    Truchman there = new Truchman(truchman.launcher(), elsewhere);
    there
        .begin(CountingCorpus.training("model", SCHEDULE))
        .until("epoch 1, update")
        .interrupt()
        .finish()
        .exits(130);
    Files.writeString(elsewhere.resolve("dev.de"), "Zähle neun.\n");
    there
        .run("train", "--resume", "-m", "model")
        .exits(3)
        .complains("dev.de was changed since the training began");
  }

  @Test
  void nothingToResumeIsWrongUsage() throws Exception {
    truchman.run("train", "--resume", "-m", "whole").exits(2).complains("whole", "no training");
  }

  private static Truchman.Running begin(String model) throws IOException {
    return truchman.begin(CountingCorpus.training(model, SCHEDULE));
  }

  private static Finished resume(String model) throws Exception {
    return truchman.run("train", "--resume", "--model", model).exits(0);
  }

  /** The snapshots of a model, oldest first. */
  private static List<Path> snapshots(String model) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(model).resolve("training"))) {
      return files
          .filter(file -> file.toString().endsWith(".bin"))
          .sorted(Comparator.comparingLong(InterruptedTrainingIT::update))
          .toList();
    }
  }

  private static long update(Path snapshot) {
    return Long.parseLong(snapshot.getFileName().toString().replaceAll("\\D", ""));
  }

  /** The SHA-256 of a model's weights. */
  private static String weights(String model) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve(model))) {
      List<Path> weights = files.filter(file -> file.toString().endsWith(".safetensors")).toList();
      assertTrue(weights.size() == 1, weights.toString());
      byte[] content = Files.readAllBytes(weights.get(0));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
  }
}
