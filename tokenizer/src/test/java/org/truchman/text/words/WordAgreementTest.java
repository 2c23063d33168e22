package org.truchman.text.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.text.SharedCorpora;
import org.truchman.text.normalize.Normalizer;

/** Counts agreement, and compares ours with OpenNLP's on gold words where they are present. */
class WordAgreementTest {
  @Test
  void wordsAgreeThatBeginAndEndAtTheSameCharacters() {
    // "ab" and "." agree; "c" and "d" were found in place of "cd".
    WordAgreement agreement =
        WordAgreement.of(List.of("ab", "c", "d", "."), List.of("ab", "cd", "."));
    assertEquals(new WordAgreement(2, 4, 3), agreement);
    assertEquals(0.5, agreement.precision());
    assertEquals(2.0 / 3, agreement.recall());
    assertEquals(4.0 / 7, agreement.f1());
    assertEquals("P 50.00 R 66.67 F1 57.14", agreement.toString());
    assertEquals(new WordAgreement(4, 8, 6), agreement.plus(agreement));
    assertEquals(1, WordAgreement.NONE.f1());
    // A blank within a marked word, as in 1 000, is no character.
    assertEquals(
        new WordAgreement(0, 2, 1), WordAgreement.of(List.of("1", "000"), List.of("1 000")));
    assertThrows(
        IllegalArgumentException.class, () -> WordAgreement.of(List.of("a"), List.of("b")));
  }

  @ParameterizedTest
  @CsvSource({"en, en_ewt-ud-dev", "de, de_gsd-ud-dev"})
  void wordsAgreeAtLeastAsOftenAsThoseOfTheModelAlone(
      String language, String treebank, TestReporter reporter) throws IOException {
    TokenizerME raw = new TokenizerME(model(language));
    WordTokenizer trained = OpenNlpWordTokenizer.trained(language);
    WordTokenizer rules = OpenNlpWordTokenizer.rules();
    WordAgreement ofModel = agreement(treebank, line -> Arrays.asList(raw.tokenize(line)));
    WordAgreement ofOurs = agreement(treebank, line -> words(trained, line));
    WordAgreement ofRules = agreement(treebank, line -> words(rules, line));
    reporter.publishEntry(
        String.format(Locale.ROOT, "| %s | %s | %s | %s |", treebank, ofRules, ofModel, ofOurs));
    assertTrue(ofOurs.f1() >= ofModel.f1(), ofOurs + " but TokenizerME " + ofModel);
    assertTrue(ofModel.f1() > ofRules.f1(), ofModel + " but rules " + ofRules);
  }

  private static TokenizerModel model(String language) throws IOException {
    try (InputStream in =
        OpenNlpModel.find(OpenNlpModel.Task.TOKENS, language).orElseThrow().open()) {
      return new TokenizerModel(in);
    }
  }

  private static List<String> words(WordTokenizer tokenizer, String line) {
    return tokenizer.tokenize(line).stream().map(Word::text).toList();
  }

  private static WordAgreement agreement(
      String treebank, Function<String, List<String>> tokenizer) {
    String folder = "ud-tokenizer/" + treebank;
    List<String> lines = SharedCorpora.lines(folder + ".sent.txt.gz", Integer.MAX_VALUE);
    List<String> gold = SharedCorpora.lines(folder + ".tok.tsv.gz", Integer.MAX_VALUE);
    assertEquals(lines.size(), gold.size());
    WordAgreement sum = WordAgreement.NONE;
    for (int i = 0; i < lines.size(); i++) {
      List<String> expected =
          Arrays.stream(gold.get(i).split("\t")).map(Normalizer::normalize).toList();
      sum =
          sum.plus(WordAgreement.of(tokenizer.apply(Normalizer.normalize(lines.get(i))), expected));
    }
    return sum;
  }
}
