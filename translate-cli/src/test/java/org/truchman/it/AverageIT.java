package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** States that a training kept become one model. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class AverageIT {
  @TempDir private static Path folder;
  private static Truchman truchman;

  @BeforeAll
  static void train() throws Exception {
    truchman = Truchman.in(folder);
    CountingCorpus.write(folder);
    truchman
        .run(
            CountingCorpus.training(
                "model",
                "--epochs=4",
                "--set=model.attention=general",
                "--set=training.precision=bf16",
                "--set=training.keepCheckpoints=2"))
        .exits(0);
  }

  @Test
  void theMeanOfTheBestStatesTranslates() throws Exception {
    truchman
        .run("average", "-m", "model", "--best", "2", "-o", "best")
        .exits(0)
        .complains("averaging model/training/checkpoints/update-");
    Finished done =
        truchman.runOn("Count two one.\nCount six.\n", "translate", "-m", "best").exits(0);
    assertEquals(2, done.lines().size());
  }

  @Test
  void namedStatesGiveTheSameMeanAsTheLast() throws Exception {
    Path kept = Path.of("model/training/checkpoints");
    truchman.run("average", "-m", "model", "--last", "2", "-o", "last").exits(0);
    // Four epochs of 15 updates.
    List<Path> named = List.of(kept.resolve("update-60"), kept.resolve("update-45"));
    truchman.run("average", "-o", "named", named).exits(0);
    assertEquals(-1, Files.mismatch(weights("last"), weights("named")));
  }

  private static Path weights(String model) throws Exception {
    try (var files = Files.list(folder.resolve(model))) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void moreStatesThanWereKeptAreRefused() throws Exception {
    truchman
        .run("average", "-m", "model", "--last", "9", "-o", "none")
        .exits(2)
        .complains("update-60", "training.keepCheckpoints=9");
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void whatIsNoModelIsNamed() throws Exception {
    Finished refused = truchman.run("average", "-o", "none", "model", "absent");
    assertTrue(refused.exitCode() != 0, refused.err());
    refused.complains("absent");
  }
}
