package org.truchman.seq2seq.decoding;

import org.truchman.text.vocab.SpecialToken;

/**
 * The network's side of a search over a batch of B sentences: it keeps the states, the search keeps
 * the hypotheses. Each row of a call is one open hypothesis.
 *
 * <p>A search calls {@link #advance} once for each step. At first there is one row per sentence;
 * later the rows of a sentence stand together, best hypothesis first, sentences ascending, and
 * sentences that are done have no row any more. The caller who opened a scorer closes it.
 */
public interface StepScorer extends AutoCloseable {

  /** Gives the number V of target pieces, the special ones included; at least 4. */
  int vocabularySize();

  /**
   * Advances every row by one piece and gives what may come next.
   *
   * <p>PAD, UNK and BOS are never proposed; EOS always may be, at the first step too. The answer
   * for a row must not depend on the other rows.
   *
   * @param pieces last piece of each row, {@code (R)}; BOS at first
   * @param origin row of the previous call whose state each row continues, {@code (R)}; {@code
   *     null} at first
   * @param sentence sentence of each row, 0 to B-1, {@code (R)}
   * @param k candidates wanted for each row, 1 to V-3
   * @return exactly R rows of k candidates
   */
  Candidates advance(int[] pieces, int[] origin, int[] sentence, int k);

  /**
   * Advances every row by one piece and gives all that may come next: for rules that need what is
   * not among the best. It takes the place of {@link #advance} in a step; its numbers are the same.
   *
   * @param pieces as there
   * @param origin as there
   * @param sentence as there
   * @return exactly R rows of V log-probabilities
   */
  default Distributions distributions(int[] pieces, int[] origin, int[] sentence) {
    int all = vocabularySize() - SpecialToken.EOS.id();
    return Distributions.of(advance(pieces, origin, sentence, all), vocabularySize());
  }

  /**
   * Gives how much of each source piece the rows of the last call looked at, when they chose what
   * comes next.
   *
   * @return for each row the weights of its sentence's pieces, without its EOS, which has the rest
   *     of 1; in any order that is the same in every call
   * @throws IllegalArgumentException if the network has no attention
   */
  default float[][] attention() {
    throw new IllegalArgumentException(
        "search.coveragePenalty is above 0; allowed for a network without attention: 0");
  }

  @Override
  void close();
}
