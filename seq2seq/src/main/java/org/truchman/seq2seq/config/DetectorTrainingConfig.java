package org.truchman.seq2seq.config;

/**
 * How a language detector is trained.
 *
 * @param batchSize lines of a batch, at least 1
 * @param maxEpochs passes over the lines at most
 * @param maxLines lines of each language that are learnt from at most; 0 means all
 * @param learningRate Adam's step size
 * @param stoppingPatience validations, one an epoch, that bring nothing better before it stops
 * @param clipNorm greatest global norm of the gradient; 0 means no clipping
 * @param dropout share dropped of embeddings and before the output layer, in [0, 1)
 * @param maxLength characters of a line that are looked at, from its beginning
 * @param minLength in half of its epochs a line is cut to a random part of at least so many
 *     characters, so that short lines are known, too
 * @param seed of initialisation, order, cuts and dropout
 * @param threads of the engine; 0 means all processors
 */
public record DetectorTrainingConfig(
    int batchSize,
    int maxEpochs,
    int maxLines,
    double learningRate,
    int stoppingPatience,
    double clipNorm,
    double dropout,
    int maxLength,
    int minLength,
    long seed,
    int threads) {

  /** The model is the mean over about the last hundred updates, which spares a falling rate. */
  private static final double AVERAGE_DECAY = 0.99;

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public DetectorTrainingConfig {
    Allowed.whole("training.batchSize", batchSize, 1, 100_000);
    Allowed.whole("training.maxLines", maxLines, 0, Integer.MAX_VALUE);
    Allowed.share("training.dropout", dropout);
    Allowed.whole("training.maxLength", maxLength, 1, 100_000);
    Allowed.whole("training.minLength", minLength, 1, 100_000);
    if (minLength > maxLength) {
      throw new IllegalArgumentException(
          "training.minLength is "
              + minLength
              + "; allowed: 1 to "
              + maxLength
              + ", which is training.maxLength");
    }
    shared(batchSize, maxEpochs, learningRate, stoppingPatience, clipNorm, dropout, seed, threads);
  }

  /** Three passes over at most 20,000 lines of each language. */
  public static DetectorTrainingConfig defaults() {
    return new DetectorTrainingConfig(64, 3, 20_000, 4e-3, 2, 1, 0.2, 200, 12, 1, 0);
  }

  /** The same for the loop that all trainings share. */
  public TrainingConfig shared() {
    return shared(
        batchSize, maxEpochs, learningRate, stoppingPatience, clipNorm, dropout, seed, threads);
  }

  private static TrainingConfig shared(
      int batchSize,
      int maxEpochs,
      double learningRate,
      int stoppingPatience,
      double clipNorm,
      double dropout,
      long seed,
      int threads) {
    return TrainingConfig.defaults()
        .withBatchSize(batchSize)
        .withMaxEpochs(maxEpochs)
        .withLearningRate(learningRate)
        .withStoppingPatience(stoppingPatience)
        .withClipNorm(clipNorm)
        .withEmbeddingDropout(dropout)
        .withOutputDropout(dropout)
        .withLabelSmoothing(0)
        .withAverageDecay(AVERAGE_DECAY)
        .withLexicon(false)
        .withSeed(seed)
        .withThreads(threads);
  }
}
