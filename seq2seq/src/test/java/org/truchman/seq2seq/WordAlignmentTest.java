package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.text.IndexedLine;
import org.truchman.text.LearningProgress;
import org.truchman.text.TextConfig;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.protect.ProtectionMode;

/** Pieces are single characters here, so that every word has several. */
class WordAlignmentTest {
  private static final TextPipelines TEXT =
      TextPipelines.learn(
          List.of(new SentencePair("a dog runs", "ein hund rennt", 1)),
          TextConfig.defaults()
              .withBpeMerges(0)
              .withCaseMarkup(true)
              .withProtect("tag", ProtectionMode.NUMBERED),
          "en",
          "de",
          LearningProgress.SILENT);

  private static Alignment.Part align(String source, String target, float[]... attention) {
    IndexedLine line = TEXT.source().index(source);
    int[] pieces = TEXT.target().ids(target, line.spans());
    assertEquals(attention.length, pieces.length, "rows of the test");
    Hypothesis hypothesis = new Hypothesis(pieces, -1, -1, true, attention);
    return WordAlignment.of(TEXT, line, hypothesis);
  }

  @Test
  void sourcePiecesAreSummedAndTargetPiecesAveraged() {
    // a|dog to e|in: pieces a, d, o, g; e, i, n.
    Alignment.Part part =
        align(
            "a dog",
            "ein",
            new float[] {0.5f, 0.25f, 0, 0},
            new float[] {0, 0.25f, 0.25f, 0.25f},
            new float[] {0.25f, 0, 0, 0.25f});
    assertEquals(List.of("a", "dog"), part.source());
    assertEquals(List.of("ein"), part.target());
    assertArrayEquals(new float[] {0.25f, 1.25f / 3}, part.weights()[0], 1e-6f);
  }

  @Test
  void marksOfCaseAndPunctuationBelongToTheirWords() {
    // mark, e, i, n, full stop
    float[] first = {1, 0};
    float[] second = {0, 1};
    Alignment.Part part = align("a d", "Ein.", first, first, first, first, second);
    assertEquals(List.of("Ein", "."), part.target());
    assertArrayEquals(first, part.weights()[0]);
    assertArrayEquals(second, part.weights()[1]);
    assertEquals("0-0 1-1", new Alignment(List.of(part)).pharaoh());
  }

  @Test
  void bytesAndPlaceholdersAreWordsOfTheirOwn() {
    // Two bytes of the letter that no training text has, a blank that is spelled, a placeholder.
    String source = "\u017E <b>";
    int[] pieces = TEXT.source().index(source).ids();
    float[][] attention = new float[pieces.length][pieces.length];
    for (int i = 0; i < pieces.length; i++) {
      attention[i][i] = 1;
    }
    Alignment.Part part = align(source, source, attention);
    assertEquals(part.source(), part.target());
    assertEquals("\u017E", part.source().get(0));
    for (int i = 0; i < part.weights().length; i++) {
      float sum = 0;
      for (float weight : part.weights()[i]) {
        sum += weight;
      }
      assertEquals(1, sum, 1e-6);
    }
    assertEquals(1, part.weights()[0][0], 1e-6, Arrays.toString(part.weights()[0]));
  }

  @Test
  void whatLooksAtTheEndIsAlignedWithNothing() {
    Alignment.Part part =
        new Alignment.Part(
            List.of("a", "b"),
            List.of("x", "y", "z"),
            new float[][] {{0.2f, 0.2f}, {0.4f, 0.4f}, {0.1f, 0.6f}});
    assertEquals("0-1 1-2", new Alignment(List.of(part)).pharaoh());
  }

  @Test
  void partsStandOneBehindTheOther() {
    Alignment.Part part =
        new Alignment.Part(List.of("a", "b"), List.of("x"), new float[][] {{0, 1}});
    assertEquals("1-0 3-1", new Alignment(List.of(part, part)).pharaoh());
    assertEquals("", new Alignment(List.of()).pharaoh());
  }
}
