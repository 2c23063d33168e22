package org.truchman.seq2seq.decoding;

import java.util.stream.IntStream;

/**
 * A sentence to be translated.
 *
 * @param pieces its piece ids, without EOS; not to be changed
 * @param prefix ids of the pieces that its translation must begin with; mostly none; not to be
 *     changed
 * @param constraints what its translation must and must not say
 * @param aligned whether the attention of every piece of its translation is wanted
 */
public record SourceSentence(int[] pieces, int[] prefix, Constraints constraints, boolean aligned) {
  private static final int[] NO_PREFIX = {};

  /** A sentence of whose translation the start is given. */
  public SourceSentence(int[] pieces, int[] prefix) {
    this(pieces, prefix, Constraints.NONE, false);
  }

  /** A sentence whose translation may begin with anything. */
  public static SourceSentence of(int[] pieces) {
    return new SourceSentence(pieces, NO_PREFIX);
  }

  /** A copy with other constraints. */
  public SourceSentence withConstraints(Constraints value) {
    return new SourceSentence(pieces, prefix, value, aligned);
  }

  /** A copy of which the attention is wanted, or not. */
  public SourceSentence withAligned(boolean value) {
    return new SourceSentence(pieces, prefix, constraints, value);
  }

  /**
   * Gives the target pieces that its translation may need, whatever else a shortlist allows: those
   * of the prefix and of all that must be said. Some may stand twice.
   */
  public int[] alsoAllowed() {
    return IntStream.concat(IntStream.of(prefix), constraints.pieces()).toArray();
  }
}
