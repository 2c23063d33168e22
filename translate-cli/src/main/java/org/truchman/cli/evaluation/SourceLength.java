package org.truchman.cli.evaluation;

import org.truchman.metrics.tokens.BleuTokenizer;

/**
 * The classes of source length by which BLEU is told: always the same, so that test sets and runs
 * compare.
 */
public enum SourceLength {
  /** Up to 5 tokens, blank lines too. */
  UP_TO_5("0-5", 5),
  /** 6 to 10 tokens. */
  UP_TO_10("6-10", 10),
  /** 11 to 15 tokens. */
  UP_TO_15("11-15", 15),
  /** 16 to 20 tokens. */
  UP_TO_20("16-20", 20),
  /** 21 to 30 tokens. */
  UP_TO_30("21-30", 30),
  /** 31 to 40 tokens. */
  UP_TO_40("31-40", 40),
  /** 41 to 60 tokens. */
  UP_TO_60("41-60", 60),
  /** More than 60 tokens. */
  LONGER("61+", Integer.MAX_VALUE);

  private final String label;
  private final int most;

  SourceLength(String label, int most) {
    this.label = label;
    this.most = most;
  }

  /** Its name in tables. */
  public String label() {
    return label;
  }

  /**
   * The class of a line.
   *
   * @param source counted in words and punctuation marks, as BLEU's tokenizer zh does: Chinese
   *     characters count singly, the rest as 13a
   */
  public static SourceLength of(String source) {
    int tokens = BleuTokenizer.ZH.tokens(source).size();
    for (SourceLength length : values()) {
      if (tokens <= length.most) {
        return length;
      }
    }
    throw new IllegalStateException("a line of " + tokens + " tokens has no class of length");
  }
}
