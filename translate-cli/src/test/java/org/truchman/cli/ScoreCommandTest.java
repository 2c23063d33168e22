package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.cli.shell.Complaints;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.Terminals;
import picocli.CommandLine;

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
            "score", reference, "-m", "bleu", "chrf", "ter", "-b", "-f", "text", "-i", hypothesis);
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
    "-m bleu chrf -sl,one metric",
    "-sl -ci,--sentence-level",
    "--paired-bs,two or more",
    "-pbs -par,exclude",
    "-pbs -j -2,-2",
    "-nr 0,--num-refs 0",
    "-e klingon,klingon",
    "-l en-ja,MeCab",
    "-l english,english",
    "-t wmt14,-t"
  })
  void valueThatIsNotAllowedIsWrongUsage(String flags, String named) {
    Object[] arguments = ("score " + reference + " -i " + hypothesis + " " + flags).split(" ");
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

  @Test
  void severalSystemsAreAList() throws IOException {
    Path perfect = Files.writeString(folder.resolve("perfect"), "the cat sat on the mat\n");
    assertEquals(0, stage.run("score", reference, "-i", hypothesis, perfect, "-m", "ter", "bleu"));
    assertEquals(
        "[\n    {\n        \"system\": \""
            + hypothesis
            + "\",\n        \"BLEU\": \"53.7\",\n        \"TER\": \"16.7\"\n    },\n"
            + "    {\n        \"system\": \""
            + perfect
            + "\",\n        \"BLEU\": \"100.0\",\n        \"TER\": \"0.0\"\n    }\n]\n",
        stage.out());
  }

  @Test
  void standardInputMayHaveSeveralSystems() {
    stage.input("the cat sat on a mat\tthe cat sat on the mat\r\n");
    assertEquals(0, stage.run("score", reference, "-f", "latex"));
    assertTrue(stage.out().contains("System 1 &  53.7  \\\\\n System 2 & 100.0"), stage.out());
  }

  @Test
  void aLineWithAnotherNumberOfSystemsIsNamed() {
    stage.input("a\tb\na\n");
    assertEquals(3, stage.run("score", reference));
    assertTrue(stage.err().contains("<stdin>:2: has 1 systems"), stage.err());
  }

  @Test
  void oneFileMayHoldAllReferences() throws IOException {
    Files.writeString(reference, "the cat sat on the mat\tthe cat sat on a mat\n");
    assertEquals(0, stage.run("score", reference, "-nr", "2", "-i", hypothesis, "-b"));
    assertEquals("100.0\n", stage.out());
    assertEquals(3, stage.run("score", reference, "--num-refs", "3", "-i", hypothesis));
    assertTrue(stage.err().contains(reference + ":1: has 2 references"), stage.err());
  }

  @Test
  void equalSystemsDifferByChanceAlone() throws IOException {
    Path same = Files.writeString(folder.resolve("same"), Files.readString(hypothesis));
    assertEquals(0, stage.run("score", reference, "-i", hypothesis, same, "--paired-ar"));
    // No trial differs by more than the corpus, 0: p is 1 of 10,001.
    assertTrue(stage.out().contains("\"p_value\": 9.999000099990002e-05"), stage.out());
    assertTrue(stage.out().contains("\"system\": \"Baseline: " + hypothesis), stage.out());
  }

  @Test
  void intervalOfEqualSegmentsIsNarrow() throws IOException {
    Files.writeString(reference, "the cat sat on the mat\n".repeat(3));
    Files.writeString(hypothesis, "the cat sat on a mat\n".repeat(3));
    assertEquals(0, stage.run("score", reference, "-i", hypothesis, "--confidence", "-b"));
    assertEquals("53.7 (\u03BC = 53.7 \u00B1 0.0)\n", stage.out());
  }

  @ParameterizedTest
  @CsvSource({"7,seed:7|", "NONE,seed:none|"})
  void seedComesFromTheEnvironment(String seed, String signed) {
    assertEquals(0, runWith(Map.of("SACREBLEU_SEED", seed), "--confidence"));
    assertTrue(stage.out().contains("nrefs:1|bs:1000|" + signed), stage.out());
  }

  @Test
  void seedThatIsNoNumberIsRefused() {
    assertEquals(2, runWith(Map.of("SACREBLEU_SEED", "x"), "--confidence"));
    assertTrue(stage.err().contains("SACREBLEU_SEED: seed 'x'"), stage.err());
  }

  @Test
  void formatOfTheEnvironmentComesFirst() {
    assertEquals(0, runWith(Map.of("SACREBLEU_FORMAT", "Text"), "-f", "json"));
    assertTrue(stage.out().startsWith("BLEU|"), stage.out());
  }

  @Test
  void terminalsShowColoursUnlessForbidden() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "a cat sat on the mat\n");
    stage.terminals = new Terminals(false, true, false, false);
    String[] flags = {
      "--paired-bs", "-pbsn", "10", "-f", "text", "-i", "" + hypothesis, "" + other
    };
    assertEquals(0, runWith(Map.of(), flags));
    assertTrue(stage.out().contains("\u001B[33mBaseline: "), stage.out());
    String colored = stage.out();
    assertEquals(0, runWith(Map.of("NO_COLOR", "1"), flags));
    assertEquals(
        colored.replaceAll("\u001B\\[[0-9]+m", ""), stage.out().substring(colored.length()));
  }

  @Test
  void byteOrderMarkIsACharacterAsInSacrebleu() throws IOException {
    Files.writeString(hypothesis, "\uFEFFthe cat sat on a mat\n");
    assertEquals(0, stage.run("score", reference, "-i", hypothesis, "-m", "ter", "-b"));
    assertEquals("33.3\n", stage.out());
  }

  @Test
  void otherEncodingsAreRead() throws IOException {
    Files.write(reference, "Stra\u00DFe\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(hypothesis, "Stra\u00DFe\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        0, stage.run("score", reference, "-i", hypothesis, "-e", "latin-1", "-m", "chrf", "-b"));
    assertEquals("100.0\n", stage.out());
  }

  @Test
  void chineseHasItsOwnTokenizer() {
    assertEquals(0, stage.run("score", reference, "-i", hypothesis, "-l", "en-zh"));
    assertTrue(stage.out().contains("\"tok\": \"zh\""), stage.out());
  }

  @Test
  void emptyFilesAreBadInput() throws IOException {
    Files.writeString(hypothesis, "");
    assertEquals(3, stage.run("score", reference, "-i", hypothesis));
    assertTrue(stage.err().contains(hypothesis + " has 0 lines"), stage.err());
    Files.writeString(reference, "");
    assertEquals(3, stage.run("score", reference, "-i", hypothesis));
    assertTrue(stage.err().contains("are empty"), stage.err());
    assertEquals(3, stage.run("score", reference));
    assertTrue(stage.err().contains("<stdin> is empty"), stage.err());
  }

  @Test
  void systemNamedTwiceIsRefusedUnlessItIsTheBaseline() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "a cat sat on the mat\n");
    assertEquals(2, stage.run("score", reference, "-i", hypothesis, hypothesis));
    assertTrue(stage.err().contains("twice"), stage.err());
    assertEquals(
        0,
        stage.run("score", reference, "-i", hypothesis, other, hypothesis, "-pbs", "-pbsn", "9"));
    assertEquals(2, stage.out().split("\"system\"", -1).length - 1, stage.out());
  }

  /** Runs with these environment variables and no others. */
  private int runWith(Map<String, String> environment, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("" + reference));
    if (!List.of(flags).contains("-i")) {
      arguments.addAll(List.of("-i", "" + hypothesis));
    }
    arguments.addAll(List.of(flags));
    Shell shell = stage.shell();
    Complaints complaints = new Complaints(shell);
    return new CommandLine(new ScoreCommand(shell, environment::get))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, parsed) -> complaints.about(e, false))
        .execute(arguments.toArray(String[]::new));
  }
}
