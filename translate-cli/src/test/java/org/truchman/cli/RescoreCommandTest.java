package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RescoreCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;

  private int rescore(String source, String target, Object... more) throws IOException {
    Path sources = Files.writeString(folder.resolve("source"), source);
    Path targets = Files.writeString(folder.resolve("target"), target);
    Object[] all = new Object[7 + more.length];
    System.arraycopy(
        new Object[] {"rescore", "-m", folder, "-s", sources, "-t", targets}, 0, all, 0, 7);
    System.arraycopy(more, 0, all, 7, more.length);
    return stage.run(all);
  }

  @Test
  void eachPairHasALine() throws IOException {
    assertEquals(0, rescore("a b\n\nc\n", "a x\n\ny\n"));
    assertEquals("-2.500000\n0.000000\n-2.000000\n", stage.out());
    assertEquals(1, stage.library.closed);
  }

  @Test
  void tokensHaveTheirShares() throws IOException {
    assertEquals(0, rescore("a b\n", "a x\n", "--tokens"));
    assertEquals("-2.500000\ta:-0.500000 x:-2.000000 </s>:0.000000\n", stage.out());
  }

  @Test
  void nBestListsKeepTheirLines() throws IOException {
    String lists = "a ||| -0.2500\nx ||| b ||| -1.5\n\n ||| 0.0000\n\n";
    assertEquals(0, rescore("a b\nc\n", lists, "--n-best"));
    assertEquals(
        "a ||| -0.2500 ||| -0.500000\nx ||| b ||| -1.5 ||| -4.500000\n\n"
            + " ||| 0.0000 ||| 0.000000\n\n",
        stage.out());
  }

  @Test
  void nBestListsOfTranslateAreUnderstood() throws IOException {
    stage.input("one\n\ntwo\n");
    assertEquals(0, stage.run("translate", "-m", folder, "--n-best", "3"));
    Stage next = new Stage();
    Path sources = Files.writeString(folder.resolve("s"), "one\n\ntwo\n");
    Path targets = Files.writeString(folder.resolve("t"), stage.out());
    assertEquals(
        0, next.run("rescore", "-m", folder, "-s", sources, "-t", targets, "--n-best", "--tokens"));
    assertEquals(stage.out(), next.out().replaceAll("(?m) \\|\\|\\| [-0-9.]+\t.*$", ""));
  }

  @Test
  void manyPairsAreScoredInWindows() throws IOException {
    int lines = 2 * RescoreCommand.WINDOW + 3;
    assertEquals(0, rescore("a\n".repeat(lines), "a\n".repeat(lines)));
    assertEquals("-0.500000\n".repeat(lines), stage.out());
    assertEquals(List.of(RescoreCommand.WINDOW, RescoreCommand.WINDOW, 3), stage.library.windows);
  }

  @Test
  void unequalFilesNameBothCounts() throws IOException {
    assertEquals(3, rescore("a\nb\n", "a\n"));
    assertTrue(stage.err().contains("source has 2 lines"), stage.err());
    assertTrue(stage.err().contains("target has 1"), stage.err());
  }

  @Test
  void eachSourceLineNeedsItsList() throws IOException {
    assertEquals(3, rescore("a\nb\nc\n", "a ||| 0\n\nb ||| 0\n\n", "--n-best"));
    assertTrue(stage.err().contains("source has 3 lines, but "), stage.err());
    assertTrue(stage.err().contains("target has 2 lists"), stage.err());
    assertEquals(3, rescore("a\n", "a ||| 0\n\nb ||| 0\n\n", "--n-best"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n", "a ||| b\n", "a |||\n", "a ||| NaN\n"})
  void whatIsNoListNamesItsLine(String list) throws IOException {
    assertEquals(3, rescore("a\nb\n", "a ||| -1\n\n" + list, "--n-best"));
    assertTrue(stage.err().contains("target:3: no line of an n-best list"), stage.err());
  }

  @Test
  void anEmptyListIsNamed() throws IOException {
    assertEquals(3, rescore("a\nb\n", "a ||| -1\n\n\n", "--n-best"));
    assertTrue(stage.err().contains("target:3: an empty list"), stage.err());
  }

  @Test
  void allThreeAreRequired() {
    assertEquals(2, stage.run("rescore", "-m", folder));
    assertEquals(
        "truchman: rescore needs --model DIR, --source FILE and --target FILE\n", stage.err());
  }

  @Test
  void missingFilesAreBadInput() {
    assertEquals(3, stage.run("rescore", "-m", folder, "-s", folder.resolve("no"), "-t", folder));
    assertTrue(stage.err().contains("no: no such file"), stage.err());
    assertNull(stage.library.opened);
  }
}
