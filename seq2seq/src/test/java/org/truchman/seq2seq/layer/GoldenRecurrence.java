package org.truchman.seq2seq.layer;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.truchman.seq2seq.config.CellType;

/**
 * What PyTorch's packed sequences gave; written by {@code scripts/golden/recurrence.py}.
 *
 * @param tool name and version
 * @param x input with numbers at PAD too, {@code (batch, steps, input)}
 * @param units hidden units of each direction
 */
public record GoldenRecurrence(
    String tool,
    int batch,
    int steps,
    int input,
    int units,
    int[] lengths,
    float[] x,
    List<Case> cases) {

  /**
   * One network. Weights and their gradients have PyTorch's names, such as {@code
   * weight_hh_l1_reverse}; final states and their factors are one {@code (batch, E)} per layer.
   */
  public record Case(
      CellType cellType,
      int directions,
      int layers,
      Map<String, float[]> weights,
      float[] outputFactors,
      float[] outputs,
      List<float[]> hiddenFactors,
      List<float[]> hidden,
      List<float[]> cellFactors,
      List<float[]> cell,
      float[] inputGradient,
      Map<String, float[]> weightGradients) {

    /** PyTorch's names of one layer's weights in one direction: w_ih, w_hh, b_ih, b_hh. */
    public static List<String> names(int layer, int direction) {
      String suffix = "_l" + layer + (direction == 1 ? "_reverse" : "");
      return List.of(
          "weight_ih" + suffix, "weight_hh" + suffix, "bias_ih" + suffix, "bias_hh" + suffix);
    }

    @Override
    public String toString() {
      return layers + " x " + cellType + ", directions: " + directions;
    }
  }

  /** Reads the resource. */
  public static GoldenRecurrence read() {
    String name = "/org/truchman/seq2seq/golden/recurrence.json";
    try (InputStream in = GoldenRecurrence.class.getResourceAsStream(name);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return new Gson().fromJson(reader, GoldenRecurrence.class);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
