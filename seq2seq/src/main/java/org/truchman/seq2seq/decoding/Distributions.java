package org.truchman.seq2seq.decoding;

import java.util.Arrays;
import java.util.Locale;
import org.truchman.text.vocab.SpecialToken;

/**
 * What may come next in each row, all of it: the log-probability of every piece.
 *
 * @param rows hypotheses, at least 1
 * @param vocabulary number V of pieces, the special ones included
 * @param logProbabilities natural logarithms {@code (rows, V)}, row-major, 0 or less; {@code
 *     -Infinity} for what is never proposed, PAD, UNK and BOS among it; not copied
 */
public record Distributions(int rows, int vocabulary, float[] logProbabilities) {

  /** So few candidates are found by insertion, more by sorting the row. */
  private static final int FEW = 64;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  public Distributions {
    if (rows < 1 || logProbabilities.length != (long) rows * vocabulary) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d rows of %d pieces need as many log-probabilities, not %d",
              rows,
              vocabulary,
              logProbabilities.length));
    }
  }

  /** Gives what candidates say, {@code -Infinity} for every piece that is none. */
  static Distributions of(Candidates candidates, int vocabulary) {
    float[] logs = new float[Math.multiplyExact(candidates.rows(), vocabulary)];
    Arrays.fill(logs, Float.NEGATIVE_INFINITY);
    for (int row = 0; row < candidates.rows(); row++) {
      for (int place = 0; place < candidates.k(); place++) {
        float log = candidates.logProbability(row, place);
        if (log > Float.NEGATIVE_INFINITY) {
          logs[row * vocabulary + candidates.piece(row, place)] = log;
        }
      }
    }
    return new Distributions(candidates.rows(), vocabulary, logs);
  }

  /** Gives the log-probability of a piece in a row. */
  float logProbability(int row, int piece) {
    return logProbabilities[row * vocabulary + piece];
  }

  /** Gives this, after checking that it has as many rows as the search asked for. */
  Distributions require(int askedRows) {
    if (rows != askedRows) {
      throw new IllegalStateException(
          "the scorer was asked for " + askedRows + " distributions and gave " + rows);
    }
    return this;
  }

  /**
   * Makes one piece all that may come next in a row, as probable as it was.
   *
   * @throws IllegalArgumentException if the network never says this piece
   */
  void keepOnly(int row, int piece) {
    float log = piece < vocabulary ? logProbability(row, piece) : Float.NEGATIVE_INFINITY;
    if (log == Float.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "piece " + piece + " of a forced prefix is none that the network can say");
    }
    Arrays.fill(
        logProbabilities, row * vocabulary, (row + 1) * vocabulary, Float.NEGATIVE_INFINITY);
    logProbabilities[row * vocabulary + piece] = log;
  }

  /**
   * Gives the best pieces of each row.
   *
   * @param k how many, 1 to V-3
   */
  public Candidates best(int k) {
    int[] pieces = new int[Math.multiplyExact(rows, k)];
    float[] logs = new float[pieces.length];
    for (int row = 0; row < rows; row++) {
      long[] keys = bestKeys(row, k);
      for (int place = 0; place < k; place++) {
        int piece = piece(keys[place]);
        pieces[row * k + place] = piece;
        logs[row * k + place] = logProbability(row, piece);
      }
    }
    return new Candidates(rows, k, pieces, logs);
  }

  /** Gives the keys of the k best pieces of a row, best first. */
  private long[] bestKeys(int row, int k) {
    int first = SpecialToken.EOS.id(); // PAD, UNK and BOS stand before it
    if (k > FEW) {
      long[] keys = new long[vocabulary - first];
      Arrays.setAll(keys, i -> -key(row, first + i)); // the order is ascending
      Arrays.sort(keys);
      return Arrays.stream(keys, 0, k).map(key -> -key).toArray();
    }
    long[] best = new long[k];
    Arrays.fill(best, Long.MIN_VALUE);
    for (int piece = first; piece < vocabulary; piece++) {
      long key = key(row, piece);
      if (key > best[k - 1]) {
        int at = k - 1;
        for (; at > 0 && best[at - 1] < key; at--) {
          best[at] = best[at - 1];
        }
        best[at] = key;
      }
    }
    return best;
  }

  /** A number that is greater for a greater log-probability, and among equals for a lower piece. */
  private long key(int row, int piece) {
    // Adding 0 makes one zero of the two; the bits of negative numbers grow downwards.
    int bits = Float.floatToIntBits(logProbability(row, piece) + 0f);
    int ordered = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    return ((long) ordered << Integer.SIZE) | (Integer.MAX_VALUE - piece);
  }

  private static int piece(long key) {
    return Integer.MAX_VALUE - (int) key;
  }
}
