package org.truchman.seq2seq.decoding;

import java.util.Arrays;
import java.util.Locale;

/**
 * One translation that a search found.
 *
 * @param pieces target piece ids without BOS and EOS; owned by this record, not to be changed
 * @param logProbability natural logarithm of the probability of the pieces, and of the EOS when
 *     complete; 0 or less
 * @param score {@code logProbability} after the penalties of length and coverage; the search
 *     prefers the greatest
 * @param complete whether the network ended it with EOS; {@code false} when it met the limit of
 *     length first, or the rules of the search left it nothing to say
 * @param attention what each piece looked at when it was chosen: a row for each, of as many weights
 *     as the source has pieces without EOS, which has the rest of 1; null unless it was asked for.
 *     It says how the hypothesis came about, not what it is, and has no part in {@link #equals}
 */
public record Hypothesis(
    int[] pieces, double logProbability, double score, boolean complete, float[][] attention) {

  /** A hypothesis whose attention nobody asked for. */
  public Hypothesis(int[] pieces, double logProbability, double score, boolean complete) {
    this(pieces, logProbability, score, complete, null);
  }

  /** Gives whether the other one has the same pieces, numbers and state. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Hypothesis that
        && Arrays.equals(pieces, that.pieces)
        && Double.compare(logProbability, that.logProbability) == 0
        && Double.compare(score, that.score) == 0
        && complete == that.complete;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pieces) + Double.hashCode(logProbability);
  }

  /** Gives, for example, {@code [17, 4] log p -1.2500, score -0.4167}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s log p %.4f, score %.4f%s",
        Arrays.toString(pieces),
        logProbability,
        score,
        complete ? "" : ", incomplete");
  }
}
