package org.truchman.seq2seq.config;

/**
 * The shape of a language detector: characters, one recurrent layer in both directions, the mean of
 * its states, an output for each language.
 *
 * @param cell the recurrent cell
 * @param embeddingSize width of the characters' embeddings, at least 1
 * @param hiddenSize width of the states of both directions together; even, at least 2
 * @param minCount characters seen fewer times are unknown, at least 1
 */
public record DetectorModelConfig(CellType cell, int embeddingSize, int hiddenSize, int minCount) {

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public DetectorModelConfig {
    Allowed.oneOf("model.cell", cell, CellType.values());
    Allowed.whole("model.embeddingSize", embeddingSize, 1, 8192);
    Allowed.whole("model.hiddenSize", hiddenSize, 2, 8192);
    Allowed.whole("model.minCount", minCount, 1, Integer.MAX_VALUE);
    if (hiddenSize % 2 != 0) {
      throw new IllegalArgumentException(
          "model.hiddenSize is " + hiddenSize + "; allowed: even sizes, half for each direction");
    }
  }

  /** A GRU of 64 units in each direction. */
  public static DetectorModelConfig defaults() {
    return new DetectorModelConfig(CellType.GRU, 32, 128, 3);
  }
}
