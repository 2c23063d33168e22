package org.truchman.seq2seq.study;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.OutputChunks;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;
import org.truchman.seq2seq.training.OptimizerState;
import org.truchman.seq2seq.training.ParameterStep;
import org.truchman.seq2seq.training.Seeds;

/**
 * A network learns to recall.
 *
 * <p>It is a language model of one layer that is asked for its last word only. Each update:
 *
 * <ol>
 *   <li>new sequences are drawn, by (seed, update);
 *   <li>the network reads them from a state of zero, recording gradients;
 *   <li>the rows of the last step meet the output layer, whose loss gives their gradient;
 *   <li>back-propagation goes through all steps, to the symbol;
 *   <li>the norm of the gradient is taken, and {@link ParameterStep} clips it and moves the
 *       parameters.
 * </ol>
 *
 * <p>It ends when 99 of 100 sequences that were not seen before are answered rightly, or when the
 * updates are used up.
 */
public final class RecallTraining {
  /** What counts as learnt. */
  public static final double GOAL = 0.99;

  /** Sequences of a look: one more or less right is half of a percent. */
  private static final int LOOK = 200;

  /** Sequences that confirm it. */
  private static final int CONFIRMATION = 1000;

  private static final int TEST_ROWS = 200;

  /**
   * What gradients are multiplied by on their way back: a power of two changes no digit, and what
   * vanishes is spared the numbers below 1e-38, with which processors are a hundred times slower.
   */
  private static final float LIFT = 0x1p60f;

  private final RecallTask task;
  private final RecallSettings settings;
  private final LanguageModel model;
  private final ParameterStep parameters;
  private final OutputChunks chunks;

  private final List<Look> looks = new ArrayList<>();
  private double loss;
  private double norm;
  private int skipped;

  private RecallTraining(
      RecallTask task, RecallSettings settings, LanguageModel model, OptimizerState state) {
    this.task = task;
    this.settings = settings;
    this.model = model;
    this.parameters =
        new ParameterStep(model.parameters(), model.operators(), state, settings.training());
    this.chunks = OutputChunks.usual(model.manager(), false);
  }

  /**
   * What was seen at one time.
   *
   * @param update updates done
   * @param loss mean since the last look, in nats; NaN when it was not finite
   * @param accuracy share of rightly answered sequences
   * @param gradientNorm greatest since the last look, before clipping; NaN when all were infinite
   */
  public record Look(long update, double loss, double accuracy, double gradientNorm) {}

  /**
   * What came of it.
   *
   * @param looks in the order of time
   * @param learnt whether {@link #GOAL} was reached
   * @param updates that were done
   * @param accuracy at the end, of 1,000 sequences that were not seen before
   * @param skipped updates that changed nothing, their gradient not being finite
   * @param seconds that it took
   * @param cell the weights of the layer at the end
   */
  public record Result(
      List<Look> looks,
      boolean learnt,
      long updates,
      double accuracy,
      int skipped,
      double seconds,
      CellValues cell) {}

  /**
   * Runs it on the calling thread, in which gradients must not be recorded.
   *
   * @param parent the device's manager
   */
  public static Result run(RecallTask task, RecallSettings settings, NDManager parent) {
    LanguageModelConfig config =
        new LanguageModelConfig(
            settings.cell(), 1, RecallSettings.EMBEDDING, settings.units(), false);
    ParameterLayout layout = ParameterLayout.ofLanguageModel(config, task.vocabulary());
    float[] values = LanguageModel.initialValues(config, layout, 0, settings.training().seed());
    settings.begin().apply(CellValues.of(settings.cell(), layout, values)).into(layout, values);
    try (LanguageModel model = new LanguageModel(parent, config, layout, values);
        OptimizerState state = OptimizerState.of(model.parameters(), settings.training())) {
      return new RecallTraining(task, settings, model, state).run();
    }
  }

  private Result run() {
    long start = System.nanoTime();
    boolean learnt = false;
    long update = 0;
    while (!learnt && update < settings.training().maxUpdates()) {
      update++;
      update(update);
      if (update % settings.interval() == 0) {
        learnt = look(update) >= GOAL && accuracy(CONFIRMATION, -update) >= GOAL;
      }
    }
    double accuracy = accuracy(CONFIRMATION, -update);
    double seconds = (System.nanoTime() - start) / 1e9;
    float[] values = model.parameters().vector().toFloatArray();
    CellValues cell = CellValues.of(settings.cell(), model.parameters().layout(), values);
    return new Result(List.copyOf(looks), learnt, update, accuracy, skipped, seconds, cell);
  }

  /** Tells how it goes, and begins to sum anew. */
  private double look(long update) {
    double accuracy = accuracy(LOOK, -update);
    double mean = loss / settings.interval();
    looks.add(
        new Look(
            update,
            Double.isFinite(mean) ? mean : Double.NaN,
            accuracy,
            norm > 0 ? norm : Double.NaN));
    loss = 0;
    norm = 0;
    return accuracy;
  }

  private void update(long update) {
    Random random = new Random(Seeds.of(settings.training().seed(), update));
    RecallTask.Batch batch = task.draw(settings.training().batchSize(), random);
    try (NDManager step = model.manager().newSubManager()) {
      ParameterStep.Gradient gradient = gradient(step, batch);
      float[] found =
          model.operators().inspect(step, gradient.gradients(), gradient.nll()).toFloatArray();
      loss += gradient.nll().toFloatArray()[0] / batch.labels().length;
      if (found[1] == 0) {
        norm = Math.max(norm, found[0]);
      } else {
        skipped++;
      }
      parameters.run(step, gradient, update, settings.training().learningRate());
    }
  }

  private ParameterStep.Gradient gradient(NDManager step, RecallTask.Batch batch) {
    FlatParameters.Leaves leaves = model.parameters().leaves(step);
    NDArray rows = Kernels.recorded(() -> lastRows(step, leaves.weights(), batch));
    int answers = batch.labels().length;
    ScriptedOperators.CrossEntropy loss =
        model
            .operators()
            .crossEntropy(
                step,
                rows.stopGradient(),
                model.outputLayer(weights(step)),
                step.create(batch.labels()),
                new ScriptedOperators.LossForm(0, 1.0 / answers, chunks, false));
    Kernels.backward(rows, loss.rowGradient().mul(LIFT));
    NDList reached = leaves.gradients();
    reached.forEach(gradient -> gradient.divi(LIFT));
    NDList gradients =
        model.parameters().gradients(reached, loss.weightGradient(), loss.biasGradient());
    return new ParameterStep.Gradient(gradients, loss.nll(), answers);
  }

  private Weights weights(NDManager step) {
    return model.parameters().weights(FlatParameters.alias(model.parameters().vector(), step));
  }

  /** The hidden state at the question, {@code (B, H)}. */
  private NDArray lastRows(NDManager step, Weights weights, RecallTask.Batch batch) {
    int rows = batch.labels().length;
    NDArray input = step.create(batch.input(), new Shape(rows, task.steps()));
    NDArray all = model.read(weights, input, model.start(step, rows), Regime.EXACT).rows();
    long[] last = new long[rows];
    for (int row = 0; row < rows; row++) {
      last[row] = (long) row * task.steps() + task.gap();
    }
    return Kernels.rows(step.create(last), all);
  }

  /** The share of rightly answered sequences, drawn by a seed that no update has. */
  private double accuracy(int sequences, long seed) {
    Random random = new Random(Seeds.of(settings.training().seed() + sequences, seed));
    int right = 0;
    for (int done = 0; done < sequences; done += TEST_ROWS) {
      RecallTask.Batch batch = task.draw(TEST_ROWS, random);
      try (NDManager step = model.manager().newSubManager()) {
        Weights weights = weights(step);
        ScriptedOperators.OutputLayer output = model.outputLayer(weights);
        NDArray logits =
            Kernels.linear(lastRows(step, weights, batch), output.weight(), output.bias());
        long[] answers = logits.argMax(1).toType(DataType.INT64, false).toLongArray();
        for (int row = 0; row < TEST_ROWS; row++) {
          right += answers[row] == batch.labels()[row] ? 1 : 0;
        }
      }
    }
    return (double) right / sequences;
  }
}
