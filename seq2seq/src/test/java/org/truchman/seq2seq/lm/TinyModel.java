package org.truchman.seq2seq.lm;

import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.ParameterLayout;

/** Language models of a few units. */
final class TinyModel {
  /** Special tokens included. */
  static final int PIECES = 9;

  private TinyModel() {}

  /** Two layers of 3 units; 2 wide at the input, or 3 where the output is tied to it. */
  static LanguageModelConfig shape(CellType cell, boolean tied) {
    return new LanguageModelConfig(cell, 2, tied ? 3 : 2, 3, tied);
  }

  static ParameterLayout layout(LanguageModelConfig shape) {
    return ParameterLayout.ofLanguageModel(shape, PIECES);
  }

  /** A model of random parameters within plus and minus one half. */
  static LanguageModel random(NDManager manager, CellType cell, boolean tied) {
    LanguageModelConfig shape = shape(cell, tied);
    ParameterLayout layout = layout(shape);
    float[] values = LanguageModel.initialValues(shape, layout, 0.5, 7);
    return new LanguageModel(manager, shape, layout, values);
  }

  /** A model that says the same after everything: with the given logits. */
  static LanguageModel constant(NDManager manager, float... logits) {
    LanguageModelConfig shape = new LanguageModelConfig(CellType.LSTM, 1, 2, 3, false);
    ParameterLayout layout = ParameterLayout.ofLanguageModel(shape, logits.length);
    float[] values = new float[layout.size()];
    System.arraycopy(logits, 0, values, layout.entry("output.bias").offset(), logits.length);
    return new LanguageModel(manager, shape, layout, values);
  }

  /** Ids of text, from 4 on. */
  static int[] text(int size, long seed) {
    return new Random(seed).ints(size, 3, PIECES).toArray();
  }
}
