package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.architecture.Repository;

/** The main job: raw parallel text in, a trained model out, a file translated and scored. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class EndToEndIT {
  private static final Path PHRASEBOOK = Path.of("data/phrasebook");

  @TempDir private static Path folder;
  private static Truchman truchman;
  private static Finished training;
  private static List<String> translations;

  @BeforeAll
  static void train() throws Exception {
    truchman = Truchman.in(folder);
    layOutCorpus();
    training = truchman.run(CountingCorpus.training("model", "--epochs", "3")).exits(0);
    translations = translate(read("test.en"));
  }

  /** The first pairs of the phrasebook; sentences that count where the checkout is without it. */
  private static void layOutCorpus() throws IOException {
    Path phrasebook = Repository.root().resolve(PHRASEBOOK);
    if (!Files.isDirectory(phrasebook)) {
      CountingCorpus.write(folder);
      return;
    }
    copyHead(phrasebook, "train", 500);
    copyHead(phrasebook, "dev", 40);
    copyHead(phrasebook, "test", 40);
  }

  private static void copyHead(Path phrasebook, String name, int lines) throws IOException {
    for (String language : List.of("en", "de")) {
      String file = name + "." + language;
      List<String> all = Files.readAllLines(phrasebook.resolve(file), StandardCharsets.UTF_8);
      Files.write(folder.resolve(file), all.subList(0, lines), StandardCharsets.UTF_8);
    }
  }

  @Test
  void trainingTellsWhatItDoesAndWhatCameOfIt() {
    training.complains("languages: en to de", "epoch 1, update", "epoch 3, update");
    assertTrue(training.out().startsWith("model: "), training.out());
    assertTrue(training.out().contains(" 3 epochs"), training.out());
    assertTrue(training.err().contains("validation perplexity"), training.err());
  }

  @Test
  void theModelIsCompleteAndHoldsNoSnapshot() {
    assertTrue(Files.isRegularFile(folder.resolve("model/manifest.json")));
    assertFalse(Files.exists(folder.resolve("model/training")));
  }

  @Test
  void asManyLinesComeOutAsGoIn() throws IOException {
    assertEquals(read("test.en").lines().count(), translations.size());
  }

  @Test
  void standardInputFilesAndArgumentsAreTranslatedAlike() throws Exception {
    truchman.run("translate", "-m", "model", "-i", "test.en", "-o", "out.de").exits(0);
    assertEquals(translations, read("out.de").lines().toList());
    assertFalse(Files.exists(folder.resolve("out.de.part")));
    String first = read("test.en").lines().findFirst().orElseThrow();
    assertEquals(
        translations.subList(0, 1),
        truchman.run("translate", "-m", "model", first).exits(0).lines());
  }

  @Test
  void linesKeepTheirPlacesWhateverTheirEnds() throws Exception {
    List<String> lines = read("test.en").lines().limit(3).toList();
    List<String> expected = translations.subList(0, 3);
    assertEquals(expected, translate(String.join("\n", lines)), "no LF at the end");
    assertEquals(expected, translate(String.join("\r\n", lines) + "\r\n"), "CRLF");
    String gaps = "\n" + lines.get(0) + "\n\n \t\n" + lines.get(1) + "\n" + lines.get(2) + "\n\n";
    assertEquals(
        List.of("", expected.get(0), "", "", expected.get(1), expected.get(2), ""),
        translate(gaps));
    assertEquals(List.of(), translate(""));
  }

  @Test
  void aLoneCarriageReturnEndsNoLine() throws Exception {
    List<String> lines = translate("one\rtwo three\nfour\n");
    assertEquals(2, lines.size());
    assertFalse(String.join("", lines).contains("\r"), lines.toString());
    assertEquals(translate("one two three\nfour\n"), lines);
  }

  @Test
  void tenThousandWordsAreOneLine() throws Exception {
    String line = "word ".repeat(10_000);
    String input = "one.\n" + line + "\ntwo.\n";
    List<String> lines =
        truchman.runOn(input, "translate", "-m", "model", "--beam-size", "1").exits(0).lines();
    assertEquals(3, lines.size());
    truchman
        .runOn(input, "translate", "-m", "model", "--long-lines", "fail")
        .exits(3)
        .complains("<stdin>:2: line has", "at most 100");
  }

  @Test
  void namesOfSpecialTokensArePlainText() throws Exception {
    assertEquals(4, translate("<s>\n</s>\n<unk>\n<pad> one </s> two\n").size());
  }

  @Test
  void evaluateScoresWhatTranslateGives() throws Exception {
    Finished evaluation =
        truchman
            .run(
                "evaluate",
                "-m",
                "model",
                "--source",
                "test.en",
                "--reference",
                "test.de",
                "-o",
                "evaluated.de")
            .exits(0);
    assertEquals(translations, read("evaluated.de").lines().toList());
    String bleu =
        truchman
            .run("score", "test.de", "-i", "evaluated.de", "-m", "bleu", "-b", "-w", "2")
            .exits(0)
            .lines()
            .get(0);
    assertTrue(evaluation.out().contains("= " + bleu + " "), bleu + " in " + evaluation.out());
    assertTrue(evaluation.out().contains("exact matches = "), evaluation.out());
  }

  @Test
  void aPerfectTranslationScoresAHundred() throws Exception {
    Finished score =
        truchman.runOn(read("test.de"), "score", "test.de", "-m", "bleu", "-b").exits(0);
    assertEquals("100.0\n", score.out());
  }

  @Test
  void nBestListsAreSortedAndEndInAnEmptyLine() throws Exception {
    List<String> lines =
        truchman.run("translate", "-m", "model", "--n-best", "3", "one.").exits(0).lines();
    assertEquals(4, lines.size(), lines.toString());
    assertEquals("", lines.get(3));
    assertTrue(score(lines.get(0)) >= score(lines.get(1)), lines.toString());
    assertTrue(score(lines.get(1)) >= score(lines.get(2)), lines.toString());
  }

  private static double score(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(" ||| ") + 5));
  }

  @Test
  void infoShowsTheModelsCard() throws Exception {
    List<String> card = truchman.run("info", "model").exits(0).lines();
    assertTrue(card.contains("model: model"), card.toString());
    assertTrue(card.contains("languages: en to de"), card.toString());
  }

  @Test
  void infoShowsVersionsAndDevices() throws Exception {
    Finished info = truchman.run("info").exits(0);
    assertTrue(info.out().contains(System.getProperty("truchman.version")), info.out());
    assertTrue(info.out().contains("devices: cpu"), info.out());
  }

  @Test
  void theSettingsThatTheModelWasTrainedWithAreInIt() throws Exception {
    Finished dump =
        truchman.run("translate", "-m", "model", "--beam-size", "2", "--dump-config").exits(0);
    assertTrue(dump.out().contains("\"hiddenSize\": 16"), dump.out());
    assertTrue(dump.out().contains("\"beamSize\": 2"), dump.out());
  }

  @Test
  void filtersGiveTheTextBackWithAModelAndWithout() throws Exception {
    String text = read("test.en");
    String pieces = truchman.runOn(text, "tokenize", "-m", "model").exits(0).out();
    assertEquals(text.lines().count(), pieces.lines().count());
    assertEquals(text, truchman.runOn(pieces, "detokenize", "-m", "model").exits(0).out());
    Finished chain =
        truchman.shell(
            "set -e; \"$truchman\" tokenize --case < test.en > test.tok\n"
                + "\"$truchman\" learn-bpe -q -s 50 < test.tok > test.codes\n"
                + "\"$truchman\" apply-bpe -c test.codes < test.tok |"
                + " \"$truchman\" detokenize --bpe\n"
                + "yes a line | head -n 200000 | \"$truchman\" tokenize | head -n 1 > /dev/null");
    assertEquals(text, chain.exits(0).out());
    assertEquals("", chain.err()); // also of the filter whose reader has left
  }

  private static List<String> translate(String input) throws Exception {
    return truchman.runOn(input, "translate", "--model", "model").exits(0).lines();
  }

  private static String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }
}
