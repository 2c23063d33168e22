package org.truchman.seq2seq.layer;

/**
 * The shares of units that are dropped, each in [0, 1).
 *
 * @param embedding of the embeddings
 * @param layer between stacked layers
 * @param output before the output layer
 */
public record Dropout(double embedding, double layer, double output) {
  /** Nothing is dropped: validation and translation. */
  public static final Dropout NONE = new Dropout(0, 0, 0);
}
