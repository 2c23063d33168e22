package org.truchman.metrics;

/**
 * The settings of TER; the defaults are Tercom's.
 *
 * @param normalized whether punctuation is set apart and XML entities are resolved
 * @param noPunctuation whether punctuation is removed
 * @param asianSupport whether the two settings above reach to Chinese and Japanese characters
 * @param caseSensitive whether case counts
 */
public record TerOptions(
    boolean normalized, boolean noPunctuation, boolean asianSupport, boolean caseSensitive) {

  /**
   * sacreBLEU's defaults: words as they stand, case ignored.
   *
   * @return the options behind the standard signature
   */
  public static TerOptions defaults() {
    return new TerOptions(false, false, false, false);
  }

  /**
   * A copy that normalises, or not.
   *
   * @param value whether punctuation is set apart
   * @return the copy
   */
  public TerOptions withNormalized(boolean value) {
    return new TerOptions(value, noPunctuation, asianSupport, caseSensitive);
  }

  /**
   * A copy that removes punctuation, or not.
   *
   * @param value whether punctuation is removed
   * @return the copy
   */
  public TerOptions withNoPunctuation(boolean value) {
    return new TerOptions(normalized, value, asianSupport, caseSensitive);
  }

  /**
   * A copy with support for Chinese and Japanese, or without.
   *
   * @param value whether their characters are treated on their own
   * @return the copy
   */
  public TerOptions withAsianSupport(boolean value) {
    return new TerOptions(normalized, noPunctuation, value, caseSensitive);
  }

  /**
   * A copy that heeds case, or not.
   *
   * @param value whether case counts
   * @return the copy
   */
  public TerOptions withCaseSensitive(boolean value) {
    return new TerOptions(normalized, noPunctuation, asianSupport, value);
  }
}
