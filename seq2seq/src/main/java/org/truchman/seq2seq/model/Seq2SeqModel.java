package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.Pooling;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * A recurrent encoder-decoder: the owner of every parameter, and the way from ids to readout rows.
 *
 * <p>Training reads it in three steps: {@link #leaf} gives the parameters with gradient, {@link
 * #readout} the rows before the output layer, and the loss is taken of those and the {@link
 * #outputLayer}. A search makes a {@link SearchNetwork} of it.
 *
 * <p>The parameters are one flat float32 vector that never requires a gradient. The manager given
 * at birth is closed with the model.
 */
public final class Seq2SeqModel implements AutoCloseable {
  private final ModelConfig config;
  private final NDManager manager;
  private final ScriptedOperators operators;
  private final FlatParameters parameters;
  private final Encoder encoder;
  private final Decoder decoder;

  /**
   * Makes a model with the given parameters.
   *
   * @param parent the device's manager; the model opens its own below it
   * @param values the flat vector, of {@code layout.size()} floats
   */
  public Seq2SeqModel(
      NDManager parent, ModelConfig config, ParameterLayout layout, float[] values) {
    this.config = config;
    this.manager = parent.newSubManager();
    this.encoder = new Encoder(config);
    this.decoder = new Decoder(config);
    this.parameters = new FlatParameters(manager, layout, decoder.outputWeightName(), values);
    this.operators = ScriptedOperators.open(manager);
  }

  /** First values of the parameters, decided by the settings and their seed alone. */
  public static float[] initialValues(
      ModelConfig config, TrainingConfig training, ParameterLayout layout) {
    return new ParameterInitializer(config.cell(), training).values(layout);
  }

  /** The shape of this model. */
  public ModelConfig config() {
    return config;
  }

  /** Names and places of the parameters. */
  public ParameterLayout layout() {
    return parameters.layout();
  }

  /** The manager of the parameters: parent of every update's and every search's. */
  public NDManager manager() {
    return manager;
  }

  /** The operators compiled for this model's device. */
  public ScriptedOperators operators() {
    return operators;
  }

  /** The flat parameter vector itself, {@code (layout().size())}. */
  public NDArray flat() {
    return parameters.vector();
  }

  /** The parameters: their places, and the ways to look at them. */
  public FlatParameters parameters() {
    return parameters;
  }

  /** See {@link FlatParameters#gradientRanges}. */
  public List<ParameterLayout.Range> gradientRanges() {
    return parameters.gradientRanges();
  }

  /** The parameters of {@link FlatParameters#leaves}, as {@link #weights}. */
  public Weights weights(FlatParameters.Leaves leaves) {
    return new Weights(SteepGates.of(config, leaves.views()));
  }

  /** See {@link FlatParameters#ranges}. */
  public NDList ranges(NDArray vector, NDManager to) {
    return parameters.ranges(vector, to);
  }

  /**
   * The parameters by name: views of a flat vector, be it the model's own, a moving average, or an
   * {@link #alias}; gates' weights are multiplied already. They live where the vector does.
   */
  public Weights weights(NDArray vector) {
    return new Weights(SteepGates.of(config, layout().views(vector)));
  }

  /** See {@link FlatParameters#alias}. */
  public static NDArray alias(NDArray vector, NDManager to) {
    return FlatParameters.alias(vector, to);
  }

  /**
   * The rows that meet the output layer, for a batch with known targets.
   *
   * @param source source ids that end in EOS, {@code (B, S)}
   * @param input BOS and target pieces, {@code (B, T)}
   * @param rows positions b * T + t of real labels, {@code (N)}, int64
   * @return {@code (N, R)}
   */
  public NDArray readout(
      Weights weights, TokenTensor source, TokenTensor input, NDArray rows, Regime regime) {
    EncoderMemory memory = encoder.encode(weights, source, regime);
    return decoder.unroll(weights, memory, input, rows, regime);
  }

  /**
   * A vector for each sentence, from the encoder's top layer.
   *
   * @param source source ids that end in EOS, {@code (B, S)}
   * @return {@code (B, E)}
   */
  public NDArray sentenceVectors(Weights weights, TokenTensor source, Pooling pooling) {
    EncoderMemory memory = encoder.encode(weights, source, Regime.EXACT);
    return switch (pooling) {
      case LAST -> memory.summary();
      case MEAN -> {
        NDArray tokens = source.valid().sum(new int[] {1});
        yield memory.states().sum(new int[] {1}).div(tokens);
      }
    };
  }

  /** The output layer: its weight {@code (V, D)} and bias {@code (V)}. */
  public ScriptedOperators.OutputLayer outputLayer(Weights weights) {
    return new ScriptedOperators.OutputLayer(
        decoder.outputWeight(weights), weights.get("output.bias"));
  }

  /** Where the output layer's weight lies in the flat vector. */
  public ParameterLayout.Entry outputWeightEntry() {
    return parameters.outputWeightEntry();
  }

  /** Where the output layer's bias lies in the flat vector. */
  public ParameterLayout.Entry outputBiasEntry() {
    return parameters.outputBiasEntry();
  }

  /** The parameters as floats, copied from the device. */
  public float[] values() {
    return flat().toFloatArray();
  }

  @Override
  public void close() {
    operators.close();
    manager.close();
  }
}
