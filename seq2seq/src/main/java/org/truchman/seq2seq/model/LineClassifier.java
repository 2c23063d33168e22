package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.truchman.seq2seq.config.DetectorModelConfig;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.layer.PaddedRecurrence;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * From a line to one of a few classes: embedding, a recurrent layer in both directions, the mean of
 * its states as the line's vector, and an output layer.
 *
 * <p>The parameters are one flat vector, as in {@link Seq2SeqModel}. The manager that is opened at
 * birth is closed with the model.
 */
public final class LineClassifier implements AutoCloseable {
  private final DetectorModelConfig config;
  private final NDManager manager;
  private final ScriptedOperators operators;
  private final FlatParameters parameters;

  /**
   * Makes a model with the given parameters.
   *
   * @param parent the device's manager; the model opens its own below it
   * @param layout see {@link ParameterLayout#ofLineClassifier}
   * @param values the flat vector, of {@code layout.size()} floats
   */
  public LineClassifier(
      NDManager parent, DetectorModelConfig config, ParameterLayout layout, float[] values) {
    this.config = config;
    this.manager = parent.newSubManager();
    this.parameters = new FlatParameters(manager, layout, "output.weight", values);
    this.operators = ScriptedOperators.open(manager);
  }

  /** First values of the parameters, decided by the seed alone. */
  public static float[] initialValues(
      DetectorModelConfig config, ParameterLayout layout, long seed) {
    TrainingConfig training = TrainingConfig.defaults().withSeed(seed);
    return new ParameterInitializer(config.cell(), training).values(layout);
  }

  /** The manager of the parameters: parent of every update's and every reading's. */
  public NDManager manager() {
    return manager;
  }

  /** The operators compiled for this model's device. */
  public ScriptedOperators operators() {
    return operators;
  }

  /** The parameters. */
  public FlatParameters parameters() {
    return parameters;
  }

  /**
   * The vectors of lines, which meet the output layer.
   *
   * @param lines ids of characters, {@code (B, T)}
   * @return {@code (B, H)}
   */
  public NDArray vectors(Weights weights, TokenTensor lines, Regime regime) {
    NDArray x = Kernels.rows(lines.ids(), weights.get("input.embedding"));
    x = regime.dropout().embedding(x);
    PaddedRecurrence.Output read =
        PaddedRecurrence.run(
            config.cell(),
            x,
            lines,
            List.of(weights.cell("encoder.0.forward"), weights.cell("encoder.0.backward")),
            regime.products());
    NDArray lengths = lines.valid().sum(new int[] {1});
    return regime.dropout().output(read.outputs().sum(new int[] {1}).div(lengths));
  }

  /** The output layer: its weight {@code (C, H)} and bias {@code (C)}. */
  public ScriptedOperators.OutputLayer outputLayer(Weights weights) {
    return new ScriptedOperators.OutputLayer(
        weights.get("output.weight"), weights.get("output.bias"));
  }

  @Override
  public void close() {
    operators.close();
    manager.close();
  }
}
