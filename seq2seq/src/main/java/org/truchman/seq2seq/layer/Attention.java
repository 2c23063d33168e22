package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.LongStream;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;

/**
 * Global attention (Luong et al. 2015): each query, a state of the decoder, weighs the encoder's
 * states, and the weighted mean is its context.
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

  /** Floats of the additive score's hidden layer at a time, at most: 16 MiB. */
  private static final long CHUNK = 1L << 22;

  private Attention() {}

  /**
   * What the queries of a batch of sentences are held against.
   *
   * @param keys the encoder's states as the score needs them, {@code (B, H, S)}; of the additive
   *     score {@code (B, S, A)}
   * @param values the encoder's states, 0 at PAD, {@code (B, S, E)}
   * @param mask 0 at tokens, {@value #NEVER} at PAD, {@code (B, 1, S)}
   * @param additive the rest of the additive score; null for scores that are products
   */
  public record Memory(NDArray keys, NDArray values, NDArray mask, Additive additive) {}

  /**
   * What the additive score v' tanh(W q + U s) does with a query.
   *
   * @param query W, {@code (A, H)}
   * @param vector v, {@code (1, A)}
   */
  public record Additive(NDArray query, NDArray vector) {}

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
    NDArray keys = products.linear(states, weight).transpose(0, 2, 1);
    return new Memory(keys, states, mask(source), null);
  }

  /**
   * The memory of the score f h' s (equation 8, "dot").
   *
   * @param states the encoder's states, 0 at PAD, as wide as a query, {@code (B, S, H)}
   * @param source the batch, for its mask
   * @param factor f: 1, or 1/sqrt(H) for the scaled score (Vaswani et al. 2017, equation 1)
   */
  public static Memory dot(NDArray states, TokenTensor source, double factor) {
    NDArray keys = states.transpose(0, 2, 1);
    return new Memory(factor == 1 ? keys : Kernels.scale(keys, factor), states, mask(source), null);
  }

  /**
   * The memory of the score v' tanh(W h + U s) (Bahdanau et al. 2015, appendix A.1.2); U s is
   * computed here, once for all queries.
   *
   * @param states the encoder's states, 0 at PAD, {@code (B, S, E)}
   * @param source the batch, for its mask
   * @param key U, {@code (A, E)}
   */
  public static Memory additive(
      NDArray states, TokenTensor source, NDArray key, Additive additive, Products products) {
    return new Memory(products.linear(states, key), states, mask(source), additive);
  }

  private static NDArray mask(TokenTensor source) {
    return source.pads().reshape(new Shape(source.batch(), 1, source.width())).mul(NEVER);
  }

  /**
   * The attention of each query (equation 7).
   *
   * @param queries {@code (B, T, H)}
   * @return {@code (B, T, S)}; each row sums to 1, PAD and what is far behind get exactly 0
   */
  public static NDArray weights(NDArray queries, Memory memory, Products products) {
    NDArray raw =
        memory.additive() == null
            ? products.batch(queries, memory.keys())
            : additiveScores(queries, memory, products);
    NDArray scores = raw.add(memory.mask());
    NDArray constant = scores.stopGradient();
    NDArray far = constant.lt(constant.max(new int[] {2}, true).sub(FAR));
    return scores.add(far.mul(NEVER)).softmax(2);
  }

  /**
   * The scores v' tanh(W q + U s), {@code (B, T, S)}, some steps at a time: without gradients the
   * hidden layers of all steps are never there together.
   */
  private static NDArray additiveScores(NDArray queries, Memory memory, Products products) {
    NDManager manager = queries.getManager();
    Shape shape = memory.keys().getShape();
    long steps = queries.getShape().get(1);
    long chunk = Math.max(1, CHUNK / shape.size());
    NDArray keys = memory.keys().expandDims(1);
    NDArray asked = products.linear(queries, memory.additive().query());
    long[] cuts = LongStream.iterate(chunk, cut -> cut < steps, cut -> cut + chunk).toArray();
    NDList scores = new NDList();
    for (NDArray some : asked.split(cuts, 1)) {
      try (NDManager passing = manager.newSubManager()) {
        some.attach(passing);
        NDArray hidden = some.expandDims(2).add(keys).tanh();
        NDArray score = Kernels.linear(hidden, memory.additive().vector(), null).squeeze(3);
        score.attach(manager);
        scores.add(score);
      }
    }
    return scores.size() == 1 ? scores.get(0) : NDArrays.concat(scores, 1);
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
