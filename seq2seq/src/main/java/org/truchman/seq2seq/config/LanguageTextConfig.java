package org.truchman.seq2seq.config;

/**
 * What a language model takes text for.
 *
 * @param level words, subwords or characters
 * @param maxWords with {@link TextLevel#WORD}: the most frequent words that are known, the others
 *     being one unknown word; 0 for all
 * @param minCount words or characters seen fewer times are unknown, subwords are spelled in smaller
 *     ones; at least 1
 * @param bpeMerges with {@link TextLevel#SUBWORD}: merge operations to learn, at least 1; else 0
 */
public record LanguageTextConfig(TextLevel level, int maxWords, int minCount, int bpeMerges) {

  /** More merges than any published system uses, as {@code TextConfig} has it. */
  private static final int MAX_MERGES = 1_000_000;

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public LanguageTextConfig {
    Allowed.oneOf("text.level", level, TextLevel.values());
    Allowed.whole("text.maxWords", maxWords, 0, 10_000_000);
    Allowed.whole("text.minCount", minCount, 1, Integer.MAX_VALUE);
    Allowed.whole("text.bpeMerges", bpeMerges, 0, MAX_MERGES);
    if (level != TextLevel.WORD && maxWords > 0) {
      throw refusal("maxWords", maxWords, level, "0; only words can be too many");
    }
    if (level == TextLevel.SUBWORD && bpeMerges == 0) {
      throw refusal("bpeMerges", bpeMerges, level, "1 to " + MAX_MERGES + " (8000 is usual)");
    }
    if (level != TextLevel.SUBWORD && bpeMerges > 0) {
      throw refusal("bpeMerges", bpeMerges, level, "0; or choose the level subword");
    }
  }

  private static IllegalArgumentException refusal(
      String key, int value, TextLevel level, String allowed) {
    return new IllegalArgumentException(
        "text.%s is %d; allowed with text.level %s: %s"
            .formatted(key, value, Choice.label(level), allowed));
  }

  /** Every word that stands in the training text. */
  public static LanguageTextConfig defaults() {
    return new LanguageTextConfig(TextLevel.WORD, 0, 1, 0);
  }
}
