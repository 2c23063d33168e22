package org.truchman.seq2seq.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.RecurrentStart;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.layer.CellWeights;

/**
 * First values of a model's parameters, from a seed alone, so that they do not depend on the
 * device.
 *
 * <p>Embeddings are normal with variance 1/D; recurrent and input weights of cells uniform within
 * 1/sqrt(H), as PyTorch's; other matrices uniform after Glorot and Bengio 2010, equation 16; biases
 * 0, but for the LSTM's forget gate, which starts open at 1 (Jozefowicz et al. 2015). A ReLU
 * network starts from the identity times one half (Le et al. 2015, damped). What normalises a layer
 * starts as what changes nothing. {@link TrainingConfig} has settings that change the recurrent
 * weights, all weights, and the forget gate.
 */
final class ParameterInitializer {
  private final Random random;
  private final CellType cell;
  private final TrainingConfig settings;

  ParameterInitializer(CellType cell, TrainingConfig settings) {
    this.random = new Random(settings.seed());
    this.cell = cell;
    this.settings = settings;
  }

  /** A flat vector of first values for every parameter of {@code layout}. */
  float[] values(ParameterLayout layout) {
    float[] flat = new float[layout.size()];
    for (ParameterLayout.Entry entry : layout.entries()) {
      fill(flat, entry);
    }
    return flat;
  }

  /** The same, each uniform within plus and minus {@code range}. */
  float[] uniform(ParameterLayout layout, double range) {
    float[] flat = new float[layout.size()];
    for (ParameterLayout.Entry entry : layout.entries()) {
      uniform(flat, entry, range);
    }
    return flat;
  }

  private void fill(float[] flat, ParameterLayout.Entry entry) {
    List<Integer> shape = entry.shape();
    String name = entry.name();
    if (name.endsWith(".norm.weight")) {
      Arrays.fill(flat, entry.offset(), entry.offset() + entry.size(), 1f);
    } else if (name.endsWith(".bias")) {
      if (cell == CellType.LSTM && name.endsWith(".input.bias")) {
        openForgetGate(flat, entry);
      }
    } else if (isRecurrent(name) && settings.recurrentStart() == RecurrentStart.ORTHOGONAL) {
      orthogonal(flat, entry);
    } else if (settings.startRange() > 0) {
      uniform(flat, entry, settings.startRange());
    } else if (name.endsWith(".embedding") || name.equals("output.weight")) {
      normal(flat, entry, 1 / Math.sqrt(shape.get(1)));
    } else if (name.startsWith("encoder.") || name.startsWith("decoder.")) {
      if (cell == CellType.RNN_RELU && isRecurrent(name)) {
        identity(flat, entry);
      } else {
        uniform(flat, entry, Math.sqrt((double) CellWeights.gates(cell) / shape.get(0)));
      }
    } else {
      uniform(flat, entry, Math.sqrt(6.0 / (shape.get(0) + shape.get(1))));
    }
  }

  /** Recurrent weights of cells, but not those of a bridge between hidden states. */
  private static boolean isRecurrent(String name) {
    return name.matches("(encoder|decoder)\\..*\\.hidden\\.weight");
  }

  private void orthogonal(float[] flat, ParameterLayout.Entry entry) {
    int units = entry.shape().get(1);
    for (int from = 0; from < entry.size(); from += units * units) {
      double[][] gate = OrthogonalMatrix.draw(units, random);
      for (int row = 0; row < units; row++) {
        for (int column = 0; column < units; column++) {
          flat[entry.offset() + from + row * units + column] = (float) gate[row][column];
        }
      }
    }
  }

  private void normal(float[] flat, ParameterLayout.Entry entry, double deviation) {
    for (int i = 0; i < entry.size(); i++) {
      flat[entry.offset() + i] = (float) (random.nextGaussian() * deviation);
    }
  }

  private void uniform(float[] flat, ParameterLayout.Entry entry, double bound) {
    for (int i = 0; i < entry.size(); i++) {
      flat[entry.offset() + i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }

  private void identity(float[] flat, ParameterLayout.Entry entry) {
    int units = entry.shape().get(1);
    for (int i = 0; i < units; i++) {
      flat[entry.offset() + i * units + i] = 0.5f;
    }
  }

  private void openForgetGate(float[] flat, ParameterLayout.Entry entry) {
    int units = entry.size() / 4;
    for (int i = units; i < 2 * units; i++) {
      flat[entry.offset() + i] = (float) settings.forgetBias();
    }
  }
}
