package org.truchman.text.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truchman.text.RandomText;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.words.OpenNlpModel.Task;

class OpenNlpWordTokenizerTest {
  private static final WordTokenizer RULES = OpenNlpWordTokenizer.rules();
  private static final WordTokenizer ENGLISH = OpenNlpWordTokenizer.trained("en");
  private static final WordTokenizer GERMAN = OpenNlpWordTokenizer.trained("de");

  @Test
  void rulesCutWhereTheCharacterClassChanges() {
    assertEquals("Ich hab|'|s|.", show(RULES, "Ich hab's."));
    assertEquals("3|,|5 %", show(RULES, "3,5 %"));
    assertEquals("U|.|S|.|A|. don|'|t", show(RULES, "U.S.A. don't"));
    assertEquals("„|Zitat|“", show(RULES, "„Zitat“"));
    assertEquals("", show(RULES, ""));
  }

  @Test
  void trainedModelsKeepContractionsNumbersAndAbbreviationsWhole() {
    assertEquals("I don't know|.", show(ENGLISH, "I don't know."));
    assertEquals(
        "Das kostet 3,5 Mio.|, glaube ich|.", show(GERMAN, "Das kostet 3,5 Mio., glaube ich."));
  }

  @Test
  void charactersAreNeverCutInTwo() {
    assertEquals("x|😀|😀|y", show(RULES, "x😀😀y"));
    assertEquals("👩\u200D👩\u200D👧", show(RULES, "👩\u200D👩\u200D👧"));
    assertEquals("q\u0301ab", show(RULES, "q\u0301ab"));
    assertEquals("नमस्ते", show(RULES, "नमस्ते"));
    assertEquals("𐐷𐐷a", show(RULES, "𐐷𐐷a"));
  }

  @Test
  void joinerCharacterStandsAlone() {
    for (WordTokenizer tokenizer : List.of(RULES, ENGLISH, GERMAN)) {
      assertEquals("a|￭|b|￭|￭ ￭|\u0301", show(tokenizer, "a￭b￭￭ ￭\u0301"));
    }
  }

  @Test
  void wordsHoldEveryCharacterInOrder() {
    for (long seed = 0; seed < 5_000; seed++) {
      String line = Normalizer.normalize(new RandomText(seed).next());
      for (WordTokenizer tokenizer : List.of(RULES, ENGLISH, GERMAN)) {
        assertEquals(
            line, show(tokenizer, line).isEmpty() ? "" : glue(tokenizer, line), "seed " + seed);
      }
    }
  }

  @Test
  void chunksAreCutAlikeWhateverStandsAround() {
    for (long seed = 0; seed < 1_000; seed++) {
      String line = Normalizer.normalize(new RandomText(seed).next());
      for (WordTokenizer tokenizer : List.of(RULES, GERMAN)) {
        List<Word> alone =
            List.of(line.split(" ")).stream().flatMap(c -> tokenizer.tokenize(c).stream()).toList();
        assertEquals(tokenizer.tokenize(line), alone, "seed " + seed);
      }
    }
  }

  @Test
  void manyThreadsGetTheSameWords() {
    String line = "He didn't say \"U.S.A.\", he said (3.5 %) etc.";
    String alone = show(ENGLISH, line);
    List<String> together =
        IntStream.range(0, 400).parallel().mapToObj(i -> show(ENGLISH, line)).toList();
    assertEquals(List.of(alone), together.stream().distinct().toList());
  }

  @Test
  void unknownLanguageIsNamed() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> OpenNlpWordTokenizer.trained("tlh"));
    assertEquals(
        "no trained tokenizer for language \"tlh\"; there are [en, de]; use rules",
        error.getMessage());
  }

  @Test
  void modelWithAnotherChecksumIsRefused() {
    OpenNlpModel model = OpenNlpModel.find(Task.TOKENS, "en").orElseThrow();
    assertTrue(model.isPresent());
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () -> model.requireChecksum("other".getBytes(StandardCharsets.UTF_8)));
    assertTrue(error.getMessage().contains(model.artifact()), error.getMessage());
    assertTrue(error.getMessage().contains(model.sha256()), error.getMessage());
  }

  @Test
  void modelThatIsNotThereNamesItsArtifact() {
    OpenNlpModel absent =
        new OpenNlpModel(Task.TOKENS, "xx", "group:artifact:1", "absent.bin", "00");
    assertFalse(absent.isPresent());
    IllegalStateException error = assertThrows(IllegalStateException.class, absent::open);
    assertEquals(
        "absent.bin is not on the class path; add the artifact group:artifact:1",
        error.getMessage());
  }

  @Test
  void everyPinnedModelIsThereWithItsChecksum() throws Exception {
    for (Task task : Task.values()) {
      for (String language : OpenNlpModel.languages(task)) {
        assertTrue(OpenNlpModel.find(task, language).orElseThrow().open().available() > 0);
      }
    }
  }

  private static String show(WordTokenizer tokenizer, String line) {
    StringBuilder text = new StringBuilder();
    for (Word word : tokenizer.tokenize(line)) {
      text.append(text.length() == 0 ? "" : word.afterBlank() ? " " : "|").append(word.text());
    }
    return text.toString();
  }

  private static String glue(WordTokenizer tokenizer, String line) {
    return tokenizer.tokenize(line).stream()
        .map(word -> (word.afterBlank() ? " " : "") + word.text())
        .collect(Collectors.joining())
        .substring(1);
  }
}
