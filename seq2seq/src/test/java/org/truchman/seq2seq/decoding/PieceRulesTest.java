package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.SearchConfig;

class PieceRulesTest {
  private static final int EOS = 3;
  private static final int[] NONE = {};

  /** Gives the pieces from EOS to 9 that may not follow. */
  private static List<Integer> banned(int noRepeat, SentenceRequest request, int... said) {
    Trellis trellis = new Trellis();
    int node = Trellis.ROOT;
    for (int piece : said) {
      node = trellis.add(node, piece);
    }
    SearchConfig config = SearchConfig.defaults().withNoRepeatNgram(noRepeat);
    NextPieces next = new NextPieces();
    new PieceRules(config, trellis).apply(request, node, said.length, next);
    return IntStream.range(EOS, 10).filter(piece -> !next.allows(piece)).boxed().toList();
  }

  private static List<Integer> banned(int noRepeat, int... said) {
    return banned(noRepeat, SentenceRequest.atMost(20), said);
  }

  @Test
  void withoutRulesEverythingMayFollow() {
    assertEquals(List.of(), banned(0, 4, 5, 4, 5, 4));
  }

  @Test
  void whatFollowedTheSamePiecesBeforeMayNotFollowAgain() {
    assertEquals(List.of(5, 6), banned(2, 4, 5, 4, 6, 4));
    assertEquals(List.of(6), banned(3, 4, 5, 6, 7, 4, 5));
    assertEquals(List.of(), banned(3, 4, 5, 6, 7, 5, 4));
    assertEquals(List.of(4, 5), banned(1, 4, 5, 4));
  }

  @Test
  void overlappingRepetitionsCount() {
    assertEquals(List.of(4), banned(2, 4, 4));
    assertEquals(List.of(4), banned(3, 4, 4, 4));
    assertEquals(List.of(), banned(3, 4, 4));
  }

  @Test
  void whatIsShorterThanTheNgramIsFree() {
    assertEquals(List.of(), banned(2));
    assertEquals(List.of(), banned(2, 4));
  }

  @Test
  void theEndMayNotComeBeforeTheLeastLength() {
    SentenceRequest request = new SentenceRequest(3, 9, NONE, 0); // EOS counted: two pieces before
    assertEquals(List.of(EOS), banned(0, request));
    assertEquals(List.of(EOS), banned(0, request, 4));
    assertEquals(List.of(), banned(0, request, 4, 5));
    assertEquals(List.of(EOS, 4), banned(1, request, 4));
  }

  @Test
  void aForcedPieceOverrulesAllElse() {
    SentenceRequest request = new SentenceRequest(1, 9, new int[] {4, 4, 7}, 0);
    assertEquals(List.of(EOS, 5, 6, 7, 8, 9), banned(1, request, 4));
    assertEquals(List.of(EOS, 4, 5, 6, 8, 9), banned(1, request, 4, 4));
    assertEquals(List.of(4, 7), banned(1, request, 4, 4, 7));
  }

  @Test
  void manyBansAreKept() {
    NextPieces next = new NextPieces();
    for (int piece = 0; piece < 100; piece++) {
      next.ban(2 * piece);
      next.ban(2 * piece);
    }
    assertEquals(100, next.bannedCount());
    assertEquals(
        100, IntStream.range(0, 200).filter(piece -> next.allows(piece) && piece % 2 == 1).count());
  }

  @Test
  void contradictionsAreRefused() {
    assertEquals(
        "a translation of 1 to 3 pieces, EOS counted, cannot begin with 3 pieces",
        refusal(() -> new SentenceRequest(1, 3, new int[] {4, 5, 6}, 0)));
    assertEquals(
        "a translation of 4 to 3 pieces, EOS counted, cannot begin with 0 pieces",
        refusal(() -> new SentenceRequest(4, 3, NONE, 0)));
    assertEquals(
        "piece 1 of the prefix is a special token; allowed: ids of text, 4 and up",
        refusal(() -> new SentenceRequest(1, 3, new int[] {1}, 0)));
  }

  private static String refusal(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
