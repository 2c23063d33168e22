package org.truchman.seq2seq.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.truchman.seq2seq.config.DetectorTrainingConfig;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.layer.Dropout;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.model.LineClassifier;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.script.OutputChunks;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;
import org.truchman.seq2seq.training.Course;
import org.truchman.seq2seq.training.OptimizerState;
import org.truchman.seq2seq.training.ParameterStep;
import org.truchman.seq2seq.training.Seeds;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.Validator;

/**
 * Learns to tell the languages of lines: batch after batch of characters, a label for each line.
 */
public final class LineCourse implements Course {
  private final LineClassifier model;
  private final TrainingConfig config;
  private final LinePlan plan;
  private final Function<NDArray, Validator.Findings> validation;
  private final OptimizerState optimizer;
  private final ParameterStep parameters;
  private final Regime regime;
  private final OutputChunks chunks;
  private int epoch;
  private List<LabelledLines> batches;

  /**
   * A course before its first update.
   *
   * @param config as the loop has it
   * @param settings the same, and how lines are cut
   * @param lines at least one
   * @param validation what the validation lines say of parameters
   */
  public LineCourse(
      LineClassifier model,
      TrainingConfig config,
      DetectorTrainingConfig settings,
      LabelledLines lines,
      Function<NDArray, Validator.Findings> validation) {
    this.model = model;
    this.config = config;
    this.plan = new LinePlan(lines, settings);
    this.validation = validation;
    this.optimizer = OptimizerState.of(model.parameters(), config);
    this.parameters = new ParameterStep(model.parameters(), model.operators(), optimizer, config);
    this.regime = new Regime(new Dropout(Dropout.Rates.of(config)), Products.FULL);
    this.chunks = OutputChunks.usual(model.manager(), false);
  }

  @Override
  public NDArray parameters() {
    return model.parameters().vector();
  }

  @Override
  public OptimizerState optimizer() {
    return optimizer;
  }

  @Override
  public int batches(int number) {
    return plan.batches();
  }

  @Override
  public String describe(int number) {
    return String.format(
        Locale.ROOT, "%d batches of %d lines an epoch", plan.batches(), config.batchSize());
  }

  @Override
  public Taken update(TrainingProgress before, double rate) {
    if (epoch != before.epoch()) {
      epoch = before.epoch();
      batches = plan.epoch(epoch);
    }
    LabelledLines batch = batches.get(before.batch());
    long update = before.update() + 1;
    regime.dropout().begin(Seeds.of(config.seed(), update));
    try (NDManager step = model.manager().newSubManager()) {
      parameters.run(step, gradient(step, batch), update, rate);
    }
    return new Taken(1, batch.size());
  }

  private ParameterStep.Gradient gradient(NDManager step, LabelledLines batch) {
    FlatParameters all = model.parameters();
    FlatParameters.Leaves leaves = all.leaves(step);
    NDArray rows =
        Kernels.recorded(
            () ->
                model.vectors(leaves.weights(), LineTensors.of(step, batch.characters()), regime));
    NDArray labels = step.create(IntStream.of(batch.labels()).asLongStream().toArray());
    ScriptedOperators.CrossEntropy loss =
        model
            .operators()
            .crossEntropy(
                step,
                rows.stopGradient(),
                model.outputLayer(all.weights(FlatParameters.alias(all.vector(), step))),
                labels,
                new ScriptedOperators.LossForm(0, 1.0 / batch.size(), chunks, false));
    Kernels.backward(rows, loss.rowGradient());
    NDList gradients =
        all.gradients(leaves.gradients(), loss.weightGradient(), loss.biasGradient());
    return new ParameterStep.Gradient(gradients, loss.nll(), batch.size());
  }

  @Override
  public Validator.Findings validate(NDArray vector) {
    return validation.apply(vector);
  }

  @Override
  public void close() {
    optimizer.close();
  }
}
