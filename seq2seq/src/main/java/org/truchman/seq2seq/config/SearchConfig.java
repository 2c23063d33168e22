package org.truchman.seq2seq.config;

/**
 * How a translation is searched for.
 *
 * @param beamSize hypotheses kept open for a sentence; 1 is greedy search
 * @param nBest alternatives returned, 1 to beamSize
 * @param lengthPenalty exponent a of log p / length^a; 0 compares plain probabilities, 1 averages
 * @param maxLengthFactor pieces of a translation at most for each source piece (plus {@code
 *     maxLengthOffset})
 * @param maxLengthOffset added to the limit above
 * @param batchSize sentences searched together
 * @param maxSourceLength pieces of a source sentence at most; a longer line is split and rejoined
 */
public record SearchConfig(
    int beamSize,
    int nBest,
    double lengthPenalty,
    double maxLengthFactor,
    int maxLengthOffset,
    int batchSize,
    int maxSourceLength) {

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public SearchConfig {
    Allowed.whole("search.beamSize", beamSize, 1, 1000);
    if (nBest < 1 || nBest > beamSize) {
      throw new IllegalArgumentException(
          "search.nBest is "
              + nBest
              + "; allowed: 1 to "
              + beamSize
              + ", which is search.beamSize");
    }
    Allowed.between("search.lengthPenalty", lengthPenalty, 0, 10);
    Allowed.between("search.maxLengthFactor", maxLengthFactor, 0, 100);
    Allowed.whole("search.maxLengthOffset", maxLengthOffset, 0, 10_000);
    Allowed.whole("search.batchSize", batchSize, 1, 10_000);
    Allowed.whole("search.maxSourceLength", maxSourceLength, 1, 10_000);
    if (maxLengthFactor == 0 && maxLengthOffset == 0) {
      throw new IllegalArgumentException(
          "search.maxLengthFactor and search.maxLengthOffset are both 0, which allows no piece;"
              + " allowed: at least one of them above 0");
    }
  }

  /**
   * Gives the default search: beam 5, one translation, length-normalised.
   *
   * @return the defaults
   */
  public static SearchConfig defaults() {
    return new SearchConfig(5, 1, 1.0, 2.0, 10, 32, 100);
  }

  /**
   * Gives a copy with another {@code beamSize}.
   *
   * @param beamSize the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withBeamSize(int beamSize) {
    return Components.copy(this, "beamSize", beamSize);
  }

  /**
   * Gives a copy with another {@code nBest}.
   *
   * @param nBest the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withNBest(int nBest) {
    return Components.copy(this, "nBest", nBest);
  }

  /**
   * Gives a copy with another {@code lengthPenalty}.
   *
   * @param lengthPenalty the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withLengthPenalty(double lengthPenalty) {
    return Components.copy(this, "lengthPenalty", lengthPenalty);
  }

  /**
   * Gives a copy with another {@code maxLengthFactor}.
   *
   * @param maxLengthFactor the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withMaxLengthFactor(double maxLengthFactor) {
    return Components.copy(this, "maxLengthFactor", maxLengthFactor);
  }

  /**
   * Gives a copy with another {@code maxLengthOffset}.
   *
   * @param maxLengthOffset the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withMaxLengthOffset(int maxLengthOffset) {
    return Components.copy(this, "maxLengthOffset", maxLengthOffset);
  }

  /**
   * Gives a copy with another {@code batchSize}.
   *
   * @param batchSize the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withBatchSize(int batchSize) {
    return Components.copy(this, "batchSize", batchSize);
  }

  /**
   * Gives a copy with another {@code maxSourceLength}.
   *
   * @param maxSourceLength the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withMaxSourceLength(int maxSourceLength) {
    return Components.copy(this, "maxSourceLength", maxSourceLength);
  }
}
