package org.truchman.seq2seq.data;

/**
 * When a batch is full: by its pairs, or by the tokens of its wider side, EOS and PAD counted.
 *
 * @param pairs in a batch at most; 0 means by tokens
 * @param tokens in a batch at most; 0 means by pairs
 */
public record BatchLimit(int pairs, int tokens) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException unless one of them is above 0 and the other is 0
   */
  public BatchLimit {
    if (pairs < 0 || tokens < 0 || (pairs == 0) == (tokens == 0)) {
      throw new IllegalArgumentException(
          "batch size "
              + (tokens == 0 ? pairs : tokens)
              + "; it must be at least 1, of pairs or of tokens");
    }
  }

  /** Batches of so many pairs. */
  public static BatchLimit ofPairs(int pairs) {
    return new BatchLimit(pairs, 0);
  }

  /** Batches of so many tokens; a pair that has more stands alone. */
  public static BatchLimit ofTokens(int tokens) {
    return new BatchLimit(0, tokens);
  }

  /** Whether so many pairs fit, the longest of which has so many pieces on its longer side. */
  boolean fits(int count, int longest) {
    return tokens == 0 ? count <= pairs : count * (longest + 1L) <= tokens;
  }
}
