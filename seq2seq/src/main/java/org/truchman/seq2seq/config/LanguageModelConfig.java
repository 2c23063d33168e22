package org.truchman.seq2seq.config;

/**
 * The shape of a recurrent language model; everything that decides which weights exist.
 *
 * @param cell the recurrent cell
 * @param layers stacked recurrent layers, 1 to 8
 * @param embeddingSize width of the embeddings, at least 1
 * @param hiddenSize width H of each layer's state
 * @param tiedOutput whether the output layer's weights are the embeddings' (Press and Wolf 2017);
 *     asks for {@code embeddingSize} equal to {@code hiddenSize}
 */
public record LanguageModelConfig(
    CellType cell, int layers, int embeddingSize, int hiddenSize, boolean tiedOutput) {

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public LanguageModelConfig {
    Allowed.oneOf("model.cell", cell, CellType.values());
    Allowed.whole("model.layers", layers, 1, 8);
    Allowed.whole("model.embeddingSize", embeddingSize, 1, 8192);
    Allowed.whole("model.hiddenSize", hiddenSize, 1, 8192);
    if (tiedOutput && embeddingSize != hiddenSize) {
      throw new IllegalArgumentException(
          "model.tiedOutput is true, model.embeddingSize "
              + embeddingSize
              + " and model.hiddenSize "
              + hiddenSize
              + "; allowed with model.tiedOutput: equal sizes");
    }
  }

  /** The small model of Zaremba et al. 2014: an LSTM of two layers with 200 units each. */
  public static LanguageModelConfig defaults() {
    return new LanguageModelConfig(CellType.LSTM, 2, 200, 200, false);
  }
}
