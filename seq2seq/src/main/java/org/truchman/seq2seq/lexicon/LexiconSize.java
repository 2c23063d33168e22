package org.truchman.seq2seq.lexicon;

/**
 * How much of a model a lexicon takes.
 *
 * @param best target pieces of a source piece at most, from 0
 * @param floor probability of such a target piece at least, from 0 to 1
 * @param frequent frequent target pieces, from 0
 */
public record LexiconSize(int best, double floor, int frequent) {
  /**
   * More than a shortlist takes by default, so that its size can be chosen without learning anew.
   */
  public static final LexiconSize DEFAULT = new LexiconSize(50, 1e-4, 2000);

  /** Most target pieces of a list: what the file's 16 bits count. */
  static final int LONGEST = (1 << 16) - 1;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException naming the one that is not allowed
   */
  public LexiconSize {
    require("best", best);
    require("frequent", frequent);
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor is " + floor + "; allowed: 0 to 1");
    }
  }

  static void require(String name, int count) {
    if (count < 0 || count > LONGEST) {
      throw new IllegalArgumentException(name + " is " + count + "; allowed: 0 to " + LONGEST);
    }
  }
}
