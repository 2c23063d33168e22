package org.truchman.text.subword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.text.vocab.Vocabulary;

/** Text that cannot be UTF-8, in either direction. */
class StrictUtf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"\uD800", "\uDC00", "a\uD83D", "😀\uDE00", "\uDE00\uD83D"})
  void loneSurrogateIsNamedWithItsIndex(String text) {
    int index = text.startsWith("😀") ? 2 : text.startsWith("a") ? 1 : 0;
    List<Executable> uses =
        List.of(
            () -> StrictUtf8.requireWhole(text),
            () ->
                new PlainBpe(new BpeCodes(List.of()), PlainBpe.Settings.plain())
                    .segment(text, 1, 1),
            () -> new WordCounts().add(text),
            () -> BpeLearner.learn(Map.of(text, 2L), 1, done -> {}),
            () -> new BpeMerge("a", text),
            () -> Vocabulary.of(List.of(text)),
            () -> PieceSpelling.ofBytes(text));
    for (Executable use : uses) {
      IllegalArgumentException error = assertThrows(IllegalArgumentException.class, use);
      String expected =
          String.format(
              Locale.ROOT, "a lone surrogate U+%04X at index %d;", (int) text.charAt(index), index);
      assertTrue(error.getMessage().contains(expected), error.getMessage());
    }
  }

  @Test
  void wholeTextIsGivenBack() {
    assertEquals("a😀\u0000", StrictUtf8.requireWhole("a😀\u0000"));
  }

  @Test
  void invalidByteIsNamedWithLineAndColumn() {
    byte[] bytes = {'a', '\n', (byte) 0xC3, (byte) 0xBC, 'b', (byte) 0xFF};
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> StrictUtf8.decode(bytes, "codes"));
    assertEquals("codes line 2 is not valid UTF-8 (byte 0xFF at column 3)", error.getMessage());
  }
}
