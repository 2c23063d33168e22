package org.truchman.text;

import java.util.Objects;

/**
 * How raw lines become pieces.
 *
 * @param wordTokenizer how lines are cut into words
 * @param bpeMerges merge operations to learn, at least 0; with 0 every character is a piece
 * @param jointBpe whether source and target share one set of merges and one vocabulary
 * @param minPieceCount pieces seen fewer times in training are not in the vocabulary, at least 1
 */
public record TextConfig(
    WordTokenizerType wordTokenizer, int bpeMerges, boolean jointBpe, int minPieceCount) {

  /** More merges than any published system uses; a larger number is a slip of the keyboard. */
  private static final int MAX_MERGES = 1_000_000;

  /** Checks the ranges. */
  public TextConfig {
    Objects.requireNonNull(
        wordTokenizer, "wordTokenizer is missing; RULES and TRAINED are allowed");
    if (bpeMerges < 0 || bpeMerges > MAX_MERGES) {
      throw new IllegalArgumentException(
          "bpeMerges is " + bpeMerges + "; 0 to " + MAX_MERGES + " are allowed");
    }
    if (minPieceCount < 1) {
      throw new IllegalArgumentException(
          "minPieceCount is " + minPieceCount + "; 1 and more are allowed");
    }
  }

  /** Rules, 8000 merges learnt on both languages together, every piece kept. */
  public static TextConfig defaults() {
    return new TextConfig(WordTokenizerType.RULES, 8000, true, 1);
  }

  /** A copy that cuts lines into words in another way. */
  public TextConfig withWordTokenizer(WordTokenizerType value) {
    return new TextConfig(value, bpeMerges, jointBpe, minPieceCount);
  }

  /** A copy with another number of merges. */
  public TextConfig withBpeMerges(int value) {
    return new TextConfig(wordTokenizer, value, jointBpe, minPieceCount);
  }

  /** A copy whose languages share, or do not share, merges and vocabulary. */
  public TextConfig withJointBpe(boolean value) {
    return new TextConfig(wordTokenizer, bpeMerges, value, minPieceCount);
  }

  /** A copy with another least count of a piece. */
  public TextConfig withMinPieceCount(int value) {
    return new TextConfig(wordTokenizer, bpeMerges, jointBpe, value);
  }
}
