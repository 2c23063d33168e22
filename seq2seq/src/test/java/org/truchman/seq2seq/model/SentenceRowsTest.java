package org.truchman.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SentenceRowsTest {
  @Test
  void rowsOfASentenceStandTogetherAndEmptyPlacesRepeatRowZero() {
    SentenceRows rows = SentenceRows.of(new int[] {1, 1, 0}, 3, 0);
    assertEquals(16, rows.places());
    assertArrayEquals(new long[] {16, 17, 0}, rows.placeOf());
    long[] rowAt = new long[48];
    rowAt[0] = 2;
    rowAt[17] = 1;
    assertArrayEquals(rowAt, rows.rowAt());
  }

  @Test
  void placesAreRoundedUpToAMultipleOfSixteen() {
    assertEquals(16, SentenceRows.of(new int[16], 1, 0).places());
    assertEquals(32, SentenceRows.of(new int[17], 1, 0).places());
  }

  @Test
  void rowsThatOnlyFillUpStandAtTheFirstPlaceOfTheirSentence() {
    SentenceRows rows = SentenceRows.of(new int[] {1, 1, 0, 1, 1}, 2, 2);
    assertEquals(2, rows.places());
    assertArrayEquals(new long[] {2, 3, 0, 2, 2}, rows.placeOf());
    assertArrayEquals(new long[] {2, 0, 0, 1}, rows.rowAt());
  }

  @Test
  void everyRowIsFoundAtItsPlace() {
    int[] sentences = {4, 2, 2, 0, 4, 4, 2, 4, 4};
    SentenceRows rows = SentenceRows.of(sentences, 5, 0);
    for (int row = 0; row < sentences.length; row++) {
      int place = (int) rows.placeOf()[row];
      assertEquals(row, rows.rowAt()[place]);
      assertEquals(sentences[row], place / rows.places());
    }
  }
}
