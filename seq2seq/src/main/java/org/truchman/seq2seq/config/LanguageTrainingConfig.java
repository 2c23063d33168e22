package org.truchman.seq2seq.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How a language model is trained: the text stands in {@code batchSize} rows, each read from left
 * to right in segments of {@code steps} pieces, through which the gradient flows back.
 *
 * <p>The gradient is that of the loss summed over a segment's steps, averaged over the rows, as in
 * Zaremba et al. 2014: their learning rate of 1 and norm of 5 mean the same here.
 *
 * @param batchSize rows that are read side by side, at least 1
 * @param steps pieces of a segment, at which back-propagation is cut; 0 cuts nowhere
 * @param start the state that a segment begins in; at the start of an epoch it is zero
 * @param initialRange parameters begin uniform within plus and minus this; 0 begins as translation
 *     models do, by each parameter's shape
 * @param maxEpochs passes over the text at most
 * @param maxUpdates updates at most; 0 means no limit
 * @param maxMinutes training minutes at most; 0 means no limit
 * @param optimizer as {@link TrainingConfig#optimizer}
 * @param momentum as {@link TrainingConfig#momentum}
 * @param weightDecay as {@link TrainingConfig#weightDecay}
 * @param learningRate step size, at its height
 * @param schedule as {@link TrainingConfig#schedule}
 * @param warmupUpdates as {@link TrainingConfig#warmupUpdates}
 * @param learningRateDecay as {@link TrainingConfig#learningRateDecay}
 * @param decayUpdates as {@link TrainingConfig#decayUpdates}
 * @param flatEpochs as {@link TrainingConfig#flatEpochs}
 * @param decayPatience as {@link TrainingConfig#decayPatience}
 * @param stoppingPatience validations that bring nothing better before training stops
 * @param clipNorm greatest global norm of the gradient; 0 means no clipping
 * @param skipLimit as {@link TrainingConfig#skipLimit}
 * @param dropout share dropped of embeddings, between layers and before the output layer, never
 *     between steps (Zaremba et al. 2014), in [0, 1)
 * @param averageDecay as {@link TrainingConfig#averageDecay}
 * @param precision numbers of the matrix products
 * @param validationInterval updates between validations; 0 means once an epoch
 * @param snapshotMinutes minutes between snapshots; 0 means one after every update
 * @param maxMemory gibibytes that a segment's values may take, as estimated; 0 means three quarters
 *     of the machine's memory
 * @param seed of initialisation and dropout
 * @param threads of the engine; 0 means all processors
 */
public record LanguageTrainingConfig(
    int batchSize,
    int steps,
    SegmentStart start,
    double initialRange,
    int maxEpochs,
    int maxUpdates,
    double maxMinutes,
    OptimizerType optimizer,
    double momentum,
    double weightDecay,
    double learningRate,
    ScheduleType schedule,
    int warmupUpdates,
    double learningRateDecay,
    int decayUpdates,
    int flatEpochs,
    int decayPatience,
    int stoppingPatience,
    double clipNorm,
    int skipLimit,
    double dropout,
    double averageDecay,
    Precision precision,
    int validationInterval,
    double snapshotMinutes,
    double maxMemory,
    long seed,
    int threads) {

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public LanguageTrainingConfig {
    Allowed.whole("training.batchSize", batchSize, 1, 100_000);
    Allowed.whole("training.steps", steps, 0, 1_000_000_000);
    Allowed.oneOf("training.start", start, SegmentStart.values());
    Allowed.between("training.initialRange", initialRange, 0, 1);
    Allowed.share("training.dropout", dropout);
    Allowed.atLeastZero("training.maxMemory", maxMemory);
  }

  /**
   * An LSTM learns in four epochs at full speed, as the small model of Zaremba et al. 2014, and
   * then at half the speed of the epoch before.
   */
  public static LanguageTrainingConfig defaults() {
    return new LanguageTrainingConfig(
        20,
        20,
        SegmentStart.CARRIED,
        0.1,
        13,
        0,
        0,
        OptimizerType.SGD,
        0,
        0,
        1,
        ScheduleType.EXPONENTIAL,
        0,
        0.5,
        0,
        4,
        1,
        5,
        5,
        10,
        0,
        0,
        Precision.FP32,
        0,
        5,
        0,
        1,
        0);
  }

  /**
   * The same for the loop that all trainings share; it refuses what is not allowed there, by the
   * same keys.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public TrainingConfig shared() {
    Map<String, Object> values = new HashMap<>();
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      values.put(component.getName(), Components.value(TrainingConfig.defaults(), component));
    }
    for (RecordComponent component : LanguageTrainingConfig.class.getRecordComponents()) {
      values.computeIfPresent(
          component.getName(), (name, other) -> Components.value(this, component));
    }
    values.putAll(
        Map.of(
            "stopOn",
            StopMetric.PERPLEXITY,
            "embeddingDropout",
            dropout,
            "layerDropout",
            dropout,
            "outputDropout",
            dropout,
            "labelSmoothing",
            0.0,
            "lexicon",
            false));
    Object[] inOrder =
        Arrays.stream(TrainingConfig.class.getRecordComponents())
            .map(component -> values.get(component.getName()))
            .toArray();
    return Components.build(TrainingConfig.class, inOrder);
  }
}
