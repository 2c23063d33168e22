package org.truchman.seq2seq.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextRowsTest {
  private static final int[] IDS = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};

  @Test
  void rowsAreEqualPartsInOrderAndTheRestIsLeftOut() {
    TextRows rows = new TextRows(IDS, 2, 3);
    assertEquals(5, rows.length());
    assertEquals(2, rows.segments());
    TextRows.Segment first = rows.segment(0);
    assertArrayEquals(new long[] {10, 11, 12, 15, 16, 17}, first.labels());
    assertArrayEquals(new long[] {3, 10, 11, 14, 15, 16}, first.input());
    TextRows.Segment last = rows.segment(1);
    assertEquals(2, last.steps());
    assertArrayEquals(new long[] {13, 14, 18, 19}, last.labels());
    assertArrayEquals(new long[] {12, 13, 17, 18}, last.input());
  }

  @Test
  void withoutTruncationEachRowIsOneSegment() {
    TextRows rows = new TextRows(IDS, 3, 0);
    assertEquals(1, rows.segments());
    assertEquals(3, rows.steps());
    assertArrayEquals(new long[] {10, 11, 12, 13, 14, 15, 16, 17, 18}, rows.segment(0).labels());
  }
}
