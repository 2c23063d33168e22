package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrellisTest {

  @Test
  void hypothesesShareTheirPrefix() {
    Trellis trellis = new Trellis();
    int first = trellis.add(Trellis.ROOT, 7);
    int left = trellis.add(first, 8);
    int right = trellis.add(first, 9);
    assertArrayEquals(new int[] {7, 8}, trellis.path(left, 2));
    assertArrayEquals(new int[] {7, 9}, trellis.path(right, 2));
    assertArrayEquals(new int[] {}, trellis.path(Trellis.ROOT, 0));
  }

  @Test
  void aLongHypothesisIsReadBackWhole() {
    Trellis trellis = new Trellis();
    int node = Trellis.ROOT;
    for (int piece = 0; piece < 5_000; piece++) {
      node = trellis.add(node, piece);
    }
    assertArrayEquals(IntStream.range(0, 5_000).toArray(), trellis.path(node, 5_000));
  }
}
