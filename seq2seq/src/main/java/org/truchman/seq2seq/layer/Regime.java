package org.truchman.seq2seq.layer;

import org.truchman.seq2seq.tensor.Products;

/**
 * How a network is run.
 *
 * @param dropout what is dropped
 * @param products the number format of the large matrix products
 */
public record Regime(Dropout dropout, Products products) {
  /** Nothing dropped, 32 bits: validation and translation. */
  public static final Regime EXACT = new Regime(Dropout.NONE, Products.FULL);
}
