package org.truchman.seq2seq.config;

/**
 * How a model is trained.
 *
 * @param batchSize sentence pairs in one update, at least 1
 * @param accumulate micro-batches whose gradients make one update, at least 1
 * @param maxEpochs passes over the corpus at most
 * @param maxUpdates updates at most; 0 means no limit
 * @param maxMinutes training minutes at most; 0 means no limit
 * @param learningRate Adam's step size at the start
 * @param learningRateDecay factor of the learning rate when the validation stalls, in (0, 1]
 * @param decayPatience validations without a better perplexity before the rate is cut
 * @param stoppingPatience validations without a better perplexity before training stops
 * @param clipNorm greatest global norm of the gradient; 0 means no clipping
 * @param embeddingDropout share of embedding units dropped, in [0, 1)
 * @param layerDropout share dropped between stacked layers, in [0, 1)
 * @param outputDropout share dropped before the output layer, in [0, 1)
 * @param labelSmoothing share of the probability spread over all pieces, in [0, 1)
 * @param averageDecay decay of the moving average of the parameters that is validated and saved; 0
 *     means none
 * @param maxLength pieces of a training sentence at most; longer pairs are left out and counted
 * @param validationInterval updates between validations; 0 means once an epoch
 * @param snapshotMinutes minutes between snapshots; 0 means one after every update
 * @param seed of initialisation, order and dropout
 * @param threads of the engine; 0 means all processors
 */
public record TrainingConfig(
    int batchSize,
    int accumulate,
    int maxEpochs,
    int maxUpdates,
    double maxMinutes,
    double learningRate,
    double learningRateDecay,
    int decayPatience,
    int stoppingPatience,
    double clipNorm,
    double embeddingDropout,
    double layerDropout,
    double outputDropout,
    double labelSmoothing,
    double averageDecay,
    int maxLength,
    int validationInterval,
    double snapshotMinutes,
    long seed,
    int threads) {

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public TrainingConfig {
    Allowed.whole("training.batchSize", batchSize, 1, 100_000);
    Allowed.whole("training.accumulate", accumulate, 1, 10_000);
    Allowed.whole("training.maxEpochs", maxEpochs, 1, Integer.MAX_VALUE);
    Allowed.whole("training.maxUpdates", maxUpdates, 0, Integer.MAX_VALUE);
    Allowed.atLeastZero("training.maxMinutes", maxMinutes);
    Allowed.aboveZero("training.learningRate", learningRate, 10);
    Allowed.aboveZero("training.learningRateDecay", learningRateDecay, 1);
    Allowed.whole("training.decayPatience", decayPatience, 1, Integer.MAX_VALUE);
    Allowed.whole("training.stoppingPatience", stoppingPatience, 1, Integer.MAX_VALUE);
    Allowed.atLeastZero("training.clipNorm", clipNorm);
    Allowed.share("training.embeddingDropout", embeddingDropout);
    Allowed.share("training.layerDropout", layerDropout);
    Allowed.share("training.outputDropout", outputDropout);
    Allowed.share("training.labelSmoothing", labelSmoothing);
    Allowed.share("training.averageDecay", averageDecay);
    Allowed.whole("training.maxLength", maxLength, 1, 10_000);
    Allowed.whole("training.validationInterval", validationInterval, 0, Integer.MAX_VALUE);
    Allowed.atLeastZero("training.snapshotMinutes", snapshotMinutes);
    Allowed.whole("training.threads", threads, 0, 1024);
  }

  /**
   * Gives the default training: Adam, 64 pairs an update, at most 20 epochs.
   *
   * @return the defaults
   */
  public static TrainingConfig defaults() {
    return new TrainingConfig(
        64, 1, 20, 0, 0, 1e-3, 0.5, 1, 5, 1.0, 0.3, 0.3, 0.3, 0.1, 0.999, 100, 0, 5, 1, 0);
  }

  /**
   * Gives a copy with another {@code batchSize}.
   *
   * @param batchSize the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withBatchSize(int batchSize) {
    return Components.copy(this, "batchSize", batchSize);
  }

  /**
   * Gives a copy with another {@code accumulate}.
   *
   * @param accumulate the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withAccumulate(int accumulate) {
    return Components.copy(this, "accumulate", accumulate);
  }

  /**
   * Gives a copy with another {@code maxEpochs}.
   *
   * @param maxEpochs the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withMaxEpochs(int maxEpochs) {
    return Components.copy(this, "maxEpochs", maxEpochs);
  }

  /**
   * Gives a copy with another {@code maxUpdates}.
   *
   * @param maxUpdates the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withMaxUpdates(int maxUpdates) {
    return Components.copy(this, "maxUpdates", maxUpdates);
  }

  /**
   * Gives a copy with another {@code maxMinutes}.
   *
   * @param maxMinutes the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withMaxMinutes(double maxMinutes) {
    return Components.copy(this, "maxMinutes", maxMinutes);
  }

  /**
   * Gives a copy with another {@code learningRate}.
   *
   * @param learningRate the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withLearningRate(double learningRate) {
    return Components.copy(this, "learningRate", learningRate);
  }

  /**
   * Gives a copy with another {@code learningRateDecay}.
   *
   * @param learningRateDecay the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withLearningRateDecay(double learningRateDecay) {
    return Components.copy(this, "learningRateDecay", learningRateDecay);
  }

  /**
   * Gives a copy with another {@code decayPatience}.
   *
   * @param decayPatience the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withDecayPatience(int decayPatience) {
    return Components.copy(this, "decayPatience", decayPatience);
  }

  /**
   * Gives a copy with another {@code stoppingPatience}.
   *
   * @param stoppingPatience the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withStoppingPatience(int stoppingPatience) {
    return Components.copy(this, "stoppingPatience", stoppingPatience);
  }

  /**
   * Gives a copy with another {@code clipNorm}.
   *
   * @param clipNorm the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withClipNorm(double clipNorm) {
    return Components.copy(this, "clipNorm", clipNorm);
  }

  /**
   * Gives a copy with another {@code embeddingDropout}.
   *
   * @param embeddingDropout the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withEmbeddingDropout(double embeddingDropout) {
    return Components.copy(this, "embeddingDropout", embeddingDropout);
  }

  /**
   * Gives a copy with another {@code layerDropout}.
   *
   * @param layerDropout the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withLayerDropout(double layerDropout) {
    return Components.copy(this, "layerDropout", layerDropout);
  }

  /**
   * Gives a copy with another {@code outputDropout}.
   *
   * @param outputDropout the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withOutputDropout(double outputDropout) {
    return Components.copy(this, "outputDropout", outputDropout);
  }

  /**
   * Gives a copy with another {@code labelSmoothing}.
   *
   * @param labelSmoothing the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withLabelSmoothing(double labelSmoothing) {
    return Components.copy(this, "labelSmoothing", labelSmoothing);
  }

  /**
   * Gives a copy with another {@code averageDecay}.
   *
   * @param averageDecay the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withAverageDecay(double averageDecay) {
    return Components.copy(this, "averageDecay", averageDecay);
  }

  /**
   * Gives a copy with another {@code maxLength}.
   *
   * @param maxLength the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withMaxLength(int maxLength) {
    return Components.copy(this, "maxLength", maxLength);
  }

  /**
   * Gives a copy with another {@code validationInterval}.
   *
   * @param validationInterval the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withValidationInterval(int validationInterval) {
    return Components.copy(this, "validationInterval", validationInterval);
  }

  /**
   * Gives a copy with another {@code snapshotMinutes}.
   *
   * @param snapshotMinutes the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withSnapshotMinutes(double snapshotMinutes) {
    return Components.copy(this, "snapshotMinutes", snapshotMinutes);
  }

  /**
   * Gives a copy with another {@code seed}.
   *
   * @param seed the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withSeed(long seed) {
    return Components.copy(this, "seed", seed);
  }

  /**
   * Gives a copy with another {@code threads}.
   *
   * @param threads the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withThreads(int threads) {
    return Components.copy(this, "threads", threads);
  }
}
