package org.truchman.text.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
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

  @Test
  void rowsOfMarksHaveTheOrderThatUnicodeGivesThem() {
    int[] marks =
        IntStream.rangeClosed(0x300, Character.MAX_CODE_POINT)
            .filter(c -> Character.getType(c) == Character.NON_SPACING_MARK)
            .toArray();
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      StringBuilder row = new StringBuilder("a");
      int few = 1 + random.nextInt(20);
      for (int i = 0; i < 400; i++) { // long enough to be sorted here, short enough for Java
        int pick = random.nextInt(seed % 2 == 0 ? marks.length : Math.min(few, marks.length));
        row.appendCodePoint(marks[pick]);
      }
      String expected = java.text.Normalizer.normalize(row, java.text.Normalizer.Form.NFC);
      assertEquals(expected, Normalizer.normalize(row.toString()), "seed " + seed);
    }
  }

  @Test
  void hundredThousandMarksTakeNoTime() {
    String mixed = "\u0323\u0307".repeat(50_000);
    // s takes one of each kind (U+1E69), for nothing stands between that keeps them away.
    String sorted = "\u1E69" + "\u0323".repeat(49_999) + "\u0307".repeat(49_999);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertEquals(sorted, Normalizer.normalize("s" + mixed)));
  }
}
