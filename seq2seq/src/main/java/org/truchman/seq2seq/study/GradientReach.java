package org.truchman.seq2seq.study;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import java.util.stream.LongStream;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.StepRecurrence;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;

/**
 * How much of a gradient is left so many steps before the place where it arises (Hochreiter 1991;
 * Bengio et al. 1994; Pascanu et al. 2013).
 *
 * <p>A cell reads random inputs from a state of zero. At the last step a gradient of random
 * direction and length 1 falls on the hidden state. To every state, a zero is added that asks for
 * its gradient: that is the gradient of the state itself, h, and for the LSTM h and c together.
 *
 * @param steps read
 * @param rows side by side, whose squares are averaged
 * @param seed of inputs and direction
 */
public record GradientReach(int steps, int rows, long seed) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public GradientReach {
    if (steps < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "a gradient is to reach over %d steps of %d rows; allowed: 1 and more of both"
              .formatted(steps, rows));
    }
  }

  /**
   * Measures a cell, in 64 bits, so that what is nearly nothing is still seen.
   *
   * @param parent the device's manager
   * @return the norm by distance: at 0 that of the last state, which is 1, and so on backwards to
   *     the first state
   */
  public double[] of(CellValues cell, NDManager parent) {
    try (NDManager manager = parent.newSubManager()) {
      Random random = new Random(seed);
      NDArray input = normal(manager, random, rows, steps, cell.inputs());
      NDArray direction = direction(manager, random, cell.units());
      Shape shape = new Shape(steps, rows, cell.units());
      NDArray hidden = zeros(manager, shape);
      NDArray cells = cell.cell() == CellType.LSTM ? zeros(manager, shape) : null;
      NDArray last =
          Kernels.recorded(() -> read(weights(cell, manager), cell.cell(), input, hidden, cells));
      Kernels.backward(last, direction);
      return norms(hidden.getGradient(), cells == null ? null : cells.getGradient());
    }
  }

  private static NDArray zeros(NDManager manager, Shape shape) {
    NDArray zeros = manager.zeros(shape, DataType.FLOAT64);
    zeros.setRequiresGradient(true);
    return zeros;
  }

  private static NDArray normal(NDManager manager, Random random, long... shape) {
    Shape all = new Shape(shape);
    double[] values = new double[(int) all.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return manager.create(values, all);
  }

  /** A vector of length 1 for each row. */
  private NDArray direction(NDManager manager, Random random, int units) {
    NDArray drawn = normal(manager, random, rows, units);
    return drawn.div(drawn.square().sum(new int[] {1}, true).sqrt());
  }

  private static CellWeights weights(CellValues cell, NDManager manager) {
    int rows = cell.hiddenBias().length;
    return new CellWeights(
        wide(manager, cell.input(), new Shape(rows, cell.inputs())),
        wide(manager, cell.hidden(), new Shape(rows, cell.units())),
        wide(manager, cell.inputBias(), new Shape(rows)),
        wide(manager, cell.hiddenBias(), new Shape(rows)));
  }

  private static NDArray wide(NDManager manager, float[] values, Shape shape) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return manager.create(wide, shape);
  }

  /** Reads step by step, adding to each state its zero; gives the last hidden state. */
  private NDArray read(
      CellWeights weights, CellType type, NDArray input, NDArray addHidden, NDArray addCells) {
    StepRecurrence.Kind kind = new StepRecurrence.Kind(type, Products.FULL);
    long[] cuts = LongStream.range(1, steps).toArray();
    NDList inputs = input.split(cuts, 1);
    NDList hiddenZeros = addHidden.split(cuts);
    NDList cellZeros = addCells == null ? null : addCells.split(cuts);
    NDArray hidden = addHidden.stopGradient().get(0);
    NDArray cell = addCells == null ? null : addCells.stopGradient().get(0);
    for (int step = 0; step < steps; step++) {
      StepRecurrence.Output out = StepRecurrence.run(kind, inputs.get(step), hidden, cell, weights);
      hidden = out.hidden().add(hiddenZeros.get(step).squeeze(0));
      cell = cell == null ? null : out.cell().add(cellZeros.get(step).squeeze(0));
    }
    return hidden;
  }

  private double[] norms(NDArray hidden, NDArray cells) {
    NDArray squares = hidden.square();
    squares = cells == null ? squares : squares.add(cells.square());
    double[] sums = squares.sum(new int[] {1, 2}).toDoubleArray();
    double[] norms = new double[steps];
    for (int distance = 0; distance < steps; distance++) {
      norms[distance] = Math.sqrt(sums[steps - 1 - distance] / rows);
    }
    return norms;
  }
}
