package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The hypothesis has 5 of 6 words, 3 of 5 pairs, 2 of 4 triples and 1 of 3 quadruples of the
 * reference: BLEU is the fourth root of 5/6 x 3/5 x 2/4 x 1/3 = 1/12, which is 0.53728. One word of
 * six is substituted: TER is 16.7.
 */
final class ScoreCommandTest {
  private static final String SIGNATURE =
      "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0";
  private static final String VERBOSE =
      "83.3/60.0/50.0/33.3 (BP = 1.000 ratio = 1.000 hyp_len = 6 ref_len = 6)";

  private final Stage stage = new Stage();

  @TempDir Path folder;
  private Path reference;
  private Path hypothesis;

  @BeforeEach
  void write() throws IOException {
    reference = Files.writeString(folder.resolve("ref"), "the cat sat on the mat\n");
    hypothesis = Files.writeString(folder.resolve("hyp"), "the cat sat on a mat\n");
  }

  @Test
  void bleuIsSacrebleus() {
    assertEquals(0, stage.run("score", reference, "-i", hypothesis, "-m", "bleu", "-f", "text"));
    assertEquals(SIGNATURE + " = 53.7 " + VERBOSE + "\n", stage.out());
  }

  @Test
  void jsonIsTheDefaultAsInSacrebleu() {
    assertEquals(0, stage.run("score", reference, "--input", hypothesis));
    assertEquals(
        "{\n \"name\": \"BLEU\",\n \"score\": 53.7,\n \"signature\": \""
            + SIGNATURE.substring("BLEU|".length())
            + "\",\n \"verbose_score\": \""
            + VERBOSE
            + "\",\n \"nrefs\": \"1\",\n \"case\": \"mixed\",\n \"eff\": \"no\",\n"
            + " \"tok\": \"13a\",\n \"smooth\": \"exp\",\n \"version\": \"2.6.0\"\n}\n",
        stage.out());
  }

  @ParameterizedTest
  @CsvSource({"-b -w 3,53.728", "--score-only --width 5,53.72850", "-b -w 0,54"})
  void scoreOnlyPrintsTheNumber(String flags, String expected) {
    Object[] arguments = ("score " + reference + " -i " + hypothesis + " " + flags).split(" ");
    assertEquals(0, stage.run(arguments));
    assertEquals(expected + "\n", stage.out());
  }

  @Test
  void severalMetricsFollowOneFlag() {
    int exit =
        stage.run(
            "score", "-m", "bleu", "chrf", "ter", "-b", "-f", "text", "-i", hypothesis, reference);
    assertEquals(0, exit);
    assertEquals(3, stage.out().lines().count(), stage.out());
    assertTrue(stage.out().contains("53.7"), stage.out());
    assertTrue(stage.out().contains("16.7"), stage.out());
  }

  @Test
  void referenceAfterTheMetricsIsAReference() {
    assertEquals(0, stage.run("score", "--metrics", "bleu", reference, "-i", hypothesis, "-b"));
    assertEquals("53.7\n", stage.out());
  }

  @Test
  void hypothesesMayComeFromStandardInput() {
    stage.input("the cat sat on a mat");
    assertEquals(0, stage.run("score", reference, "-b"));
    assertEquals("53.7\n", stage.out());
  }

  @Test
  void whiteSpaceAtLineEndsDoesNotCount() {
    stage.input("the cat sat on the mat\u00a0 \r\n");
    assertEquals(0, stage.run("score", reference, "-m", "chrf", "--chrf-whitespace", "-b"));
    assertEquals("100.0\n", stage.out());
  }

  @ParameterizedTest
  @CsvSource({
    "-lc,case:lc",
    "--lowercase,case:lc",
    "-tok intl,tok:intl",
    "--tokenize char,tok:char",
    "-tok none,tok:none",
    "-s floor,smooth:floor[0.10]",
    "--smooth-method add-k --smooth-value 2,smooth:add-k[2.00]",
    "-m chrf -cw 2,nw:2",
    "-m chrf --chrf-word-order 2,chrF2++|",
    "-m chrf --chrf-char-order 4,nc:4",
    "-m chrf --chrf-beta 3,chrF3|",
    "-m chrf --chrf-lowercase,case:lc",
    "-m chrf --chrf-whitespace,space:yes",
    "-m chrf --chrf-eps-smoothing,eff:no",
    "-m ter --ter-case-sensitive,case:mixed",
    "-m ter --ter-normalized,norm:yes",
    "-m ter --ter-no-punct,punct:no",
    "-m ter --ter-normalized --ter-asian-support,asian:yes",
    "-sh,BLEU|#:1|c:mixed|e:no|tok:13a|s:exp|v:2.6.0",
    "--sentence-level,eff:yes"
  })
  void flagsAreSignedAsSacrebleuSigns(String flags, String expected) {
    Object[] arguments =
        ("score " + reference + " -i " + hypothesis + " -f text " + flags).split(" ");
    assertEquals(0, stage.run(arguments));
    assertTrue(stage.out().contains(expected), stage.out());
  }

  @Test
  void sentencesAreScoredOneByOne() throws IOException {
    Files.writeString(reference, "the cat sat on the mat\na b c d\n");
    Files.writeString(hypothesis, "the cat sat on a mat\na b c d\n");
    assertEquals(0, stage.run("score", reference, "-i", hypothesis, "-sl", "-b"));
    assertEquals("53.7\n100.0\n", stage.out());
  }

  @Test
  void severalReferencesAreOneScore() throws IOException {
    Path second = Files.writeString(folder.resolve("ref2"), "the cat sat on a mat\n");
    assertEquals(0, stage.run("score", reference, second, "-i", hypothesis, "-b"));
    assertEquals("100.0\n", stage.out());
  }

  @Test
  void unequalLengthsNameBothCounts() throws IOException {
    Files.writeString(hypothesis, "a\nb\n");
    assertEquals(3, stage.run("score", reference, "-i", hypothesis));
    assertTrue(
        stage.err().contains(hypothesis + " has 2 lines, but " + reference + " has 1"),
        stage.err());
  }

  @Test
  void badUtf8IsBadInput() throws IOException {
    Files.write(hypothesis, new byte[] {'a', (byte) 0xFF});
    assertEquals(3, stage.run("score", reference, "-i", hypothesis));
    assertTrue(stage.err().contains(hypothesis + ":1:"), stage.err());
  }

  @ParameterizedTest
  @CsvSource({
    "-tok moses,moses",
    "-s none-such,none-such",
    "-m rouge,rouge",
    "-f xml,xml",
    "-w -1,-1",
    "-m bleu chrf -sl,one metric"
  })
  void valueThatIsNotAllowedIsWrongUsage(String flags, String named) {
    Object[] arguments = ("score -i " + hypothesis + " " + reference + " " + flags).split(" ");
    assertEquals(2, stage.run(arguments));
    assertTrue(stage.err().contains(named), stage.err());
    assertEquals("", stage.out());
  }

  @Test
  void referenceIsRequired() {
    assertEquals(2, stage.run("score", "-i", hypothesis));
    assertTrue(stage.err().contains("references"), stage.err());
  }

  @Test
  void tokenizedTextIsWarnedOf() throws IOException {
    Files.writeString(reference, "Yes.\n".repeat(100));
    Files.writeString(hypothesis, "Yes .\n".repeat(100));
    assertEquals(0, stage.run("score", reference, "-i", hypothesis, "-b"));
    assertTrue(stage.err().contains("as if tokenized"), stage.err());
    Stage forced = new Stage();
    assertEquals(0, forced.run("score", reference, "-i", hypothesis, "-b", "--force"));
    assertEquals("", forced.err());
  }
}
