package org.truchman.seq2seq.config;

/**
 * How a translation is searched for.
 *
 * @param method beam search, or sampling
 * @param beamSize hypotheses kept open for a sentence; 1 is greedy search; sampling has none
 * @param nBest alternatives returned, 1 to beamSize; in sampling the number of samples
 * @param lengthPenaltyType how hypotheses of different lengths are made comparable
 * @param lengthPenalty a of the type: an exponent, or the reward of a piece; 0 compares plain
 *     probabilities, as the type {@link LengthPenaltyType#NONE} does whatever stands here
 * @param coveragePenalty what source pieces count that attention has not looked at: beta of Wu et
 *     al. 2016, equation 15; 0 for none
 * @param noRepeatNgram no n pieces in a row stand twice in a translation; 0 allows all
 * @param minLengthFactor pieces of a translation at least for each source piece
 * @param maxLengthFactor pieces of a translation at most for each source piece (plus {@code
 *     maxLengthOffset})
 * @param maxLengthOffset added to the limit above
 * @param temperature of sampling: log-probabilities are divided by it
 * @param topK of sampling: only so many of the most probable pieces are drawn from; 0 for all
 * @param topP of sampling: only the most probable pieces that have this probability together are
 *     drawn from (Holtzman et al. 2020); 1 for all
 * @param seed of sampling: with a sentence's own pieces it decides what is drawn
 * @param batchSize sentences searched together
 * @param maxSourceLength pieces of a source sentence at most; a longer line is split and rejoined
 * @param precision numbers of the matrix products; decided when a model is opened
 * @param shortlist whether each sentence is searched over pieces of its own; decided when a model
 *     is opened
 */
public record SearchConfig(
    SearchMethod method,
    int beamSize,
    int nBest,
    LengthPenaltyType lengthPenaltyType,
    double lengthPenalty,
    double coveragePenalty,
    int noRepeatNgram,
    double minLengthFactor,
    double maxLengthFactor,
    int maxLengthOffset,
    double temperature,
    int topK,
    double topP,
    long seed,
    int batchSize,
    int maxSourceLength,
    SearchPrecision precision,
    ShortlistUse shortlist) {

  private static final long DEFAULT_SEED = 1;

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public SearchConfig {
    Allowed.oneOf("search.method", method, SearchMethod.values());
    Allowed.whole("search.beamSize", beamSize, 1, 1000);
    checkNBest(method, beamSize, nBest);
    Allowed.oneOf("search.lengthPenaltyType", lengthPenaltyType, LengthPenaltyType.values());
    Allowed.between("search.lengthPenalty", lengthPenalty, 0, 10);
    Allowed.between("search.coveragePenalty", coveragePenalty, 0, 10);
    Allowed.whole("search.noRepeatNgram", noRepeatNgram, 0, 100);
    Allowed.between("search.maxLengthFactor", maxLengthFactor, 0, 100);
    Allowed.whole("search.maxLengthOffset", maxLengthOffset, 0, 10_000);
    checkLengths(minLengthFactor, maxLengthFactor, maxLengthOffset);
    Allowed.aboveZero("search.temperature", temperature, 100);
    Allowed.whole("search.topK", topK, 0, Integer.MAX_VALUE);
    Allowed.aboveZero("search.topP", topP, 1);
    if (method != SearchMethod.SAMPLE) {
      checkSampling("search.temperature", temperature, 1);
      checkSampling("search.topK", topK, 0);
      checkSampling("search.topP", topP, 1);
      checkSampling("search.seed", seed, DEFAULT_SEED);
    }
    Allowed.whole("search.batchSize", batchSize, 1, 10_000);
    Allowed.whole("search.maxSourceLength", maxSourceLength, 1, 10_000);
    Allowed.oneOf("search.precision", precision, SearchPrecision.values());
    Allowed.oneOf("search.shortlist", shortlist, ShortlistUse.values());
  }

  private static void checkNBest(SearchMethod method, int beamSize, int nBest) {
    if (method == SearchMethod.SAMPLE) {
      Allowed.whole("search.nBest", nBest, 1, 1000);
    } else if (nBest < 1 || nBest > beamSize) {
      throw new IllegalArgumentException(
          "search.nBest is "
              + nBest
              + "; allowed: 1 to "
              + beamSize
              + ", which is search.beamSize");
    }
  }

  private static void checkLengths(double least, double most, int offset) {
    if (!(least >= 0 && least <= most)) {
      throw new IllegalArgumentException(
          "search.minLengthFactor is "
              + least
              + "; allowed: 0 to "
              + most
              + ", which is search.maxLengthFactor");
    }
    if (most == 0 && offset == 0) {
      throw new IllegalArgumentException(
          "search.maxLengthFactor and search.maxLengthOffset are both 0, which allows no piece;"
              + " allowed: at least one of them above 0");
    }
  }

  /** A setting of sampling says nothing to a beam: it must be as it is by default. */
  private static void checkSampling(String key, Number value, Number allowed) {
    if (value.doubleValue() != allowed.doubleValue()) {
      throw new IllegalArgumentException(
          key
              + " is "
              + value
              + "; allowed with search.method beam: "
              + allowed
              + "; or choose the method sample");
    }
  }

  /**
   * Gives the default search: beam 5, one translation, length-normalised.
   *
   * @return the defaults
   */
  public static SearchConfig defaults() {
    return new SearchConfig(
        SearchMethod.BEAM,
        5,
        1,
        LengthPenaltyType.AVERAGE,
        1.0,
        0,
        0,
        0,
        2.0,
        10,
        1,
        0,
        1,
        DEFAULT_SEED,
        32,
        100,
        SearchPrecision.AUTO,
        ShortlistUse.AUTO);
  }

  /**
   * Gives a copy with another {@code method}.
   *
   * @param method the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withMethod(SearchMethod method) {
    return Components.copy(this, "method", method);
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
   * Gives a copy with another {@code lengthPenaltyType}.
   *
   * @param lengthPenaltyType the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withLengthPenaltyType(LengthPenaltyType lengthPenaltyType) {
    return Components.copy(this, "lengthPenaltyType", lengthPenaltyType);
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
   * Gives a copy with another {@code coveragePenalty}.
   *
   * @param coveragePenalty the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withCoveragePenalty(double coveragePenalty) {
    return Components.copy(this, "coveragePenalty", coveragePenalty);
  }

  /**
   * Gives a copy with another {@code noRepeatNgram}.
   *
   * @param noRepeatNgram the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withNoRepeatNgram(int noRepeatNgram) {
    return Components.copy(this, "noRepeatNgram", noRepeatNgram);
  }

  /**
   * Gives a copy with another {@code minLengthFactor}.
   *
   * @param minLengthFactor the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withMinLengthFactor(double minLengthFactor) {
    return Components.copy(this, "minLengthFactor", minLengthFactor);
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
   * Gives a copy with another {@code temperature}.
   *
   * @param temperature the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withTemperature(double temperature) {
    return Components.copy(this, "temperature", temperature);
  }

  /**
   * Gives a copy with another {@code topK}.
   *
   * @param topK the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withTopK(int topK) {
    return Components.copy(this, "topK", topK);
  }

  /**
   * Gives a copy with another {@code topP}.
   *
   * @param topP the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withTopP(double topP) {
    return Components.copy(this, "topP", topP);
  }

  /**
   * Gives a copy with another {@code seed}.
   *
   * @param seed the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public SearchConfig withSeed(long seed) {
    return Components.copy(this, "seed", seed);
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

  /**
   * Gives a copy with another {@code precision}.
   *
   * @param precision the new value
   * @return the changed copy; everything else is as here
   */
  public SearchConfig withPrecision(SearchPrecision precision) {
    return Components.copy(this, "precision", precision);
  }

  /**
   * Gives a copy with another {@code shortlist}.
   *
   * @param shortlist the new value
   * @return the changed copy; everything else is as here
   */
  public SearchConfig withShortlist(ShortlistUse shortlist) {
    return Components.copy(this, "shortlist", shortlist);
  }
}
