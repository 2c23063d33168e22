package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.LongStream;
import org.truchman.seq2seq.config.ModelConfig;
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

  /**
   * The ranges of the flat vector whose gradients come apart: what back-propagation gives, then the
   * output layer's weight (unless it is an embedding, too) and bias, whose gradients come with the
   * loss.
   */
  public List<ParameterLayout.Range> gradientRanges() {
    ParameterLayout.Entry bias = outputBiasEntry();
    ParameterLayout.Range ofBias = rangeOf(bias);
    if (config.tiedOutput()) {
      return List.of(new ParameterLayout.Range(0, bias.offset()), ofBias);
    }
    ParameterLayout.Entry weight = outputWeightEntry();
    return List.of(new ParameterLayout.Range(0, weight.offset()), rangeOf(weight), ofBias);
  }

  private static ParameterLayout.Range rangeOf(ParameterLayout.Entry entry) {
    return new ParameterLayout.Range(entry.offset(), entry.offset() + entry.size());
  }

  /**
   * A view of the first of {@link #gradientRanges} that lives on {@code to} and requires a
   * gradient.
   */
  public NDArray leaf(NDManager to) {
    NDArray leaf = ranges(flat, to).get(0).stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** The parameters of a {@link #leaf}, as {@link #weights}. */
  public Weights leafWeights(NDArray leaf) {
    return new Weights(SteepGates.of(config, layout.views(leaf, gradientRanges().get(0))));
  }

  /** Views of the {@link #gradientRanges} of a flat vector, on {@code to}. */
  public NDList ranges(NDArray vector, NDManager to) {
    List<ParameterLayout.Range> ranges = gradientRanges();
    long[] cuts = ranges.stream().flatMapToLong(r -> LongStream.of(r.from(), r.to())).toArray();
    NDList parts = alias(vector, to).split(cuts);
    NDList views = new NDList();
    for (int i = 0; i < ranges.size(); i++) {
      views.add(parts.get(2 * i + 1));
    }
    return views;
  }

  /**
   * The parameters by name: views of a flat vector, be it the model's own, a moving average, or an
   * {@link #alias}; gates' weights are multiplied already. They live where the vector does.
   */
  public Weights weights(NDArray vector) {
    return new Weights(SteepGates.of(config, layout.views(vector)));
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
