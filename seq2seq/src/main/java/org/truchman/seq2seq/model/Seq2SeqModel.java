package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * A recurrent encoder-decoder: the owner of every parameter, and the way from ids to readout rows.
 *
 * <p>Training reads it in three steps: {@link #leaf} gives the parameters with gradient, {@link
 * #readout} the rows before the output layer, and the loss is taken of those and the {@link
 * #outputLayer}. A search reads {@link #encode}, {@link #start}, {@link #step}.
 *
 * <p>The parameters are one flat float32 vector that never requires a gradient. The manager given
 * at birth is closed with the model.
 */
public final class Seq2SeqModel implements AutoCloseable {
  private final ModelConfig config;
  private final ParameterLayout layout;
  private final NDManager manager;
  private final ScriptedOperators operators;
  private final NDArray flat;
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
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "parameters have " + values.length + " floats; the model needs " + layout.size());
    }
    this.config = config;
    this.layout = layout;
    this.manager = parent.newSubManager();
    this.operators = ScriptedOperators.open(manager);
    this.flat = manager.create(values, new Shape(values.length));
    this.encoder = new Encoder(config);
    this.decoder = new Decoder(config);
  }

  /** First values of the parameters, decided by the seed alone. */
  public static float[] initialValues(ModelConfig config, ParameterLayout layout, long seed) {
    return new ParameterInitializer(config.cell(), seed).values(layout);
  }

  /** The shape of this model. */
  public ModelConfig config() {
    return config;
  }

  /** Names and places of the parameters. */
  public ParameterLayout layout() {
    return layout;
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
    return flat;
  }

  /** A view of the parameters that lives on {@code to} and requires a gradient. */
  public NDArray leaf(NDManager to) {
    NDArray leaf = flat.stopGradient();
    leaf.attach(to);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** Named views of a flat vector: {@link #leaf}, a moving average, or {@link #alias}. */
  public Weights weights(NDArray vector) {
    return layout.views(vector);
  }

  /** A view of {@code vector} on another manager, without gradient. */
  public static NDArray alias(NDArray vector, NDManager to) {
    NDArray view = vector.stopGradient();
    view.attach(to);
    return view;
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

  /** Reads source sentences for a search. */
  public EncoderMemory encode(Weights weights, TokenTensor source) {
    return encoder.encode(weights, source, Regime.EXACT);
  }

  /** The decoder's state before the first piece, one row per sentence. */
  public DecoderState start(Weights weights, EncoderMemory memory) {
    return decoder.start(weights, memory);
  }

  /**
   * One step of a search.
   *
   * @param readout the rows that meet the output layer, {@code (R, D)}
   * @param state after the step
   */
  public record Step(NDArray readout, DecoderState state) {}

  /**
   * Advances every row by one piece.
   *
   * @param pieces what each row spoke last (BOS at first), {@code (R)}, int64
   * @param sentences the sentence of each row, of R numbers
   */
  public Step step(
      Weights weights, EncoderMemory memory, DecoderState state, NDArray pieces, int[] sentences) {
    Decoder.Step step = decoder.step(weights, memory, state, pieces, sentences);
    return new Step(step.readout(), step.state());
  }

  /** The output layer: its weight {@code (V, D)} and bias {@code (V)}. */
  public ScriptedOperators.OutputLayer outputLayer(Weights weights) {
    return new ScriptedOperators.OutputLayer(
        decoder.outputWeight(weights), weights.get("output.bias"));
  }

  /** Where the output layer's weight lies in the flat vector. */
  public ParameterLayout.Entry outputWeightEntry() {
    return layout.entry(decoder.outputWeightName());
  }

  /** Where the output layer's bias lies in the flat vector. */
  public ParameterLayout.Entry outputBiasEntry() {
    return layout.entry("output.bias");
  }

  /** The parameters as floats, copied from the device. */
  public float[] values() {
    return flat.toFloatArray();
  }

  @Override
  public void close() {
    operators.close();
    manager.close();
  }
}
