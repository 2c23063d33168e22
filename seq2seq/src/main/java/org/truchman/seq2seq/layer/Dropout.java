package org.truchman.seq2seq.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.truchman.seq2seq.config.TrainingConfig;

/**
 * Inverted dropout (Srivastava et al. 2014): each unit is zeroed with probability p, the others are
 * scaled by 1/(1-p); the same of whole pieces (Gal and Ghahramani 2016, section 4.2, but each place
 * for itself) and of recurrent weights. Nothing is dropped unless one trains.
 *
 * <p>What is dropped follows from the seed given to {@link #begin} alone: not from the device, nor
 * from the engine's version. One instance serves one thread.
 */
public final class Dropout {
  /** Nothing is dropped: validation and translation. */
  public static final Dropout NONE = new Dropout(new Rates(0, 0, 0, false, 0, 0, 0));

  private final Rates rates;
  private final List<DropoutMask> masks = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(0);
  private int given;

  /** Dropout of the given rates. */
  public Dropout(Rates rates) {
    this.rates = rates;
  }

  /**
   * The shares that are dropped, each in [0, 1) and rounded to a multiple of 1/65536.
   *
   * @param embedding of the embeddings' units
   * @param layer of the units between stacked layers
   * @param output of the units before the output layer
   * @param variational whether a sentence's embeddings and layers lose the same units at all steps
   * @param sourceWord of the source pieces, whole
   * @param targetWord of the decoder's input pieces, whole
   * @param recurrent of the recurrent weights
   */
  public record Rates(
      double embedding,
      double layer,
      double output,
      boolean variational,
      double sourceWord,
      double targetWord,
      double recurrent) {

    /** The shares that a training is told. */
    public static Rates of(TrainingConfig training) {
      return new Rates(
          training.embeddingDropout(),
          training.layerDropout(),
          training.outputDropout(),
          training.variationalDropout(),
          training.sourceWordDropout(),
          training.targetWordDropout(),
          training.recurrentDropout());
    }
  }

  /**
   * Begins a new pass through a network. What was dropped in the last pass must not be
   * back-propagated any more: its masks' memory is used again.
   */
  public void begin(long seed) {
    random = new SplittableRandom(seed);
    given = 0;
  }

  /** Of embeddings; of any shape, as the others, where nothing else is said. */
  public NDArray embedding(NDArray x) {
    return drop(x, rates.embedding, rates.variational);
  }

  /** Of what goes from one layer to the next. */
  public NDArray layer(NDArray x) {
    return drop(x, rates.layer, rates.variational);
  }

  /**
   * The factors of {@link #layer}, for whoever takes one step at a time.
   *
   * @param shape of what goes from one layer to the next at all steps, {@code (B, T, H)}
   * @return {@code (B, T, H)}, or {@code (B, 1, H)} where all steps lose the same units; null where
   *     nothing is dropped
   */
  public NDArray layerFactors(NDManager manager, Shape shape) {
    return rates.layer == 0
        ? null
        : factors(manager, rates.variational ? atAllSteps(shape) : shape, rates.layer);
  }

  /** Of the readout. */
  public NDArray output(NDArray x) {
    return drop(x, rates.output, false);
  }

  /** Of the source, {@code (B, S, D)}: whole pieces. */
  public NDArray sourceWords(NDArray embedded) {
    return words(embedded, rates.sourceWord);
  }

  /** Of the decoder's input, {@code (B, T, D)}: whole pieces. */
  public NDArray targetWords(NDArray embedded) {
    return words(embedded, rates.targetWord);
  }

  /**
   * Of the weights between a cell's states, the same ones at all steps of all sentences (Merity et
   * al. 2018, section 2).
   */
  public CellWeights recurrent(CellWeights weights) {
    return rates.recurrent == 0
        ? weights
        : new CellWeights(
            weights.input(),
            drop(weights.hidden(), rates.recurrent, false),
            weights.inputBias(),
            weights.hiddenBias());
  }

  private NDArray words(NDArray embedded, double rate) {
    if (rate == 0) {
      return embedded;
    }
    Shape shape = embedded.getShape();
    Shape pieces = new Shape(shape.get(0), shape.get(1), 1);
    return embedded.mul(factors(embedded.getManager(), pieces, rate));
  }

  private NDArray drop(NDArray x, double rate, boolean atAllSteps) {
    if (rate == 0) {
      return x;
    }
    Shape shape = atAllSteps ? atAllSteps(x.getShape()) : x.getShape();
    return x.mul(factors(x.getManager(), shape, rate));
  }

  private static Shape atAllSteps(Shape shape) {
    return new Shape(shape.get(0), 1, shape.get(2));
  }

  private NDArray factors(NDManager manager, Shape shape, double rate) {
    if (given == masks.size()) {
      masks.add(new DropoutMask());
    }
    return masks.get(given++).draw(manager, shape, rate, random);
  }
}
