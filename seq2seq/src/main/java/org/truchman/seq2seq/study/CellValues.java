package org.truchman.seq2seq.study;

import java.util.Random;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.ParameterLayout;

/**
 * The weights of one recurrent cell as numbers, and the ways to begin that are studied; every
 * method gives a new cell.
 *
 * <p>G gates, H units, I inputs; the arrays are row after row as in {@link CellWeights}. They are
 * not copied: whoever has one changes nothing in it.
 *
 * @param cell the kind
 * @param units H
 * @param input {@code (G H, I)}
 * @param hidden {@code (G H, H)}
 * @param inputBias {@code (G H)}
 * @param hiddenBias {@code (G H)}
 */
public record CellValues(
    CellType cell,
    int units,
    float[] input,
    float[] hidden,
    float[] inputBias,
    float[] hiddenBias) {

  /** Of what is not recurrent in a ReLU network that begins as Le et al. 2015 have it. */
  private static final double SMALL = 0.001;

  /** What weights begin as in every training: uniform within 1/sqrt(H), the forget gate at 1. */
  public static CellValues usual(CellType cell, int inputs, int units, long seed) {
    LanguageModelConfig config = new LanguageModelConfig(cell, 1, inputs, units, false);
    ParameterLayout layout = ParameterLayout.ofLanguageModel(config, 1);
    return of(cell, layout, LanguageModel.initialValues(config, layout, 0, seed));
  }

  /** The cell of a language model's only layer. */
  static CellValues of(CellType cell, ParameterLayout layout, float[] flat) {
    int units = layout.entry("decoder.0.hidden.weight").shape().get(1);
    return new CellValues(
        cell,
        units,
        part(layout, flat, "input.weight"),
        part(layout, flat, "hidden.weight"),
        part(layout, flat, "input.bias"),
        part(layout, flat, "hidden.bias"));
  }

  private static float[] part(ParameterLayout layout, float[] flat, String name) {
    ParameterLayout.Entry entry = layout.entry("decoder.0." + name);
    float[] part = new float[entry.size()];
    System.arraycopy(flat, entry.offset(), part, 0, part.length);
    return part;
  }

  /** Writes the cell over that of a language model's only layer. */
  void into(ParameterLayout layout, float[] flat) {
    put(layout, flat, "input.weight", input);
    put(layout, flat, "hidden.weight", hidden);
    put(layout, flat, "input.bias", inputBias);
    put(layout, flat, "hidden.bias", hiddenBias);
  }

  private static void put(ParameterLayout layout, float[] flat, String name, float[] part) {
    System.arraycopy(part, 0, flat, layout.entry("decoder.0." + name).offset(), part.length);
  }

  /** Inputs I. */
  public int inputs() {
    return input.length / hiddenBias.length;
  }

  /**
   * The recurrent matrix as a multiple of the identity, and all else almost 0: normal with a
   * deviation of 0.001, the biases 0 (Le et al. 2015, with a scale of 1).
   *
   * @throws IllegalArgumentException if the cell has gates
   */
  public CellValues withIdentity(double scale, long seed) {
    requireSimple("an identity");
    float[] matrix = new float[hidden.length];
    for (int i = 0; i < units; i++) {
      matrix[i * units + i] = (float) scale;
    }
    float[] none = new float[units];
    return new CellValues(cell, units, normal(input.length, SMALL, seed), matrix, none, none);
  }

  /**
   * The recurrent matrix normal with a deviation of gain/sqrt(H), whose largest eigenvalues are
   * about as large as the gain: below 1 what goes around shrinks, above 1 it grows.
   *
   * @throws IllegalArgumentException if the cell has gates
   */
  public CellValues withGain(double gain, long seed) {
    requireSimple("a gain");
    float[] matrix = normal(hidden.length, gain / Math.sqrt(units), seed);
    return new CellValues(cell, units, input, matrix, inputBias, hiddenBias);
  }

  private void requireSimple(String what) {
    if (CellWeights.gates(cell) > 1) {
      throw new IllegalArgumentException(
          what
              + " was asked of a cell of type "
              + cell
              + "; allowed for "
              + CellType.RNN_TANH
              + " and "
              + CellType.RNN_RELU
              + ", which have one recurrent matrix");
    }
  }

  private static float[] normal(int size, double deviation, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }

  /**
   * What keeps the state open at the same bias everywhere: the LSTM's forget gate, the GRU's update
   * gate.
   *
   * @throws IllegalArgumentException if the cell has no gates
   */
  public CellValues withKeepBias(double bias) {
    requireGates("a bias of what keeps the state");
    float[] changed = inputBias.clone();
    for (int unit = 0; unit < units; unit++) {
      changed[units + unit] = (float) bias;
    }
    return withInputBias(changed);
  }

  /**
   * Units that forget at different speeds, up to the gap: a bias of log u, u uniform between 1 and
   * gap - 1, of what keeps the state, and minus that of the LSTM's input gate (Tallec and Ollivier
   * 2018, section 2).
   *
   * @param gap steps to be remembered, at least 3
   * @throws IllegalArgumentException if the cell has no gates or the gap is less
   */
  public CellValues withTimes(int gap, long seed) {
    requireGates("times to forget");
    if (gap < 3) {
      throw new IllegalArgumentException(
          "times to forget are for a gap of " + gap + "; allowed: 3 and more");
    }
    Random random = new Random(seed);
    float[] changed = inputBias.clone();
    for (int unit = 0; unit < units; unit++) {
      float time = (float) Math.log(1 + random.nextDouble() * (gap - 2));
      changed[units + unit] = time;
      if (cell == CellType.LSTM) {
        changed[unit] = -time;
      }
    }
    return withInputBias(changed);
  }

  private CellValues withInputBias(float[] changed) {
    return new CellValues(cell, units, input, hidden, changed, hiddenBias);
  }

  /**
   * Gates that open and shut on less: what enters their sigmoid is multiplied, as {@code
   * model.gateSteepness} does it.
   *
   * @throws IllegalArgumentException if the cell has no gates
   */
  public CellValues withSteepGates(double factor) {
    requireGates("a steepness of gates");
    return new CellValues(
        cell,
        units,
        steep(input, factor),
        steep(hidden, factor),
        steep(inputBias, factor),
        steep(hiddenBias, factor));
  }

  private float[] steep(float[] values, double factor) {
    int gate = values.length / CellWeights.gates(cell);
    float[] changed = values.clone();
    for (int i = 0; i < values.length; i++) {
      if (i / gate != 2) { // the LSTM's g and the GRU's n are no gates, and both are the third
        changed[i] = (float) (values[i] * factor);
      }
    }
    return changed;
  }

  private void requireGates(String what) {
    if (CellWeights.gates(cell) == 1) {
      throw new IllegalArgumentException(
          what
              + " was asked of a cell of type "
              + cell
              + ", which has no gates; allowed for "
              + CellType.LSTM
              + " and "
              + CellType.GRU);
    }
  }
}
