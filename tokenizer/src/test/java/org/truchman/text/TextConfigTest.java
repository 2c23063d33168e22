package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.truchman.text.protect.ProtectionMode;

class TextConfigTest {
  @Test
  void defaultsAreAsDocumented() {
    assertEquals(
        new TextConfig(
            WordTokenizerType.RULES,
            8000,
            true,
            1,
            false,
            "none",
            ProtectionMode.UNSPLIT,
            0,
            "none"),
        TextConfig.defaults());
  }

  @Test
  void copiesChangeOneThing() {
    TextConfig config =
        TextConfig.defaults()
            .withWordTokenizer(WordTokenizerType.TRAINED)
            .withBpeMerges(5)
            .withJointBpe(false)
            .withMinPieceCount(7)
            .withCaseMarkup(true)
            .withProtect("tag,url", ProtectionMode.NUMBERED)
            .withBpeDropout(0.1)
            .withTags("b,a");
    assertEquals(
        new TextConfig(
            WordTokenizerType.TRAINED,
            5,
            false,
            7,
            true,
            "url,tag",
            ProtectionMode.NUMBERED,
            0.1,
            "a,b"),
        config);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    TextConfig config = TextConfig.defaults();
    assertEquals(
        "bpeMerges is -1; 0 to 1000000 are allowed",
        assertThrows(IllegalArgumentException.class, () -> config.withBpeMerges(-1)).getMessage());
    assertEquals(
        "minPieceCount is 0; 1 and more are allowed",
        assertThrows(IllegalArgumentException.class, () -> config.withMinPieceCount(0))
            .getMessage());
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertEquals(
          "bpeDropout is " + rate + "; at least 0 and less than 1 is allowed",
          assertThrows(IllegalArgumentException.class, () -> config.withBpeDropout(rate))
              .getMessage());
    }
    assertEquals(
        "wordTokenizer is missing; RULES and TRAINED are allowed",
        assertThrows(NullPointerException.class, () -> config.withWordTokenizer(null))
            .getMessage());
  }
}
