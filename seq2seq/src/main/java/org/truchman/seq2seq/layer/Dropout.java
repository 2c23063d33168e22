package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Inverted dropout (Srivastava et al. 2014): each unit is zeroed with probability p, the others are
 * scaled by 1/(1-p). Nothing is dropped unless one trains.
 *
 * <p>What is dropped follows from the seed given to {@link #begin} alone: not from the device, nor
 * from the engine's version. One instance serves one thread.
 */
public final class Dropout {
  /** Nothing is dropped: validation and translation. */
  public static final Dropout NONE = new Dropout(new Rates(0, 0, 0));

  private final Rates rates;
  private final List<DropoutMask> masks = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(0);
  private int given;

  /** Dropout of the given rates. */
  public Dropout(Rates rates) {
    this.rates = rates;
  }

  /**
   * The shares of units that are dropped, each in [0, 1) and rounded to a multiple of 1/65536.
   *
   * @param embedding of the embeddings
   * @param layer between stacked layers
   * @param output before the output layer
   */
  public record Rates(double embedding, double layer, double output) {}

  /**
   * Begins a new pass through a network. What was dropped in the last pass must not be
   * back-propagated any more: its masks' memory is used again.
   */
  public void begin(long seed) {
    random = new SplittableRandom(seed);
    given = 0;
  }

  /** Of embeddings; of any shape, as the others. */
  public NDArray embedding(NDArray x) {
    return drop(x, rates.embedding);
  }

  /** Of what goes from one layer to the next. */
  public NDArray layer(NDArray x) {
    return drop(x, rates.layer);
  }

  /** Of the readout. */
  public NDArray output(NDArray x) {
    return drop(x, rates.output);
  }

  private NDArray drop(NDArray x, double rate) {
    if (rate == 0) {
      return x;
    }
    if (given == masks.size()) {
      masks.add(new DropoutMask());
    }
    DropoutMask mask = masks.get(given++);
    return x.mul(mask.draw(x.getManager(), x.getShape(), rate, random));
  }
}
