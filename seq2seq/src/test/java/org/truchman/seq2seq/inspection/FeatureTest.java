package org.truchman.seq2seq.inspection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTest {
  private static float[] values(Feature feature, String tokens) {
    return feature.values(List.of(tokens.split(" ")));
  }

  @Test
  void positionsCountFromBothEnds() {
    assertArrayEquals(new float[] {0, 1, 2}, values(Feature.POSITION, "a b c"));
    assertArrayEquals(new float[] {2, 1, 0}, values(Feature.REMAINING, "a b c"));
  }

  @Test
  void quotesReachFromMarkToMarkInAnyLanguage() {
    float[] expected = {0, 1, 1, 1, 0};
    assertArrayEquals(expected, values(Feature.QUOTES, "a \" b \" c"));
    assertArrayEquals(expected, values(Feature.QUOTES, "a „ b “ c"));
    assertArrayEquals(expected, values(Feature.QUOTES, "a » b « c"));
    assertArrayEquals(expected, values(Feature.QUOTES, "a 「 b 」 c"));
  }

  @Test
  void bracketsNestAndNeverGoBelowNone() {
    assertArrayEquals(
        new float[] {0, 0, 1, 1, 1, 1, 1, 0}, values(Feature.BRACKETS, ") a ( [ b ] ) c"));
  }

  @Test
  void aSentenceEndsAtItsMarkAndAtTheEndOfTheLine() {
    assertArrayEquals(
        new float[] {0, 1, 0, 1, 1}, values(Feature.SENTENCE_END, "a . b ?! " + Tokens.END));
  }
}
