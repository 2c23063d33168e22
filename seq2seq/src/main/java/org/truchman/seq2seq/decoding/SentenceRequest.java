package org.truchman.seq2seq.decoding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.truchman.text.vocab.SpecialToken;

/**
 * What is asked of the translation of one sentence. Lengths count the EOS.
 *
 * @param minLength pieces at least, 1 to {@code maxLength}; 1 allows the empty translation
 * @param maxLength pieces at most, more than the prefix has
 * @param prefix pieces that the translation begins with, without BOS; mostly none; not to be
 *     changed
 * @param key what the sentence is to sampling: equal keys, equal samples
 * @param constraints what must and must not be said, where the prefix leaves a choice
 * @param aligned whether the attention of every piece is wanted
 */
record SentenceRequest(
    int minLength,
    int maxLength,
    int[] prefix,
    long key,
    Constraints constraints,
    boolean aligned) {
  private static final int[] NO_PREFIX = {};

  /**
   * Checks lengths and pieces.
   *
   * @throws IllegalArgumentException if the lengths contradict each other or the prefix, or a piece
   *     of the prefix is a special token
   */
  SentenceRequest {
    if (minLength < 1 || minLength > maxLength || prefix.length >= maxLength) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a translation of %d to %d pieces, EOS counted, cannot begin with %d pieces",
              minLength,
              maxLength,
              prefix.length));
    }
    for (int piece : prefix) {
      if (piece < SpecialToken.COUNT) {
        throw new IllegalArgumentException(
            "piece " + piece + " of the prefix is a special token; allowed: ids of text, 4 and up");
      }
    }
  }

  /** A request without constraints. */
  SentenceRequest(int minLength, int maxLength, int[] prefix, long key) {
    this(minLength, maxLength, prefix, key, Constraints.NONE, false);
  }

  /** A copy with other constraints. */
  SentenceRequest withConstraints(Constraints value) {
    return new SentenceRequest(minLength, maxLength, prefix, key, value, aligned);
  }

  /** Whether nothing but the greatest length is asked for. */
  boolean isFree() {
    return minLength == 1 && prefix.length == 0 && constraints.isNone() && !aligned;
  }

  /** Asks for a translation of at most so many pieces, EOS counted, and for nothing else. */
  static SentenceRequest atMost(int maxLength) {
    return new SentenceRequest(1, maxLength, NO_PREFIX, 0);
  }

  /** Asks for translations of at most so many pieces, and for nothing else. */
  static List<SentenceRequest> atMost(int[] maxLengths) {
    return Arrays.stream(maxLengths).mapToObj(SentenceRequest::atMost).toList();
  }
}
