package org.truchman.text.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer.Form;
import org.junit.jupiter.api.Test;
import org.truchman.text.RandomText;

class NormalizerTest {
  @Test
  void runsOfBlanksBecomeOneBlankAndEndsAreTrimmed() {
    assertEquals("a b c", Normalizer.normalize("  a \t b\u00A0\u2003\u3000c\u2028 "));
  }

  @Test
  void controlCharactersSeparateWords() {
    assertEquals("a b c d e f", Normalizer.normalize("a\rb\u0000c\u007Fd\u0085e\uFEFFf\n"));
  }

  @Test
  void separatorsOnlyGiveTheEmptyLine() {
    for (String blank : new String[] {"", " ", "\t\r\n", "\u00A0\uFEFF\u2029\u0007"}) {
      assertEquals("", Normalizer.normalize(blank));
      assertTrue(Normalizer.isBlank(blank));
    }
  }

  @Test
  void composesToNfc() {
    assertEquals(
        "Caf\u00E9 \u00C5 \u1EAD", Normalizer.normalize("Cafe\u0301 \u212B a\u0302\u0323"));
  }

  @Test
  void compatibilityFormsAndFormatCharactersStay() {
    String text = "ﬁ ² Ａ \u200B\u200D\u00AD \uFFED";
    assertEquals(text, Normalizer.normalize(text));
  }

  @Test
  void loneSurrogatesBecomeReplacementCharacters() {
    assertEquals("a\uFFFDb\uFFFD 😀\uFFFD", Normalizer.normalize("a\uD83Db\uDE00 😀\uD83D"));
  }

  @Test
  void plainLineIsReturnedItself() {
    String line = "Ein großer Hund, 3,5 % \"gut\".";
    assertSame(line, Normalizer.normalize(line));
  }

  @Test
  void normalizingTwiceIsNormalizingOnce() {
    for (long seed = 0; seed < 20_000; seed++) {
      String text = new RandomText(seed).next();
      String once = Normalizer.normalize(text);
      assertEquals(once, Normalizer.normalize(once), "seed " + seed);
      assertTrue(java.text.Normalizer.isNormalized(once, Form.NFC), "seed " + seed);
      assertEquals(once.isEmpty(), Normalizer.isBlank(text), "seed " + seed);
      assertTrue(
          once.codePoints().noneMatch(c -> c != ' ' && Normalizer.isSeparator(c)), "seed " + seed);
    }
  }
}
