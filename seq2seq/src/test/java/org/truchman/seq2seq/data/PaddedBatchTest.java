package org.truchman.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaddedBatchTest {
  private static final List<IndexedPair> PAIRS =
      List.of(
          new IndexedPair(new int[] {11, 12}, new int[] {21, 22, 23}),
          new IndexedPair(new int[] {13, 14, 15, 16}, new int[] {24}),
          new IndexedPair(new int[] {}, new int[] {}));

  @Test
  void theSourceEndsInEosAndPad() {
    PaddedRows source = PaddedBatch.of(PAIRS).source();
    assertEquals(3, source.rows());
    assertEquals(5, source.width());
    assertArrayEquals(
        new int[] {
          11, 12, 3, 0, 0, //
          13, 14, 15, 16, 3, //
          3, 0, 0, 0, 0
        },
        source.ids());
    assertArrayEquals(new int[] {3, 5, 1}, source.lengths());
  }

  @Test
  void theDecoderIsGivenBosAndTheTarget() {
    PaddedRows input = PaddedBatch.of(PAIRS).decoderInput();
    assertEquals(4, input.width());
    assertArrayEquals(
        new int[] {
          2, 21, 22, 23, //
          2, 24, 0, 0, //
          2, 0, 0, 0
        },
        input.ids());
    assertArrayEquals(new int[] {4, 2, 1}, input.lengths());
  }

  @Test
  void theLabelsAreTheTargetAndEos() {
    PaddedRows labels = PaddedBatch.of(PAIRS).labels();
    assertEquals(4, labels.width());
    assertArrayEquals(
        new int[] {
          21, 22, 23, 3, //
          24, 3, 0, 0, //
          3, 0, 0, 0
        },
        labels.ids());
    assertArrayEquals(new int[] {4, 2, 1}, labels.lengths());
  }

  @Test
  void realTokensCountEosButNoPadding() {
    assertEquals(4 + 2 + 1, PaddedBatch.of(PAIRS).realTokens());
    assertEquals(3 + 5 + 1, PaddedBatch.of(PAIRS).source().tokens());
    assertEquals(3, PaddedBatch.of(PAIRS).size());
  }

  @Test
  void aReversedSourceKeepsItsEosLast() {
    PaddedRows source = PaddedBatch.of(PAIRS, true, 1).source();
    assertArrayEquals(
        new int[] {
          12, 11, 3, 0, 0, //
          16, 15, 14, 13, 3, //
          3, 0, 0, 0, 0
        },
        source.ids());
  }

  @Test
  void reversingLeavesThePairAsItIs() {
    IndexedPair pair = new IndexedPair(new int[] {11, 12}, new int[] {21});
    PaddedBatch.of(List.of(pair), true, 1);
    assertEquals(new IndexedPair(new int[] {11, 12}, new int[] {21}), pair);
  }

  @Test
  void theSourceIsWidenedToAMultiple() {
    assertEquals(8, PaddedBatch.of(PAIRS, false, 4).source().width());
    assertEquals(5, PaddedBatch.of(PAIRS, false, 5).source().width());
    assertEquals(16, PaddedBatch.of(PAIRS, false, 16).source().width());
    assertEquals(4, PaddedBatch.of(PAIRS, false, 16).labels().width());
    PaddedRows wide = PaddedBatch.of(PAIRS, true, 8).source();
    assertArrayEquals(
        new int[] {
          12, 11, 3, 0, 0, 0, 0, 0, //
          16, 15, 14, 13, 3, 0, 0, 0, //
          3, 0, 0, 0, 0, 0, 0, 0
        },
        wide.ids());
    assertArrayEquals(new int[] {3, 5, 1}, wide.lengths());
  }

  @Test
  void sourcesAloneArePaddedAsThoseOfPairs() {
    List<int[]> sources = PAIRS.stream().map(IndexedPair::source).toList();
    assertArrayEquals(
        PaddedBatch.of(PAIRS, true, 16).source().ids(),
        PaddedRows.ofSources(sources, true, 16).ids());
  }

  @Test
  void twiceIsEveryPairAndThenEveryPairAgain() {
    PaddedBatch batch = PaddedBatch.of(PAIRS);
    PaddedBatch twice = batch.twice();
    assertEquals(2 * batch.size(), twice.size());
    assertEquals(2 * batch.realTokens(), twice.realTokens());
    for (PaddedBatch half : twice.halves()) {
      assertArrayEquals(batch.source().ids(), half.source().ids());
      assertArrayEquals(batch.source().lengths(), half.source().lengths());
      assertArrayEquals(batch.decoderInput().ids(), half.decoderInput().ids());
      assertArrayEquals(batch.labels().ids(), half.labels().ids());
      assertArrayEquals(batch.labels().lengths(), half.labels().lengths());
    }
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertRefused("a batch needs at least one sentence", () -> PaddedBatch.of(List.of()));
  }

  @Test
  void aMultipleOfZeroIsRefused() {
    assertRefused(
        "the width cannot be a multiple of 0; 1 leaves it as it is",
        () -> PaddedBatch.of(PAIRS, false, 0));
  }

  @Test
  void specialTokensAreNoPieces() {
    String rule = "; a sentence holds piece ids above 3 or UNK 1, never PAD 0, BOS 2 or EOS 3";
    for (int special : new int[] {-1, 0, 2, 3}) {
      int[] ids = {7, special};
      assertRefused("source[1] is " + special + rule, () -> new IndexedPair(ids, new int[0]));
      assertRefused("target[1] is " + special + rule, () -> new IndexedPair(new int[0], ids));
      assertRefused(
          "source[1] is " + special + rule, () -> PaddedRows.ofSources(List.of(ids), false, 1));
    }
    assertTrue(new IndexedPair(new int[] {1}, new int[] {4}).toString().contains("[1] -> [4]"));
  }

  @Test
  void pairsAreEqualByTheirPieces() {
    IndexedPair pair = new IndexedPair(new int[] {4, 5}, new int[] {6});
    assertEquals(pair, new IndexedPair(new int[] {4, 5}, new int[] {6}));
    assertEquals(pair.hashCode(), new IndexedPair(new int[] {4, 5}, new int[] {6}).hashCode());
    assertTrue(!pair.equals(new IndexedPair(new int[] {4}, new int[] {5, 6})));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
