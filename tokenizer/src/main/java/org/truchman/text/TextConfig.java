package org.truchman.text;

/**
 * How raw lines become pieces.
 *
 * @param wordTokenizer {@code "rules"} (OpenNLP's simple tokenizer, every language) or {@code
 *     "trained"} (OpenNLP's trained model of the language)
 * @param bpeMerges merge operations to learn, at least 0
 * @param jointBpe whether source and target share one set of merges and one vocabulary
 * @param minPieceCount pieces seen fewer times in training are not in the vocabulary, at least 1
 */
public record TextConfig(
    String wordTokenizer, int bpeMerges, boolean jointBpe, int minPieceCount) {

  /** Checks the ranges. */
  public TextConfig {
    if (bpeMerges < 0 || bpeMerges > 1_000_000) {
      throw new IllegalArgumentException("bpeMerges is " + bpeMerges + "; allowed: 0 to 1000000");
    }
    if (minPieceCount < 1) {
      throw new IllegalArgumentException(
          "minPieceCount is " + minPieceCount + "; allowed: at least 1");
    }
  }

  /**
   * Gives the settings that fit a corpus of some ten thousand sentence pairs.
   *
   * @return rules, 8000 joint merges, every piece kept
   */
  public static TextConfig defaults() {
    return new TextConfig("rules", 8000, true, 1);
  }
}
