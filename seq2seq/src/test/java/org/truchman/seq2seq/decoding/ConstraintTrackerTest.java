package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintTrackerTest {
  private static ConstraintState after(ConstraintTracker tracker, int... pieces) {
    ConstraintState state = tracker.start();
    for (int piece : pieces) {
      state = tracker.after(state, piece);
    }
    return state;
  }

  private static ConstraintTracker requiring(PieceEdges edges, Phrase... phrases) {
    return new ConstraintTracker(Constraints.NONE.withRequired(List.of(phrases)).withEdges(edges));
  }

  @Test
  void progressCountsPiecesOfWhatIsSaidAndBegun() {
    ConstraintTracker tracker = requiring(PieceEdges.WORDS, Phrase.of(5, 6, 7), Phrase.of(8, 9));
    assertEquals(5, tracker.goal());
    assertEquals(0, tracker.reached(after(tracker, 4)));
    assertEquals(2, tracker.reached(after(tracker, 5, 6)));
    assertEquals(1, tracker.reached(after(tracker, 5, 6, 5)));
    assertEquals(3, tracker.reached(after(tracker, 5, 6, 7, 4)));
    assertEquals(4, tracker.reached(after(tracker, 5, 6, 7, 8)));
    assertTrue(tracker.isMet(after(tracker, 8, 9, 4, 5, 6, 7)));
  }

  @Test
  void phrasesMayOverlap() {
    ConstraintTracker tracker = requiring(PieceEdges.WORDS, Phrase.of(5, 6, 5, 7), Phrase.of(6, 5));
    assertTrue(tracker.isMet(after(tracker, 5, 6, 5, 6, 5, 7)));
    assertFalse(tracker.isMet(after(tracker, 5, 6, 5)));
  }

  @Test
  void whatLeadsOnIsWanted() {
    ConstraintTracker tracker =
        requiring(
            PieceEdges.WORDS,
            Phrase.of(5, 6),
            new Phrase(List.of(new int[] {8}), List.of(new int[] {9})));
    assertArrayEquals(new int[] {5, 8, 9}, tracker.wanted(tracker.start()));
    assertArrayEquals(new int[] {5, 8}, tracker.wanted(after(tracker, 4)));
    assertArrayEquals(new int[] {5, 6, 8}, tracker.wanted(after(tracker, 5)));
    assertArrayEquals(new int[] {5}, tracker.wanted(after(tracker, 9)));
    assertArrayEquals(new int[] {}, tracker.wanted(after(tracker, 8, 5, 6)));
  }

  @Test
  void aPartOfAWordIsNoPhrase() {
    BitSet left = new BitSet();
    left.set(20);
    BitSet right = new BitSet();
    right.set(30);
    ConstraintTracker tracker = requiring(new PieceEdges(left, right), Phrase.of(5));
    assertTrue(tracker.isMet(after(tracker, 4, 5)));
    assertFalse(tracker.isMet(after(tracker, 30, 5)));
    assertFalse(tracker.isMet(after(tracker, 5, 20)));
    assertTrue(tracker.isMet(after(tracker, 5, 20, 5)));
    assertTrue(tracker.isMet(after(tracker, 5, 4, 20)));
    assertArrayEquals(new int[] {}, tracker.wanted(after(tracker, 30)));
  }

  @Test
  void whatWouldCompleteAForbiddenPhraseIsBanned() {
    Constraints constraints =
        Constraints.NONE
            .withForbidden(PhraseTrie.of(List.of(Phrase.of(5, 6), Phrase.of(7))))
            .withCounted(List.of(new CountedPiece(9, 0, 1), new CountedPiece(10, 0, 0)));
    ConstraintTracker tracker = new ConstraintTracker(constraints);
    NextPieces next = new NextPieces();
    tracker.ban(after(tracker, 5), next);
    assertFalse(next.allows(6) || next.allows(7) || next.allows(10));
    assertTrue(next.allows(5) && next.allows(9));
    next.reset();
    tracker.ban(after(tracker, 9, 4), next);
    assertFalse(next.allows(9));
    assertTrue(next.allows(6));
  }

  @Test
  void aSourceSentenceNamesWhatItsTranslationNeeds() {
    Constraints constraints =
        Constraints.NONE
            .withRequired(List.of(Phrase.of(5, 6)))
            .withCounted(List.of(new CountedPiece(9, 1, 1), new CountedPiece(10, 0, 0)));
    SourceSentence sentence =
        new SourceSentence(new int[] {4}, new int[] {7, 7}).withConstraints(constraints);
    int[] needed = sentence.alsoAllowed();
    Arrays.sort(needed);
    assertArrayEquals(new int[] {5, 6, 7, 7, 9}, needed);
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertEquals(
        "a phrase has a spelling without pieces; each of at least one spelling needs a piece",
        refusal(() -> Phrase.of()));
    assertEquals(
        "a phrase has no spelling; each of at least one spelling needs a piece",
        refusal(() -> new Phrase(List.of(), List.of())));
    assertEquals(
        "piece 7 is wanted 2 to 1 times; 0 and up is allowed",
        refusal(() -> new CountedPiece(7, 2, 1)));
  }

  private static String refusal(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
