package org.truchman.seq2seq.decoding;

/**
 * A sentence to be translated.
 *
 * @param pieces its piece ids, without EOS; not to be changed
 * @param prefix ids of the pieces that its translation must begin with; mostly none; not to be
 *     changed
 */
public record SourceSentence(int[] pieces, int[] prefix) {
  private static final int[] NO_PREFIX = {};

  /** A sentence whose translation may begin with anything. */
  public static SourceSentence of(int[] pieces) {
    return new SourceSentence(pieces, NO_PREFIX);
  }
}
