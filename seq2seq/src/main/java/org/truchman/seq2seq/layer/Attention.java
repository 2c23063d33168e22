package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;

/**
 * Global attention without input feeding (Luong et al. 2015): each query, a state of the decoder,
 * weighs the encoder's states, and the weighted mean is its context.
 *
 * <p>What does not change from step to step, {@link Memory}, is made once for a batch of sentences.
 * Queries come in rows of sentences, {@code (B, T, H)}: all steps of a target in training, all
 * hypotheses of a sentence in a search.
 */
public final class Attention {
  /** Added to a score at PAD: far below every score, so that its exponential is exactly 0. */
  private static final float NEVER = -1e9f;

  /**
   * How far below the best score of its row a score counts as {@link #NEVER}: e^-46 is 1e-20, which
   * changes no float32 sum. As an exact 0 it keeps denormal numbers out of the products, forward
   * and backward, which would be up to a hundred times slower with them.
   */
  public static final float FAR = 46;

  private Attention() {}

  /**
   * What the queries of a batch of sentences are held against.
   *
   * @param keys the encoder's states as the score needs them, {@code (B, H, S)}
   * @param values the encoder's states, 0 at PAD, {@code (B, S, E)}
   * @param mask 0 at tokens, {@value #NEVER} at PAD, {@code (B, 1, S)}
   */
  public record Memory(NDArray keys, NDArray values, NDArray mask) {}

  /**
   * The memory of the score h' W s between a query h and a state s (equation 8, "general"); W s is
   * computed here, once for all queries.
   *
   * @param states the encoder's states, 0 at PAD, {@code (B, S, E)}
   * @param source the batch, for its mask
   * @param weight W, {@code (H, E)}
   */
  public static Memory general(
      NDArray states, TokenTensor source, NDArray weight, Products products) {
    NDArray mask = source.pads().reshape(new Shape(source.batch(), 1, source.width())).mul(NEVER);
    NDArray keys = products.linear(states, weight).transpose(0, 2, 1);
    return new Memory(keys, states, mask);
  }

  /**
   * The attention of each query (equation 7).
   *
   * @param queries {@code (B, T, H)}
   * @return {@code (B, T, S)}; each row sums to 1, PAD and what is far behind get exactly 0
   */
  public static NDArray weights(NDArray queries, Memory memory, Products products) {
    NDArray scores = products.batch(queries, memory.keys()).add(memory.mask());
    NDArray constant = scores.stopGradient();
    NDArray far = constant.lt(constant.max(new int[] {2}, true).sub(FAR));
    return scores.add(far.mul(NEVER)).softmax(2);
  }

  /**
   * The mean of the encoder's states under the given weights.
   *
   * @param weights {@code (B, T, S)}
   * @return {@code (B, T, E)}
   */
  public static NDArray context(NDArray weights, Memory memory, Products products) {
    return products.batch(weights, memory.values());
  }
}
