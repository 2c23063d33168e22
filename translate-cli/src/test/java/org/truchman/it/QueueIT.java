package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** The queue of trainings, {@code scripts/runs}, on trainings that take seconds. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class QueueIT {
  @TempDir private static Path folder;
  private static Truchman truchman;
  private static String runs;

  @BeforeAll
  static void trainWhatWaits() throws Exception {
    truchman = Truchman.in(folder);
    CountingCorpus.write(folder);
    Path root = truchman.launcher().resolve("../../../../..").normalize();
    runs = "TRUCHMAN_RUNS='" + folder.resolve("runs") + "' '" + root.resolve("scripts/runs") + "' ";
    submit("good", "--epochs=2").exits(0);
    submit("bad", "--set=training.learningRate=-1").exits(0);
    truchman.shell(runs + "work").exits(0);
  }

  private static Finished submit(String name, String setting) throws Exception {
    List<String> training = CountingCorpus.training("unused", setting);
    int model = training.indexOf("--model");
    String arguments =
        String.join(" ", training.subList(1, model))
            + " "
            + String.join(" ", training.subList(model + 2, training.size()));
    return truchman.shell(
        runs + "submit " + name + " --test count=test.en,test.de -- " + arguments);
  }

  @Test
  void aFinishedTrainingLeavesALineWithItsScores() throws Exception {
    List<String> lines = truchman.shell(runs + "results").exits(0).lines();
    assertEquals(1, lines.size());
    for (String key : List.of("\"commit\"", "\"machine\"", "\"updates\":30", "\"BLEU\"")) {
      assertTrue(lines.get(0).contains(key), () -> key + " in " + lines);
    }
    String table = truchman.shell(runs + "results --markdown").exits(0).out();
    assertTrue(table.contains("| good | count | "), table);
  }

  @Test
  void theTableShowsWhatIsDoneAndWhatFailed() throws Exception {
    List<String> lines = truchman.shell(runs + "list").exits(0).lines();
    assertTrue(lines.get(1).matches("good +done .*"), lines::toString);
    assertTrue(lines.get(2).matches("bad +failed .*"), lines::toString);
  }

  @Test
  void aNameIsGivenOnce() throws Exception {
    submit("good", "--epochs=1").exits(2).complains("good is there already", "another name");
    assertTrue(Files.exists(folder.resolve("runs/good/result.json")));
  }

  @Test
  void aCommandRunsWhileTrainingsArePaused() throws Exception {
    Finished timed = truchman.shell(runs + "timed -- sh -c 'ls \"$0\"/runs' '" + folder + "'");
    assertTrue(timed.exits(0).out().contains("paused"), timed.out());
    assertTrue(Files.notExists(folder.resolve("runs/paused")));
  }
}
