package org.truchman.seq2seq.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedRows;
import org.truchman.seq2seq.decoding.ForcedScorer;
import org.truchman.seq2seq.model.LayerTrace;
import org.truchman.seq2seq.model.TranslationTrace;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.text.vocab.SpecialToken;

/** A trace, taken by plain operators, is one of the network that learns by fused ones. */
@ExtendWith(EngineExtension.class)
class TraceSpineTest {
  static List<ModelConfig> shapes() {
    return SpineShapes.all();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aTraceSaysWhatTheNetworkSays(ModelConfig shape, NDManager manager) {
    try (SpineModel spine = new SpineModel(manager, shape, SpineModel.PLAIN)) {
      List<float[]> forced =
          new ForcedScorer(spine.model(), spine.model().flat(), 4).score(SpineModel.pairs());
      for (int i = 0; i < forced.size(); i++) {
        IndexedPair pair = SpineModel.pairs().get(i);
        int[] source = PaddedRows.ofSources(List.of(pair.source()), shape.reverseSource(), 1).ids();
        TranslationTrace trace = TranslationTrace.of(spine.model(), source, pair.target());
        assertSays(pair.target(), forced.get(i), trace);
        assertLooks(shape, trace, source.length);
        assertGates(shape.cell(), trace);
      }
    }
  }

  private static void assertSays(int[] target, float[] forced, TranslationTrace trace) {
    assertEquals(forced.length, trace.logProbabilities().length);
    for (int t = 0; t < forced.length; t++) {
      int piece = t < target.length ? target[t] : SpecialToken.EOS.id();
      assertEquals(forced[t], trace.logProbabilities()[t][piece], 2e-5, "step " + t);
    }
  }

  private static void assertLooks(ModelConfig shape, TranslationTrace trace, int tokens) {
    if (shape.attention() == AttentionType.NONE) {
      assertNull(trace.attention());
      return;
    }
    for (float[] row : trace.attention()) {
      assertEquals(tokens, row.length);
      double sum = 0;
      for (float weight : row) {
        sum += weight;
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  private static void assertGates(CellType cell, TranslationTrace trace) {
    int gates =
        switch (cell) {
          case LSTM -> 3;
          case GRU -> 2;
          case RNN_TANH, RNN_RELU -> 0;
        };
    for (LayerTrace layer : trace.decoder()) {
      assertEquals(gates, layer.gates().size());
      assertEquals(cell == CellType.LSTM, layer.cell() != null);
    }
  }
}
