package org.truchman.text.subword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.truchman.text.words.MarkedWord;

class PieceSpellingTest {
  @Test
  void everyByteHasItsOwnPiece() {
    assertEquals(256, new HashSet<>(PieceSpelling.bytes()).size());
    assertEquals("￭￭<0xE2>", PieceSpelling.ofByte((byte) 0xE2));
    for (int value = 0; value < 256; value++) {
      assertEquals(value, PieceSpelling.byteValue(PieceSpelling.ofByte((byte) value)));
    }
  }

  @Test
  void textIsNoByte() {
    for (String piece :
        List.of("<0xE2>", "￭<0xE2>￭", "￭￭<0xe2>", "￭￭<0xE>", "￭￭<0x+2>", "￭￭<0xE2", "￭￭<0x２2>")) {
      assertFalse(PieceSpelling.isByte(piece), piece);
    }
  }

  @Test
  void marksInsideTextAreNotValid() {
    for (String good : List.of("a", "￭a", "a￭", "￭a￭", "￭", "<s>", "￭￭<0x00>")) {
      assertTrue(PieceSpelling.isValid(good), good);
    }
    for (String bad : List.of("", "￭￭", "￭￭￭", "a￭b", "￭￭a", "a￭￭", "a b", "￭￭<0xG0>")) {
      assertFalse(PieceSpelling.isValid(bad), bad);
    }
  }

  @Test
  void blankStandsWherePiecesHaveNoMark() {
    assertEquals("Hallo, Welt!", PieceDecoder.decode(List.of("Hal￭", "lo", "￭,", "Welt", "￭!")));
    assertEquals("e-mail", PieceDecoder.decode(List.of("e", "￭-￭", "mail")));
    assertEquals("ab", PieceDecoder.decode(List.of("a", "￭", "b")));
    assertEquals("", PieceDecoder.decode(List.of()));
  }

  @Test
  void marksAtTheEndsSayNothing() {
    assertEquals("a", PieceDecoder.decode(List.of("￭a￭")));
    assertEquals("", PieceDecoder.decode(List.of("￭", "￭")));
  }

  @Test
  void bytesTouchTheirNeighbours() {
    assertEquals("a€b", PieceDecoder.decode(bytesBetween("a", "€", "b")));
    assertEquals("a € b", PieceDecoder.decode(bytesBetween("a", " € ", "b")));
  }

  @Test
  void brokenBytesBecomeReplacementCharacters() {
    assertEquals("\uFFFD x", PieceDecoder.decode(List.of("￭￭<0xE2>", "￭￭<0x20>", "x")));
  }

  @Test
  void bytesCannotWriteALineFeed() {
    assertEquals("a b", PieceDecoder.decode(bytesBetween("a", "\n", "b")));
  }

  @Test
  void foreignPieceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PieceDecoder.decode(List.of("a￭b")));
    assertThrows(IllegalArgumentException.class, () -> PieceDecoder.decode(List.of("")));
  }

  @Test
  void unknownPieceIsSpelledByTheFirstWayThatWorks() {
    BpeSegmenter segmenter =
        new BpeSegmenter(
            new BpeCodes(List.of(new BpeMerge("a", "b"), new BpeMerge("ab", "c</w>"))));
    MarkedWord word = new MarkedWord("abc", true, false);
    assertEquals(List.of("￭abc"), encode(segmenter, Set.of("￭abc"), word));
    assertEquals(List.of("￭", "abc"), encode(segmenter, Set.of("abc", "￭ab￭", "c"), word));
    assertEquals(List.of("￭ab￭", "c"), encode(segmenter, Set.of("￭ab￭", "c"), word));
    assertEquals(List.of("￭a￭", "b", "￭", "c"), encode(segmenter, Set.of("￭a￭", "b", "c"), word));
    assertEquals(List.of("￭￭<0x61>", "b￭", "￭￭<0x63>"), encode(segmenter, Set.of("b￭"), word));
    for (Set<String> known :
        List.of(Set.of("￭abc"), Set.of("ab￭"), Set.of("b"), Set.<String>of())) {
      assertEquals("abc", PieceDecoder.decode(encode(segmenter, known, word)));
    }
  }

  @Test
  void piecesTellWhereWordsMayGoOn() {
    for (String inside : List.of("Spiel￭", "3￭", "e\u0301￭", "￭", "￭￭<0xC3>")) {
      assertTrue(PieceSpelling.mayContinueRight(inside), inside);
    }
    for (String end : List.of("Haus", "(￭", "￭,￭", "￭￭<0x20>")) {
      assertFalse(PieceSpelling.mayContinueRight(end), end);
    }
    for (String inside : List.of("￭Fi", "￭3￭", "￭", "￭￭<0xC3>")) {
      assertTrue(PieceSpelling.mayContinueLeft(inside), inside);
    }
    for (String start : List.of("haus", "haus￭", "￭,", "￭￭<0x20>")) {
      assertFalse(PieceSpelling.mayContinueLeft(start), start);
    }
  }

  @Test
  void marksInTheTextAreSpelledInBytes() {
    BpeSegmenter segmenter = new BpeSegmenter(new BpeCodes(List.of()));
    List<String> pieces =
        new PieceEncoder(segmenter, piece -> true)
            .encode(List.of(new MarkedWord("￭￭", false, false)));
    assertEquals(6, pieces.size());
    assertEquals("￭￭", PieceDecoder.decode(pieces));
  }

  private static List<String> encode(BpeSegmenter segmenter, Set<String> known, MarkedWord word) {
    return new PieceEncoder(segmenter, known::contains).encode(List.of(word));
  }

  private static List<String> bytesBetween(String before, String bytes, String after) {
    List<String> pieces = new ArrayList<>(List.of(before));
    pieces.addAll(PieceSpelling.ofBytes(bytes));
    pieces.add(after);
    return pieces;
  }
}
