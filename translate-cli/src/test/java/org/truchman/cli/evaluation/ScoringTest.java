package org.truchman.cli.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.BleuOptions;
import org.truchman.metrics.Chrf;
import org.truchman.metrics.Ter;

class ScoringTest {
  private static final Scoring PLAIN = new Scoring(BleuOptions.defaults(), false);
  private static final List<String> REFERENCE =
      List.of("the cat sat on the mat", "a dog walks there", "one two three four five six seven");
  private static final List<String> SOURCE =
      List.of("a b c d e", "a b c d e f", "a b c d e f g h i j k");
  private static final TestSet SET = new TestSet("t", SOURCE, List.of(REFERENCE));

  private static SystemOutput output(List<String> translations, OptionalDouble seconds) {
    return new SystemOutput("s", SET, translations, seconds);
  }

  @Test
  void aPerfectSystemScoresAHundredInEveryClass() {
    Evaluation evaluation =
        new Scoring(BleuOptions.defaults(), true).evaluate(output(REFERENCE, OptionalDouble.of(2)));
    assertEquals(100, evaluation.bleu().score(), 1e-9);
    assertEquals(100, evaluation.chrf().score(), 1e-9);
    assertEquals(0, evaluation.ter().orElseThrow().score());
    assertEquals(3, evaluation.exact());
    assertEquals(100, evaluation.exactPercent());
    assertEquals(List.of("BLEU", "chrF2", "TER"), names(evaluation));
    for (LengthScore score : evaluation.byLength()) {
      boolean filled = List.of("0-5", "6-10", "11-15").contains(score.length().label());
      assertEquals(filled ? 1 : 0, score.sentences(), score.toString());
      assertEquals(filled, score.bleu().isPresent(), score.toString());
      score.bleu().ifPresent(bleu -> assertEquals(100, bleu, 1e-9));
    }
  }

  private static List<String> names(Evaluation evaluation) {
    return evaluation.scores().stream().map(score -> score.name()).toList();
  }

  @Test
  void speedIsCountOverSeconds() {
    Evaluation evaluation = PLAIN.evaluate(output(REFERENCE, OptionalDouble.of(2)));
    assertEquals(1.5, evaluation.sentencesPerSecond().orElseThrow());
    assertEquals((6 + 4 + 7) / 2.0, evaluation.tokensPerSecond().orElseThrow());
  }

  @Test
  void aFileHasNoSpeed() {
    Evaluation evaluation = PLAIN.evaluate(output(REFERENCE, OptionalDouble.empty()));
    assertTrue(evaluation.sentencesPerSecond().isEmpty());
    assertTrue(evaluation.tokensPerSecond().isEmpty());
    assertFalse(evaluation.ter().isPresent());
  }

  @Test
  void everyFigureIsThatOfTheMetricItself() {
    List<String> translations =
        List.of("the cat on a mat", "a dog runs there", "one two three five four six seven");
    Evaluation evaluation =
        new Scoring(BleuOptions.defaults(), true)
            .evaluate(output(translations, OptionalDouble.empty()));
    List<List<String>> references = List.of(REFERENCE);
    assertEquals(Bleu.standard().corpus(translations, references), evaluation.bleu());
    assertEquals(Chrf.standard().corpus(translations, references), evaluation.chrf());
    assertEquals(Ter.standard().corpus(translations, references), evaluation.ter().orElseThrow());
    for (int i = 0; i < translations.size(); i++) {
      List<String> own = List.of(REFERENCE.get(i));
      assertEquals(
          Chrf.standard().sentence(translations.get(i), own).score(),
          evaluation.sentenceChrf().get(i));
      assertEquals(
          Bleu.ofSentences().sentence(translations.get(i), own).score(),
          evaluation.sentenceBleu().get(i));
    }
  }

  @Test
  void theClassesOfLengthShareOutAllSentences() {
    List<String> sources = new ArrayList<>();
    for (int words = 0; words <= 70; words++) {
      sources.add("w ".repeat(words).strip());
    }
    TestSet set = new TestSet("t", sources, List.of(sources));
    Evaluation evaluation =
        PLAIN.evaluate(new SystemOutput("s", set, sources, OptionalDouble.empty()));
    List<Integer> counts = evaluation.byLength().stream().map(LengthScore::sentences).toList();
    // 0 to 5 are six lengths; then 5, 5, 5, 10, 10, 20; 61 to 70 are ten.
    assertEquals(List.of(6, 5, 5, 5, 10, 10, 20, 10), counts);
  }

  @Test
  void chineseCharactersCountSingly() {
    assertEquals(SourceLength.UP_TO_5, SourceLength.of("我们今天去"));
    assertEquals(SourceLength.UP_TO_10, SourceLength.of("我们今天去北京"));
    assertEquals(SourceLength.UP_TO_5, SourceLength.of("one, two."));
    assertEquals(SourceLength.UP_TO_5, SourceLength.of(""));
  }

  @Test
  void theWorstComeWorstFirstAndEqualOnesInOrder() {
    Evaluation evaluation =
        PLAIN.evaluate(
            output(List.of("the cat sat on the mat", "", "zzz"), OptionalDouble.empty()));
    assertEquals(List.of(1, 2), evaluation.worst(2));
    assertEquals(List.of(1, 2, 0), evaluation.worst(9));
    assertEquals(List.of(), evaluation.worst(0));
  }

  @Test
  void blanksAtTheEndDoNotCount() {
    List<String> translations = REFERENCE.stream().map(line -> line + " \t").toList();
    assertEquals(3, PLAIN.evaluate(output(translations, OptionalDouble.empty())).exact());
  }

  @Test
  void unequalLengthsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PLAIN.evaluate(output(List.of("one"), OptionalDouble.empty())));
  }
}
