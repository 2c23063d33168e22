package org.truchman.seq2seq.language;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.truchman.seq2seq.tensor.TokenTensor;

/** Lines on the device. */
final class LineTensors {
  private LineTensors() {}

  /**
   * Copies lines to the device, PAD behind each.
   *
   * @param lines at least one, each of at least one character
   * @return {@code (B, T)}
   */
  static TokenTensor of(NDManager manager, List<int[]> lines) {
    int[] lengths = lines.stream().mapToInt(line -> line.length).toArray();
    int width = 0;
    for (int length : lengths) {
      width = Math.max(width, length);
    }
    int[] ids = new int[lengths.length * width]; // PAD is 0
    for (int row = 0; row < lengths.length; row++) {
      System.arraycopy(lines.get(row), 0, ids, row * width, lengths[row]);
    }
    return TokenTensor.of(manager, ids, lengths);
  }
}
