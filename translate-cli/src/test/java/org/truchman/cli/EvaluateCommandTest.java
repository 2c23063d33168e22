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

final class EvaluateCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path model;
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void scoresExactMatchesAndSpeedArePrinted() throws IOException {
    Path source = file("s", "the cat sat on the mat\na dog runs there\n\n");
    Path reference = file("r", "THE CAT SAT ON THE MAT\nA DOG WALKS THERE\n\n");
    assertEquals(
        0, stage.run("evaluate", "-m", model, "--source", source, "--reference", reference));
    List<String> lines = stage.out().lines().toList();
    // 9 of 10 words, 5 + 1 of 8 pairs, 4 of 6 triples, 3 of 4 quadruples
    assertTrue(
        lines.get(0).contains("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:"),
        stage.out());
    assertTrue(lines.get(0).contains("90.0/75.0/66.7/75.0 (BP = 1.000"), stage.out());
    assertTrue(lines.get(1).contains("chrF2|nrefs:1"), stage.out());
    assertEquals("exact matches = 2 of 3 (66.7 %)", lines.get(2));
    assertTrue(lines.get(3).startsWith("sentences per second = "), stage.out());
    assertEquals(4, lines.size());
  }

  @Test
  void perfectTranslationScoresOneHundred() throws IOException {
    Path source = file("s", "the cat sat on the mat\n");
    Path reference = file("r", "THE CAT SAT ON THE MAT\n");
    assertEquals(
        0,
        stage.run(
            "evaluate", "-m", model, "--source", source, "--reference", reference, "-w", "1"));
    assertTrue(stage.out().contains("= 100.0 100.0/100.0/100.0/100.0"), stage.out());
  }

  @Test
  void anyReferenceMayMatch() throws IOException {
    Path source = file("s", "a b\n");
    Path first = file("r1", "X Y\n");
    Path second = file("r2", "A B  \n");
    assertEquals(
        0,
        stage.run(
            "evaluate",
            "-m",
            model,
            "--source",
            source,
            "--reference",
            first,
            "--reference",
            second));
    assertTrue(stage.out().contains("nrefs:2"), stage.out());
    assertTrue(stage.out().contains("exact matches = 1 of 1 (100.0 %)"), stage.out());
  }

  @Test
  void jsonHoldsTheSameFigures() throws IOException {
    Path source = file("s", "a b\nc d\n");
    Path reference = file("r", "A B\nC E\n");
    assertEquals(
        0,
        stage.run(
            "evaluate",
            "-m",
            model,
            "--source",
            source,
            "--reference",
            reference,
            "--format",
            "json"));
    assertTrue(stage.out().startsWith("{\n\"scores\": [\n{\n \"name\": \"BLEU\""), stage.out());
    assertTrue(
        stage.out().contains("\"exact\": 1,\n\"sentences\": 2,\n\"exactPercent\": 50.00,\n"));
    assertTrue(stage.out().endsWith("\n}\n"), stage.out());
  }

  @Test
  void translationsMayBeKept() throws IOException {
    Path source = file("s", "a b\n\nc\n");
    Path reference = file("r", "A B\n\nC\n");
    Path output = folder.resolve("out");
    assertEquals(
        0,
        stage.run(
            "evaluate",
            "-m",
            model,
            "--source",
            source,
            "--reference",
            reference,
            "--output",
            output));
    assertEquals("A B\n\nC\n", Files.readString(output));
  }

  @Test
  void unequalLengthsNameBothCountsBeforeAnyWork() throws IOException {
    Path source = file("s", "a\nb\n");
    Path reference = file("r", "A\nB\nC\n");
    assertEquals(
        3, stage.run("evaluate", "-m", model, "--source", source, "--reference", reference));
    assertTrue(stage.err().contains(source + " has 2 lines, but " + reference + " has 3"));
    assertNull(stage.library.opened);
  }

  @Test
  void emptyTestSetIsBadInput() throws IOException {
    Path empty = file("s", "");
    assertEquals(3, stage.run("evaluate", "-m", model, "--source", empty, "--reference", empty));
    assertTrue(stage.err().contains("nothing to score"), stage.err());
  }

  @Test
  void whatIsMissingIsSaid() {
    assertEquals(2, stage.run("evaluate"));
    assertEquals(2, stage.run("evaluate", "-m", model));
    assertEquals(
        "truchman: evaluate needs --model DIR\n"
            + "truchman: evaluate needs --source FILE and --reference FILE\n",
        stage.err());
  }

  @Test
  void longLineIsNamed() throws IOException {
    Path source = file("s", "a\na b c d e\n");
    Path reference = file("r", "A\nA\n");
    assertEquals(
        3,
        stage.run(
            "evaluate",
            "-m",
            model,
            "--source",
            source,
            "--reference",
            reference,
            "--long-lines",
            "fail"));
    assertTrue(stage.err().contains(source + ":2: line has 5 pieces"), stage.err());
    assertEquals("", stage.out());
  }

  @Test
  void barIsDrawnOnATerminal() throws IOException {
    stage.terminals = new Terminals(false, false, true, false);
    Path source = file("s", "a b\n");
    Path reference = file("r", "A B\n");
    assertEquals(
        0, stage.run("evaluate", "-m", model, "--source", source, "--reference", reference));
    assertTrue(stage.err().contains("1/1 lines"), stage.err());
  }
}
