package org.truchman.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.truchman.text.LearningProgress;
import org.truchman.text.TextConfig;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.subword.BpeDropout;

class RecutCorpusTest {
  private static final int LINES = 30;
  private static final TextPipelines TEXT =
      TextPipelines.learn(
          List.of(
              new SentencePair("running runners run", "rennende Renner rennen", 1),
              new SentencePair("running runners run", "rennende Renner rennen", 2)),
          TextConfig.defaults().withBpeDropout(0.5),
          "en",
          "de",
          LearningProgress.SILENT);

  private static IndexedCorpus plain() {
    List<IndexedPair> pairs = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      pairs.add(
          new IndexedPair(
              TEXT.source().ids("running runners"), TEXT.target().ids("rennende Renner")));
    }
    return IndexedCorpus.of(pairs);
  }

  private static RecutCorpus recut(double rate, int maxLength) {
    return new RecutCorpus(plain(), TEXT, new BpeDropout(rate, 5), maxLength);
  }

  @Test
  void textStaysWhilePiecesChangeWithEpochAndLine() {
    RecutCorpus corpus = recut(0.5, 100);
    Set<IndexedPair> seen = new HashSet<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      for (int line = 0; line < LINES; line++) {
        IndexedPair pair = corpus.pair(line, epoch);
        assertEquals("running runners", TEXT.source().lineOfIds(pair.source()));
        assertEquals("rennende Renner", TEXT.target().lineOfIds(pair.target()));
        assertEquals(pair, corpus.pair(line, epoch));
        seen.add(pair);
      }
    }
    assertTrue(seen.size() > LINES, seen.size() + " of " + 3 * LINES);
  }

  @Test
  void nothingChangesWithoutDropoutAndInTheLengthsThatBatchesArePlannedBy() {
    IndexedCorpus plain = plain();
    assertEquals(plain.pair(3), recut(0, 100).pair(3, 2));
    RecutCorpus corpus = recut(0.5, 100);
    assertEquals(LINES, corpus.size());
    assertEquals(2, corpus.sourceLength(7));
    assertEquals(2, corpus.targetLength(7));
    assertEquals(plain.pair(7), corpus.pair(7));
  }

  @Test
  void sideThatWouldBecomeTooLongKeepsItsPieces() {
    IndexedCorpus plain = plain();
    RecutCorpus corpus =
        new RecutCorpus(plain, TEXT, new BpeDropout(1, 5), 2); // every character a piece
    assertSame(plain.pair(0).source(), corpus.pair(0, 1).source());
  }
}
