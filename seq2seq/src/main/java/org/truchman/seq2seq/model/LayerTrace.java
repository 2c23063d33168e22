package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.truchman.seq2seq.layer.OpenCell;

/**
 * What one recurrent layer did with one sentence, in one direction; a row for each of T tokens.
 *
 * @param hidden hidden states, {@code (T, H)}
 * @param cell cell states, {@code (T, H)}; null but for the LSTM
 * @param gates how far each was open, {@code (T, H)} each; none of a simple cell
 */
public record LayerTrace(float[][] hidden, float[][] cell, Map<OpenCell.Gate, float[][]> gates) {

  /** Takes down steps, in whatever order they are taken. */
  static final class Recorder {
    private final float[][] hidden;
    private float[][] cell;
    private final Map<OpenCell.Gate, float[][]> gates = new EnumMap<>(OpenCell.Gate.class);

    /** For so many tokens. */
    Recorder(int tokens) {
      hidden = new float[tokens][];
    }

    /** Takes down the step at a token; of its arrays the first row. */
    void record(int token, OpenCell.Step step) {
      hidden[token] = step.hidden().toFloatArray();
      if (step.cell() != null) {
        cell = cell == null ? new float[hidden.length][] : cell;
        cell[token] = step.cell().toFloatArray();
      }
      step.gates().forEach((gate, open) -> rows(gate)[token] = open.toFloatArray());
    }

    private float[][] rows(OpenCell.Gate gate) {
      return gates.computeIfAbsent(gate, any -> new float[hidden.length][]);
    }

    LayerTrace trace() {
      return new LayerTrace(hidden, cell, Collections.unmodifiableMap(gates));
    }
  }

  /** The first row of the logarithms of a softmax. */
  static float[] logProbabilities(NDArray logits) {
    return logits.logSoftmax(1).toFloatArray();
  }
}
