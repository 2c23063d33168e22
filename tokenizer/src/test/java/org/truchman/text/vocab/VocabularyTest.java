package org.truchman.text.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void specialTokensHaveTheFirstFourIds() {
    assertEquals(0, SpecialToken.PAD.id());
    assertEquals(1, SpecialToken.UNK.id());
    assertEquals(2, SpecialToken.BOS.id());
    assertEquals(3, SpecialToken.EOS.id());
    assertEquals(4, SpecialToken.COUNT);
  }

  @Test
  void piecesFollowFromFourOn() {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b￭"));
    assertEquals(6, vocabulary.size());
    assertEquals(4, vocabulary.id("a"));
    assertEquals(5, vocabulary.id("b￭"));
    assertEquals("b￭", vocabulary.piece(5));
    assertEquals(SpecialToken.UNK.id(), vocabulary.id("c"));
    assertFalse(vocabulary.contains("c"));
  }

  @Test
  void frequentPiecesComeFirstAndEqualsByCodePoints() {
    assertEquals(
        List.of("z", "a", "b", "！", "😀"),
        Vocabulary.ofCounts(Map.of("b", 2L, "😀", 2L, "！", 2L, "a", 2L, "z", 3L)).pieces());
  }

  @Test
  void namesOfSpecialTokensAreOrdinaryPieces() {
    Vocabulary vocabulary = Vocabulary.of(List.of("<s>", "</s>", "PAD"));
    assertEquals(4, vocabulary.id("<s>"));
    assertEquals(SpecialToken.UNK.id(), vocabulary.id("<unk>"));
    assertEquals(vocabulary, Vocabulary.parse(vocabulary.toBytes()));
  }

  @Test
  void specialTokenHasNoPiece() {
    Vocabulary vocabulary = Vocabulary.of(List.of("a"));
    assertBad(
        "id 2 is the special token BOS; pieces have ids from 4 to 4", () -> vocabulary.piece(2));
    assertBad("id 5 is out of range; pieces have ids from 4 to 4", () -> vocabulary.piece(5));
    assertBad("id -1 is out of range; pieces have ids from 4 to 4", () -> vocabulary.piece(-1));
  }

  @Test
  void fileHasOnePieceALine() {
    Vocabulary vocabulary = Vocabulary.of(List.of("ä", "😀￭"));
    assertArrayEquals("ä\n😀￭\n".getBytes(StandardCharsets.UTF_8), vocabulary.toBytes());
    assertEquals(vocabulary, Vocabulary.parse(vocabulary.toBytes()));
  }

  @Test
  void damagedFileNamesTheLine() {
    assertBad("vocabulary line 3: piece \"a\" stands in line 1 already", () -> parse("a\nb\na\n"));
    assertBad(
        "vocabulary line 2: the piece is empty; that is not allowed", () -> parse("a\n\nb\n"));
    assertBad(
        "vocabulary line 1: the piece holds a blank or control character; that is not allowed",
        () -> parse("a b\n"));
    assertBad(
        "vocabulary line 1: the piece holds a blank or control character; that is not allowed",
        () -> parse("a\r\n"));
    assertBad("vocabulary line 2: LF is missing; the file was cut", () -> parse("a\nb"));
    assertBad(
        "vocabulary line 1 is not valid UTF-8 (byte 0xFF at column 1)",
        () -> Vocabulary.parse(new byte[] {-1, '\n'}));
  }

  private static Vocabulary parse(String text) {
    return Vocabulary.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertBad(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
