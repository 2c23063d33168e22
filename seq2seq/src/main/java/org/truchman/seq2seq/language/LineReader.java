package org.truchman.seq2seq.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.model.LineClassifier;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/** Says in which language lines are; on the engine's thread. */
public final class LineReader {
  /** Lines at a time. */
  private static final int BATCH = 256;

  private final LineClassifier model;
  private final NDArray vector;
  private final int maxLength;

  /**
   * A reader.
   *
   * @param vector the parameters to use
   * @param maxLength characters that are looked at, from a line's beginning
   */
  public LineReader(LineClassifier model, NDArray vector, int maxLength) {
    this.model = model;
    this.vector = vector;
    this.maxLength = maxLength;
  }

  /**
   * The probability of each language.
   *
   * @param lines ids of characters, at least one each
   * @return logarithms, {@code (lines, languages)}, in the order of the lines
   */
  public float[][] logProbabilities(List<int[]> lines) {
    Integer[] order = new Integer[lines.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> lines.get(i).length));
    float[][] found = new float[order.length][];
    for (int from = 0; from < order.length; from += BATCH) {
      read(lines, Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH)), found);
    }
    return found;
  }

  private void read(List<int[]> lines, Integer[] chosen, float[][] found) {
    List<int[]> batch = new ArrayList<>();
    for (int i : chosen) {
      int[] line = lines.get(i);
      batch.add(line.length <= maxLength ? line : Arrays.copyOf(line, maxLength));
    }
    try (NDManager manager = model.manager().newSubManager()) {
      Weights weights = model.parameters().weights(FlatParameters.alias(vector, manager));
      NDArray rows = model.vectors(weights, LineTensors.of(manager, batch), Regime.EXACT);
      ScriptedOperators.OutputLayer output = model.outputLayer(weights);
      float[] logs =
          Kernels.linear(rows, output.weight(), output.bias()).logSoftmax(1).toFloatArray();
      int languages = logs.length / chosen.length;
      for (int row = 0; row < chosen.length; row++) {
        found[chosen[row]] = Arrays.copyOfRange(logs, row * languages, (row + 1) * languages);
      }
    }
  }

  /** The place of the greatest of some numbers, the first among equals. */
  public static int best(float[] logs) {
    int best = 0;
    for (int i = 1; i < logs.length; i++) {
      best = logs[i] > logs[best] ? i : best;
    }
    return best;
  }
}
