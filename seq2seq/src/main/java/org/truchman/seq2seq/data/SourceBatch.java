package org.truchman.seq2seq.data;

import java.util.Arrays;
import java.util.List;
import org.truchman.text.vocab.SpecialToken;

/**
 * Source sentences of a search as padded arrays, each ended by EOS.
 *
 * <p>Both sizes are rounded up, since the kernels of matrix products take other paths for fewer rows
 * than four, and so would give other bits to a sentence that stands alone. Rows beyond the sentences
 * hold an EOS only.
 *
 * @param ids row-major {@code (B', S')}
 * @param lengths tokens of each row, EOS included, {@code (B')}
 */
public record SourceBatch(long[] ids, int[] lengths) {
  private static final int ROWS = 4;
  private static final int COLUMNS = 16;

  /**
   * Lays out sentences.
   *
   * @param sources piece ids without EOS; an empty one is allowed
   * @param reverse whether the pieces are reversed; the EOS stays last
   */
  public static SourceBatch of(List<int[]> sources, boolean reverse) {
    int batch = roundUp(sources.size(), ROWS);
    int longest = sources.stream().mapToInt(s -> s.length).max().orElse(0);
    int width = roundUp(longest + 1, COLUMNS);
    long[] ids = new long[Math.multiplyExact(batch, width)];
    int[] lengths = new int[batch];
    Arrays.fill(ids, SpecialToken.PAD.id());
    for (int b = 0; b < batch; b++) {
      int[] source = b < sources.size() ? sources.get(b) : new int[0];
      for (int i = 0; i < source.length; i++) {
        ids[b * width + i] = source[reverse ? source.length - 1 - i : i];
      }
      ids[b * width + source.length] = SpecialToken.EOS.id();
      lengths[b] = source.length + 1;
    }
    return new SourceBatch(ids, lengths);
  }

  /** The least multiple of {@code step} that is not below {@code n} nor 0. */
  public static int roundUp(int n, int step) {
    return Math.max(step, (n + step - 1) / step * step);
  }
}
