package org.truchman.seq2seq.study;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.StepRecurrence;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;

/**
 * What a step of a cell costs: a layer reads random inputs with the engine's fused recurrence, as
 * in a training.
 *
 * @param rows side by side
 * @param steps read at once
 * @param tries of which the median counts; one more goes before them to warm up
 */
public record CellClock(int rows, int steps, int tries) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public CellClock {
    if (rows < 1 || steps < 1 || tries < 1) {
      throw new IllegalArgumentException(
          "a clock of %d rows, %d steps, %d tries; allowed: 1 and more of each"
              .formatted(rows, steps, tries));
    }
  }

  /**
   * Milliseconds.
   *
   * @param reading of a step when the layer only reads
   * @param learning of a step when gradients are recorded and flow back, too
   */
  public record Time(double reading, double learning) {}

  /**
   * Measures a cell whose inputs are as wide as its state.
   *
   * @param parent the device's manager
   */
  public Time of(CellType cell, int units, NDManager parent) {
    CellValues values = CellValues.usual(cell, units, units, 1);
    double[] reading = new double[tries];
    double[] learning = new double[tries];
    for (int attempt = -1; attempt < tries; attempt++) {
      double forward = milliseconds(values, parent, false);
      double both = milliseconds(values, parent, true);
      if (attempt >= 0) {
        reading[attempt] = forward;
        learning[attempt] = both;
      }
    }
    return new Time(median(reading), median(learning));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private double milliseconds(CellValues values, NDManager parent, boolean learning) {
    try (NDManager manager = parent.newSubManager()) {
      int units = values.units();
      NDArray input = manager.randomUniform(-1, 1, new Shape(rows, steps, units));
      NDArray zero = manager.zeros(new Shape(rows, units));
      CellWeights weights =
          new CellWeights(
              manager.create(values.input(), shape(values, units)),
              manager.create(values.hidden(), shape(values, units)),
              manager.create(values.inputBias()),
              manager.create(values.hiddenBias()));
      if (learning) {
        input.setRequiresGradient(true);
        weights.input().setRequiresGradient(true);
        weights.hidden().setRequiresGradient(true);
      }
      finish(zero);
      long start = System.nanoTime();
      run(values.cell(), input, zero, weights, learning);
      return (System.nanoTime() - start) / 1e6 / steps;
    }
  }

  private static Shape shape(CellValues values, int columns) {
    return new Shape(values.hiddenBias().length, columns);
  }

  private static void run(
      CellType cell, NDArray input, NDArray zero, CellWeights weights, boolean learning) {
    StepRecurrence.Kind kind = new StepRecurrence.Kind(cell, Products.FULL);
    JniUtils.setGradMode(learning);
    NDArray outputs;
    try {
      outputs = StepRecurrence.run(kind, input, zero, zero, weights).outputs();
    } finally {
      JniUtils.setGradMode(false);
    }
    if (learning) {
      Kernels.backward(outputs, outputs.stopGradient());
      finish(weights.hidden().getGradient());
    } else {
      finish(outputs);
    }
  }

  /** A number that is read is one that a GPU has done with. */
  private static void finish(NDArray array) {
    array.sum().getFloat();
  }
}
