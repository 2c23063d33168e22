package org.truchman.seq2seq.config;

/**
 * How a model is trained.
 *
 * @param batchSize sentence pairs in one batch, at least 1; with {@link BatchType#TOKENS} only of
 *     the validation
 * @param batchType what makes a batch full: {@code batchSize} sentence pairs or {@code batchTokens}
 *     tokens
 * @param batchTokens with {@link BatchType#TOKENS}: tokens of a batch's wider side at most, EOS and
 *     PAD counted
 * @param accumulate micro-batches whose gradients make one update, at least 1
 * @param maxEpochs passes over the corpus at most
 * @param maxUpdates updates at most; 0 means no limit
 * @param maxMinutes training minutes at most; 0 means no limit
 * @param optimizer what makes an update of a gradient
 * @param momentum share of the last step that goes on, in [0, 1); asks for {@link
 *     OptimizerType#SGD}
 * @param weightDecay decoupled weight decay, as a share of the learning rate, of matrices but not
 *     of biases; asks for {@link OptimizerType#ADAMW} or {@link OptimizerType#SGD}
 * @param learningRate step size, at its height
 * @param schedule how the learning rate goes on after the warm-up
 * @param warmupUpdates updates over which the learning rate rises from 0 to its height; {@link
 *     ScheduleType#INVERSE_SQRT} asks for at least 1
 * @param learningRateDecay factor of the learning rate, in (0, 1]: with {@link
 *     ScheduleType#PLATEAU} when the validation stalls, with {@link ScheduleType#EXPONENTIAL} at
 *     each turn
 * @param decayUpdates with {@link ScheduleType#EXPONENTIAL}: updates in which the learning rate
 *     falls by {@code learningRateDecay}; 0 means once an epoch
 * @param flatEpochs with {@link ScheduleType#EXPONENTIAL} once an epoch: epochs at the full
 *     learning rate, at least 1; only then it falls
 * @param decayPatience with {@link ScheduleType#PLATEAU}: validations that bring nothing better
 *     before the rate is cut
 * @param stopOn the score of the validation set that says what is better
 * @param stoppingPatience validations that bring nothing better before training stops
 * @param clipNorm greatest global norm of the gradient; 0 means no clipping
 * @param skipLimit updates in a row without a finite loss and gradient, at which training stops;
 *     fewer are left out and counted
 * @param embeddingDropout share of embedding units dropped, in [0, 1)
 * @param layerDropout share dropped between stacked layers, in [0, 1)
 * @param outputDropout share dropped before the output layer, in [0, 1)
 * @param variationalDropout whether embeddings and layers lose the same units at all steps of a
 *     sentence (Gal and Ghahramani 2016)
 * @param sourceWordDropout share of source pieces whose whole embedding is dropped, in [0, 1)
 * @param targetWordDropout share of the decoder's input pieces whose whole embedding is dropped, in
 *     [0, 1)
 * @param recurrentDropout share of the recurrent weights dropped in an update, in [0, 1)
 *     (DropConnect, Merity et al. 2018)
 * @param rDrop weight of the divergence between two passes over a batch with other units dropped
 *     (Liang et al. 2021); 0 means one pass; asks for some dropout
 * @param labelSmoothing share of the probability spread over all pieces, in [0, 1)
 * @param recurrentStart how the recurrent weights begin
 * @param startRange if above 0, weights begin uniform within this on both sides of 0 (0.08 in
 *     Sutskever et al. 2014), but not those that begin orthogonal; 0 means that each begins by its
 *     size
 * @param forgetBias what the forget gate's bias of an LSTM begins at
 * @param averageDecay decay of the moving average of the parameters that is validated and saved; 0
 *     means none
 * @param precision numbers of the matrix products
 * @param maxLength pieces of a training sentence at most; longer pairs are left out and counted
 * @param validationInterval updates between validations; 0 means once an epoch
 * @param keepCheckpoints states to keep as models of their own: so many of the last that were
 *     validated, and so many of the best
 * @param snapshotMinutes minutes between snapshots; 0 means one after every update
 * @param lexicon whether to learn word translations before the first update, from which searches
 *     take shortlists
 * @param seed of initialisation, order and dropout
 * @param threads of the engine; 0 means all processors
 */
public record TrainingConfig(
    int batchSize,
    BatchType batchType,
    int batchTokens,
    int accumulate,
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
    StopMetric stopOn,
    int stoppingPatience,
    double clipNorm,
    int skipLimit,
    double embeddingDropout,
    double layerDropout,
    double outputDropout,
    boolean variationalDropout,
    double sourceWordDropout,
    double targetWordDropout,
    double recurrentDropout,
    double rDrop,
    double labelSmoothing,
    RecurrentStart recurrentStart,
    double startRange,
    double forgetBias,
    double averageDecay,
    Precision precision,
    int maxLength,
    int validationInterval,
    int keepCheckpoints,
    double snapshotMinutes,
    boolean lexicon,
    long seed,
    int threads) {

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public TrainingConfig {
    Allowed.whole("training.batchSize", batchSize, 1, 100_000);
    Allowed.oneOf("training.batchType", batchType, BatchType.values());
    Allowed.whole("training.batchTokens", batchTokens, 1, 10_000_000);
    Allowed.whole("training.accumulate", accumulate, 1, 10_000);
    Allowed.whole("training.maxEpochs", maxEpochs, 1, Integer.MAX_VALUE);
    Allowed.whole("training.maxUpdates", maxUpdates, 0, Integer.MAX_VALUE);
    Allowed.atLeastZero("training.maxMinutes", maxMinutes);
    Allowed.oneOf("training.optimizer", optimizer, OptimizerType.values());
    Allowed.share("training.momentum", momentum);
    Allowed.atLeastZero("training.weightDecay", weightDecay);
    Allowed.aboveZero("training.learningRate", learningRate, 10);
    Allowed.oneOf("training.schedule", schedule, ScheduleType.values());
    Allowed.whole("training.warmupUpdates", warmupUpdates, 0, Integer.MAX_VALUE);
    Allowed.aboveZero("training.learningRateDecay", learningRateDecay, 1);
    Allowed.whole("training.decayUpdates", decayUpdates, 0, Integer.MAX_VALUE);
    Allowed.whole("training.flatEpochs", flatEpochs, 1, Integer.MAX_VALUE);
    Allowed.whole("training.decayPatience", decayPatience, 1, Integer.MAX_VALUE);
    Allowed.oneOf("training.stopOn", stopOn, StopMetric.values());
    Allowed.whole("training.stoppingPatience", stoppingPatience, 1, Integer.MAX_VALUE);
    Allowed.atLeastZero("training.clipNorm", clipNorm);
    Allowed.whole("training.skipLimit", skipLimit, 1, 1_000_000);
    Allowed.share("training.embeddingDropout", embeddingDropout);
    Allowed.share("training.layerDropout", layerDropout);
    Allowed.share("training.outputDropout", outputDropout);
    Allowed.share("training.sourceWordDropout", sourceWordDropout);
    Allowed.share("training.targetWordDropout", targetWordDropout);
    Allowed.share("training.recurrentDropout", recurrentDropout);
    Allowed.atLeastZero("training.rDrop", rDrop);
    Allowed.share("training.labelSmoothing", labelSmoothing);
    Allowed.oneOf("training.recurrentStart", recurrentStart, RecurrentStart.values());
    Allowed.between("training.startRange", startRange, 0, 1);
    Allowed.between("training.forgetBias", forgetBias, -10, 10);
    Allowed.share("training.averageDecay", averageDecay);
    Allowed.oneOf("training.precision", precision, Precision.values());
    Allowed.whole("training.maxLength", maxLength, 1, 10_000);
    Allowed.whole("training.validationInterval", validationInterval, 0, Integer.MAX_VALUE);
    Allowed.whole("training.keepCheckpoints", keepCheckpoints, 0, 1000);
    Allowed.atLeastZero("training.snapshotMinutes", snapshotMinutes);
    Allowed.whole("training.threads", threads, 0, 1024);
    checkOptimizer(optimizer, momentum, weightDecay);
    checkSchedule(schedule, warmupUpdates, decayUpdates);
    double units = embeddingDropout + layerDropout;
    checkVariational(variationalDropout, units);
    double dropped =
        units + outputDropout + sourceWordDropout + targetWordDropout + recurrentDropout;
    checkTwoPasses(rDrop, dropped);
    checkFlatEpochs(schedule, decayUpdates, flatEpochs);
    if (batchType == BatchType.TOKENS && batchTokens <= maxLength) {
      throw new IllegalArgumentException(
          "training.batchTokens is "
              + batchTokens
              + "; allowed with training.maxLength "
              + maxLength
              + ": at least "
              + (maxLength + 1)
              + ", so that the longest pair fits into a batch");
    }
  }

  private static void checkOptimizer(OptimizerType optimizer, double momentum, double weightDecay) {
    if (momentum > 0 && optimizer != OptimizerType.SGD) {
      throw new IllegalArgumentException(
          "training.momentum is "
              + momentum
              + "; allowed with training.optimizer "
              + Choice.label(optimizer)
              + ": 0, because Adam has moments of its own; or choose the optimizer sgd");
    }
    if (weightDecay > 0 && optimizer == OptimizerType.ADAM) {
      throw new IllegalArgumentException(
          "training.weightDecay is "
              + weightDecay
              + "; allowed with training.optimizer adam: 0; or choose the optimizer adamw");
    }
    if (weightDecay == 0 && optimizer == OptimizerType.ADAMW) {
      throw new IllegalArgumentException(
          "training.weightDecay is 0; allowed with training.optimizer adamw: above 0 (0.01 is"
              + " usual); or choose the optimizer adam");
    }
  }

  private static void checkVariational(boolean variationalDropout, double dropped) {
    if (variationalDropout && dropped == 0) {
      throw new IllegalArgumentException(
          "training.variationalDropout is true; allowed with training.embeddingDropout 0 and"
              + " training.layerDropout 0: false, because nothing is dropped that it could change");
    }
  }

  private static void checkTwoPasses(double rDrop, double dropped) {
    if (rDrop > 0 && dropped == 0) {
      throw new IllegalArgumentException(
          "training.rDrop is "
              + rDrop
              + "; allowed without any dropout: 0, because both passes would be the same");
    }
  }

  private static void checkSchedule(ScheduleType schedule, int warmupUpdates, int decayUpdates) {
    if (schedule == ScheduleType.INVERSE_SQRT && warmupUpdates == 0) {
      throw new IllegalArgumentException(
          "training.warmupUpdates is 0; allowed with training.schedule inverse-sqrt: at least 1,"
              + " because the rate falls from the end of the warm-up (4000 is usual)");
    }
    if (schedule != ScheduleType.EXPONENTIAL && decayUpdates > 0) {
      throw new IllegalArgumentException(
          "training.decayUpdates is "
              + decayUpdates
              + "; allowed with training.schedule "
              + Choice.label(schedule)
              + ": 0; or choose the schedule exponential");
    }
  }

  private static void checkFlatEpochs(ScheduleType schedule, int decayUpdates, int flatEpochs) {
    if (flatEpochs > 1 && (schedule != ScheduleType.EXPONENTIAL || decayUpdates > 0)) {
      throw new IllegalArgumentException(
          "training.flatEpochs is "
              + flatEpochs
              + "; allowed with training.schedule "
              + Choice.label(schedule)
              + " and training.decayUpdates "
              + decayUpdates
              + ": 1; or choose the schedule exponential, with decayUpdates 0");
    }
  }

  /**
   * Gives the default training: Adam, 64 pairs an update, at most 20 epochs.
   *
   * @return the defaults
   */
  public static TrainingConfig defaults() {
    return new TrainingConfig(
        64,
        BatchType.SENTENCES,
        2048,
        1,
        20,
        0,
        0,
        OptimizerType.ADAM,
        0,
        0,
        1e-3,
        ScheduleType.PLATEAU,
        0,
        0.5,
        0,
        1,
        1,
        StopMetric.PERPLEXITY,
        5,
        1.0,
        10,
        0.3,
        0.3,
        0.3,
        false,
        0,
        0,
        0,
        0,
        0.1,
        RecurrentStart.USUAL,
        0,
        1,
        0.999,
        Precision.FP32,
        100,
        0,
        0,
        5,
        true,
        1,
        0);
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
   * Gives a copy with another {@code batchType}.
   *
   * @param batchType the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withBatchType(BatchType batchType) {
    return Components.copy(this, "batchType", batchType);
  }

  /**
   * Gives a copy with another {@code batchTokens}.
   *
   * @param batchTokens the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withBatchTokens(int batchTokens) {
    return Components.copy(this, "batchTokens", batchTokens);
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
   * Gives a copy with another {@code optimizer}.
   *
   * @param optimizer the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withOptimizer(OptimizerType optimizer) {
    return Components.copy(this, "optimizer", optimizer);
  }

  /**
   * Gives a copy with another {@code momentum}.
   *
   * @param momentum the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withMomentum(double momentum) {
    return Components.copy(this, "momentum", momentum);
  }

  /**
   * Gives a copy with another {@code weightDecay}.
   *
   * @param weightDecay the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withWeightDecay(double weightDecay) {
    return Components.copy(this, "weightDecay", weightDecay);
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
   * Gives a copy with another {@code schedule}.
   *
   * @param schedule the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withSchedule(ScheduleType schedule) {
    return Components.copy(this, "schedule", schedule);
  }

  /**
   * Gives a copy with another {@code warmupUpdates}.
   *
   * @param warmupUpdates the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withWarmupUpdates(int warmupUpdates) {
    return Components.copy(this, "warmupUpdates", warmupUpdates);
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
   * Gives a copy with another {@code decayUpdates}.
   *
   * @param decayUpdates the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withDecayUpdates(int decayUpdates) {
    return Components.copy(this, "decayUpdates", decayUpdates);
  }

  /**
   * Gives a copy with another {@code flatEpochs}.
   *
   * @param flatEpochs the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withFlatEpochs(int flatEpochs) {
    return Components.copy(this, "flatEpochs", flatEpochs);
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
   * Gives a copy with another {@code stopOn}.
   *
   * @param stopOn the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withStopOn(StopMetric stopOn) {
    return Components.copy(this, "stopOn", stopOn);
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
   * Gives a copy with another {@code skipLimit}.
   *
   * @param skipLimit the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withSkipLimit(int skipLimit) {
    return Components.copy(this, "skipLimit", skipLimit);
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
   * Gives a copy with another {@code variationalDropout}.
   *
   * @param variationalDropout the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withVariationalDropout(boolean variationalDropout) {
    return Components.copy(this, "variationalDropout", variationalDropout);
  }

  /**
   * Gives a copy with another {@code sourceWordDropout}.
   *
   * @param sourceWordDropout the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withSourceWordDropout(double sourceWordDropout) {
    return Components.copy(this, "sourceWordDropout", sourceWordDropout);
  }

  /**
   * Gives a copy with another {@code targetWordDropout}.
   *
   * @param targetWordDropout the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withTargetWordDropout(double targetWordDropout) {
    return Components.copy(this, "targetWordDropout", targetWordDropout);
  }

  /**
   * Gives a copy with another {@code recurrentDropout}.
   *
   * @param recurrentDropout the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withRecurrentDropout(double recurrentDropout) {
    return Components.copy(this, "recurrentDropout", recurrentDropout);
  }

  /**
   * Gives a copy with another {@code rDrop}.
   *
   * @param rDrop the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withRDrop(double rDrop) {
    return Components.copy(this, "rDrop", rDrop);
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
   * Gives a copy with another {@code recurrentStart}.
   *
   * @param recurrentStart the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withRecurrentStart(RecurrentStart recurrentStart) {
    return Components.copy(this, "recurrentStart", recurrentStart);
  }

  /**
   * Gives a copy with another {@code startRange}.
   *
   * @param startRange the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withStartRange(double startRange) {
    return Components.copy(this, "startRange", startRange);
  }

  /**
   * Gives a copy with another {@code forgetBias}.
   *
   * @param forgetBias the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withForgetBias(double forgetBias) {
    return Components.copy(this, "forgetBias", forgetBias);
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
   * Gives a copy with another {@code precision}.
   *
   * @param precision the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withPrecision(Precision precision) {
    return Components.copy(this, "precision", precision);
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
   * Gives a copy with another {@code keepCheckpoints}.
   *
   * @param keepCheckpoints the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public TrainingConfig withKeepCheckpoints(int keepCheckpoints) {
    return Components.copy(this, "keepCheckpoints", keepCheckpoints);
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
   * Gives a copy with another {@code lexicon}.
   *
   * @param lexicon the new value
   * @return the changed copy; everything else is as here
   */
  public TrainingConfig withLexicon(boolean lexicon) {
    return Components.copy(this, "lexicon", lexicon);
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
