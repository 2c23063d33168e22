package org.truchman.seq2seq.layer;

import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * How a network is run.
 *
 * @param dropout what is dropped
 * @param products the number format of the large matrix products
 */
public record Regime(Dropout dropout, Products products) {
  /** Nothing dropped, 32 bits: validation and translation. */
  public static final Regime EXACT = new Regime(Dropout.NONE, Products.FULL);

  /**
   * As training runs it.
   *
   * @param config {@code precision} decided
   * @throws IllegalArgumentException if it is {@link org.truchman.seq2seq.config.Precision#AUTO}
   */
  public static Regime of(TrainingConfig config, ScriptedOperators operators) {
    Products products =
        switch (config.precision()) {
          case FP32 -> Products.FULL;
          case BF16 -> operators.halfProducts(false);
          case BF16_ALL -> operators.halfProducts(true);
          case AUTO -> throw new IllegalArgumentException("the precision must be decided before");
        };
    return new Regime(new Dropout(Dropout.Rates.of(config)), products);
  }
}
