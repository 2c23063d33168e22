package org.truchman.metrics;

/**
 * The settings of chrF.
 *
 * @param characterOrder the longest character n-gram
 * @param wordOrder the longest word n-gram; 0 leaves words out, 2 makes it chrF++
 * @param beta how much more recall weighs than precision
 * @param lowercase whether case is ignored
 * @param whitespace whether white space takes part in character n-grams
 * @param epsilonSmoothing whether every order counts, a tiny value in the place of no match, as in
 *     chrF++.py, NLTK and Moses; otherwise orders that one side lacks are left out
 */
public record ChrfOptions(
    int characterOrder,
    int wordOrder,
    int beta,
    boolean lowercase,
    boolean whitespace,
    boolean epsilonSmoothing) {

  /** Refuses orders and weights that have no meaning. */
  public ChrfOptions {
    if (characterOrder < 0 || wordOrder < 0 || characterOrder + wordOrder < 1) {
      throw new IllegalArgumentException(
          ("character order " + characterOrder + ", word order " + wordOrder)
              + ": neither may be negative, and one must be 1 at least");
    }
    if (beta < 0) {
      throw new IllegalArgumentException("beta " + beta + ": it must not be negative");
    }
  }

  /**
   * sacreBLEU's defaults: chrF2 with character n-grams up to 6.
   *
   * @return the options behind the standard signature
   */
  public static ChrfOptions defaults() {
    return new ChrfOptions(6, 0, 2, false, false, false);
  }

  /**
   * A copy with another longest character n-gram.
   *
   * @param value 0 or more
   * @return the copy
   */
  public ChrfOptions withCharacterOrder(int value) {
    return new ChrfOptions(value, wordOrder, beta, lowercase, whitespace, epsilonSmoothing);
  }

  /**
   * A copy with another longest word n-gram.
   *
   * @param value 0 or more
   * @return the copy
   */
  public ChrfOptions withWordOrder(int value) {
    return new ChrfOptions(characterOrder, value, beta, lowercase, whitespace, epsilonSmoothing);
  }

  /**
   * A copy with another weight of recall.
   *
   * @param value 0 or more
   * @return the copy
   */
  public ChrfOptions withBeta(int value) {
    return new ChrfOptions(
        characterOrder, wordOrder, value, lowercase, whitespace, epsilonSmoothing);
  }

  /**
   * A copy that ignores case, or not.
   *
   * @param value whether case is ignored
   * @return the copy
   */
  public ChrfOptions withLowercase(boolean value) {
    return new ChrfOptions(characterOrder, wordOrder, beta, value, whitespace, epsilonSmoothing);
  }

  /**
   * A copy that counts white space, or not.
   *
   * @param value whether white space takes part in character n-grams
   * @return the copy
   */
  public ChrfOptions withWhitespace(boolean value) {
    return new ChrfOptions(characterOrder, wordOrder, beta, lowercase, value, epsilonSmoothing);
  }

  /**
   * A copy with epsilon smoothing, or without.
   *
   * @param value whether every order counts
   * @return the copy
   */
  public ChrfOptions withEpsilonSmoothing(boolean value) {
    return new ChrfOptions(characterOrder, wordOrder, beta, lowercase, whitespace, value);
  }

  /** The number of orders, characters and words together. */
  int orders() {
    return characterOrder + wordOrder;
  }
}
