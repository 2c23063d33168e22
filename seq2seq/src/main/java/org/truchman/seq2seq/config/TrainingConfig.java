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
 * @param snapshotMinutes minutes between snapshots
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
    int threads) {}
