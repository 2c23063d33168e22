package org.truchman.seq2seq.study;

import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.model.ParameterLayout;

/** Translation models whose cells differ and whose number of parameters does not. */
public final class EqualSize {
  private EqualSize() {}

  /** The trained weights of a model with so many pieces on both sides. */
  public static long parameters(ModelConfig model, int vocabulary) {
    return ParameterLayout.of(model, vocabulary, vocabulary).parameters();
  }

  /**
   * The same model with another cell, and as many units as bring its number of parameters nearest
   * to that before; an even number, because two directions share them.
   *
   * @param vocabulary pieces of each side; where the readout is deep and narrower than the state,
   *     it decides nothing
   */
  public static ModelConfig with(ModelConfig model, CellType cell, int vocabulary) {
    long wanted = parameters(model, vocabulary);
    ModelConfig best = model.withCell(cell).withHiddenSize(2);
    ModelConfig next = best;
    while (distance(next, vocabulary, wanted) <= distance(best, vocabulary, wanted)) {
      best = next;
      next = next.withHiddenSize(next.hiddenSize() + 2);
    }
    return best;
  }

  private static long distance(ModelConfig model, int vocabulary, long wanted) {
    return Math.abs(parameters(model, vocabulary) - wanted);
  }
}
