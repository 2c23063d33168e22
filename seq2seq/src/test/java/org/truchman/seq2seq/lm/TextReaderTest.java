package org.truchman.seq2seq.lm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.tensor.EngineExtension;

@ExtendWith(EngineExtension.class)
class TextReaderTest {
  private static double read(LanguageModel model, int[] ids, int rows) {
    return new TextReader(model, model.parameters().vector()).negativeLogLikelihood(ids, rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 23})
  void aUniformModelHasThePerplexityOfItsVocabulary(int rows, NDManager manager) {
    try (LanguageModel model = TinyModel.constant(manager, new float[TinyModel.PIECES])) {
      int[] ids = TinyModel.text(23, 1);
      assertEquals(23 * Math.log(TinyModel.PIECES), read(model, ids, rows), 1e-4);
    }
  }

  @Test
  void perplexitiesFollowFromTheLogLikelihoodByHand() {
    // Two lines of 3 words, cut into 8 pieces with their ends, of 14 characters without them.
    IndexedText text = new IndexedText(new int[8], 2, 3, 14, 0);
    TextScore score = new TextScore(text, 40 * Math.log(2));
    assertEquals(32, score.perPiece(), 1e-9); // 2^(40/8)
    assertEquals(256, score.perWord(), 1e-9); // 2^(40/(3+2))
    assertEquals(2.5, score.bitsPerCharacter(), 1e-12); // 40/(14+2)
  }

  @Test
  void eachPieceCountsWithItsOwnProbability(NDManager manager) {
    // Probabilities 1/2, 1/4 and 1/4 of the pieces 3, 4 and 5; the others have none to speak of.
    float two = (float) Math.log(2);
    try (LanguageModel model = TinyModel.constant(manager, -99, -99, -99, two, 0, 0)) {
      int[] ids = {4, 3, 3, 5, 3};
      assertEquals((2 + 1 + 1 + 2 + 1) * Math.log(2), read(model, ids, 1), 1e-5);
      assertEquals(7 * Math.log(2), read(model, ids, 2), 1e-5);
    }
  }

  @Test
  void oneRowIsReadAsOneSequenceHoweverItIsCut(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.LSTM, false)) {
      // Longer than what is read at a time, which is 1024 pieces of one row.
      int[] ids = TinyModel.text(1500, 2);
      double sum = 0;
      try (LanguageScorer scorer = new LanguageScorer(model)) {
        for (int id : ids) {
          float[] logs = scorer.next().logProbabilities();
          sum -= logs[id];
          scorer.said(id);
        }
      }
      assertEquals(sum, read(model, ids, 1), 1e-3 * sum);
    }
  }

  @Test
  void rowsAreAtMostTwentyAndNeverShort() {
    assertEquals(1, TextReader.rowsFor(10));
    assertEquals(1, TextReader.rowsFor(3999));
    assertEquals(2, TextReader.rowsFor(4000));
    assertEquals(20, TextReader.rowsFor(1_000_000));
  }

  @Test
  void readingLeavesNoArrayBehind(NDManager manager) {
    try (LanguageModel model = TinyModel.random(manager, CellType.GRU, true)) {
      int before = model.manager().getManagedArrays().size();
      read(model, TinyModel.text(50, 3), 3);
      assertEquals(before, model.manager().getManagedArrays().size());
    }
  }
}
