package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.config.Pooling;

/** The vector of a line is here its number of words and of characters. */
class EmbedCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;

  @Test
  void asManyVectorsComeOutAsLinesGoIn() {
    assertEquals(0, stage.input("a bc\n\nd\n").run("embed", "-m", "m", "--pooling", "last"));
    assertEquals("2.0\t4.0\n\n1.0\t1.0\n", stage.out());
    assertEquals(Pooling.LAST, stage.library.pooling);
    assertEquals(1, stage.library.closed);
  }

  @Test
  void jsonIsAnArrayALine() {
    stage.input("a bc\n\n").run("embed", "-m", "m", "--format", "json");
    assertEquals("[2.0,4.0]\n\n", stage.out());
  }

  @Test
  void neighboursStandNearestFirst() throws IOException {
    Path among = Files.writeString(folder.resolve("among"), "a b c\nab\n\nxy\n");
    stage.input("hi\n\n").run("embed", "-m", "m", "--neighbours", 2, "--among", among);
    assertEquals("1.0000\tab\t1.0000\txy\n\n", stage.out());
  }

  @Test
  void neighboursAsJsonHaveTheirNumbers() throws IOException {
    Path among = Files.writeString(folder.resolve("among"), "ab\n");
    stage
        .input("hi\n")
        .run("embed", "-m", "m", "--neighbours", 1, "--among", among, "--format", "json");
    assertTrue(
        stage.out().startsWith("[{\"number\":1,\"line\":\"ab\",\"similarity\":"), stage.out());
  }

  @Test
  void neighboursNeedAText() {
    assertEquals(2, stage.run("embed", "-m", "m", "--neighbours", 2));
    assertTrue(stage.err().contains("need each other"), stage.err());
  }

  @Test
  void aNumberOfNeighboursIsAtLeastOne() throws IOException {
    Path among = Files.writeString(folder.resolve("among"), "ab\n");
    assertEquals(2, stage.run("embed", "-m", "m", "--neighbours", 0, "--among", among));
    assertTrue(stage.err().contains("--neighbours is 0; allowed: at least 1"), stage.err());
  }
}
