package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.text.TokenText.Style;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.Protection;
import org.truchman.text.protect.ProtectionMode;
import org.truchman.text.words.OpenNlpWordTokenizer;

class TokenTextTest {
  private static final Protection UNSPLIT = Protection.of(Protection.all(), ProtectionMode.UNSPLIT);
  private static final Protection NUMBERED =
      Protection.of(Protection.all(), ProtectionMode.NUMBERED);

  static Stream<Style> styles() {
    List<Style> styles = new ArrayList<>();
    for (boolean cased : new boolean[] {true, false}) {
      for (Protection protection : List.of(Protection.NONE, UNSPLIT, NUMBERED)) {
        styles.add(new Style(true, cased, protection));
      }
    }
    return styles.stream();
  }

  private static List<String> tokens(Style style, String line) {
    return new TokenText(OpenNlpWordTokenizer.rules(), style).tokens(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Well-known, 3,5 %.|Well ￭-￭ known ￭, 3 ￭,￭ 5 % ￭.",
        "￭ ｟a｠ ％FFED|％FFED ％FF5F￭ a ￭％FF60 ％FF05￭ FFED",
        "a|a"
      })
  void joinersAreMarkedAndMarkupIsEscaped(String line, String tokens) {
    assertEquals(tokens, String.join(" ", tokens(Style.defaults(), line)));
  }

  @Test
  void caseAndSpansAreMarked() {
    assertEquals(
        List.of(
            "｟mrk_begin_case_region_U｠",
            "see",
            "it",
            "｟mrk_end_case_region_U｠",
            "￭:",
            "<a％0020b>￭",
            "｟mrk_case_modifier_C｠",
            "x"),
        tokens(new Style(true, true, UNSPLIT), "SEE IT: <a b>X"));
    assertEquals(
        List.of("see", "｟tag＃1：<a％0020b>｠￭", "x"),
        tokens(new Style(true, false, NUMBERED), "see <a b>x"));
  }

  @Test
  void bareWordsAreOnlyWords() {
    Style bare = new Style(false, false, Protection.NONE);
    assertEquals(List.of("don", "'", "t", "￭"), tokens(bare, "don't ￭"));
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> new Style(false, false, NUMBERED));
    assertTrue(error.getMessage().startsWith("placeholders come back only"), error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("styles")
  void everyStringComesBackInNormalForm(Style style) {
    for (long seed = 0; seed < 4_000; seed++) {
      String text = new RandomText(seed).next();
      List<String> tokens = tokens(style, text);
      assertTrue(tokens.stream().noneMatch(t -> t.isEmpty() || t.contains(" ")), "seed " + seed);
      assertEquals(Normalizer.normalize(text), TokenText.line(tokens), "seed " + seed);
    }
  }

  @Test
  void anyTokensGiveOneNormalLine() {
    for (long seed = 0; seed < 3_000; seed++) {
      List<String> tokens =
          Arrays.asList((new RandomText(seed).next() + " ％000A ￭").split("[ \n]+"));
      Collections.shuffle(tokens, new Random(seed));
      String line = TokenText.line(tokens);
      assertEquals(Normalizer.normalize(line), line, "seed " + seed);
    }
  }
}
