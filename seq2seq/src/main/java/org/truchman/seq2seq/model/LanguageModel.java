package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.layer.StepRecurrence;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * A recurrent language model: a decoder that has nothing to translate. It reads pieces, any number
 * of steps at once, and gives the rows from which its output layer tells what comes next.
 *
 * <p>The parameters are one flat vector, as in {@link Seq2SeqModel}. The manager that is opened at
 * birth is closed with the model.
 */
public final class LanguageModel implements AutoCloseable {
  /** Name of the embedding that pieces are read by. */
  public static final String EMBEDDING = "input.embedding";

  private final LanguageModelConfig config;
  private final NDManager manager;
  private final ScriptedOperators operators;
  private final FlatParameters parameters;

  /**
   * Makes a model with the given parameters.
   *
   * @param parent the device's manager; the model opens its own below it
   * @param layout see {@link ParameterLayout#ofLanguageModel}
   * @param values the flat vector, of {@code layout.size()} floats
   */
  public LanguageModel(
      NDManager parent, LanguageModelConfig config, ParameterLayout layout, float[] values) {
    this.config = config;
    this.manager = parent.newSubManager();
    String weight = config.tiedOutput() ? EMBEDDING : "output.weight";
    this.parameters = new FlatParameters(manager, layout, weight, values);
    this.operators = ScriptedOperators.open(manager);
  }

  /**
   * First values of the parameters, decided by the seed alone.
   *
   * @param range all uniform within plus and minus this; 0 for each by its shape
   */
  public static float[] initialValues(
      LanguageModelConfig config, ParameterLayout layout, double range, long seed) {
    ParameterInitializer initializer =
        new ParameterInitializer(config.cell(), TrainingConfig.defaults().withSeed(seed));
    return range == 0 ? initializer.values(layout) : initializer.uniform(layout, range);
  }

  /** The shape of this model. */
  public LanguageModelConfig config() {
    return config;
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

  /** The state of so many rows before anything was read: zero. */
  public DecoderState start(NDManager to, int rows) {
    return start(to, rows, DataType.FLOAT32);
  }

  /** The same in numbers of another kind. */
  public DecoderState start(NDManager to, int rows, DataType type) {
    Shape shape = new Shape(rows, config.hiddenSize());
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cells = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      hidden.add(to.zeros(shape, type));
      if (config.cell() == CellType.LSTM) {
        cells.add(to.zeros(shape, type));
      }
    }
    return new DecoderState(List.copyOf(hidden), List.copyOf(cells), 0);
  }

  /**
   * What reading gives.
   *
   * @param rows that meet the output layer, {@code (B T, H)}; step t of row b is at b T + t
   * @param state after the last step
   */
  public record Reading(NDArray rows, DecoderState state) {}

  /**
   * Reads pieces from a state on.
   *
   * @param ids {@code (B, T)}, int64; everything that comes of it lives on its manager
   * @param from the state before, of B rows; no gradient flows into it
   */
  public Reading read(Weights weights, NDArray ids, DecoderState from, Regime regime) {
    NDArray x = Kernels.rows(ids, weights.get(EMBEDDING));
    x = regime.dropout().embedding(x);
    StepRecurrence.Kind kind = new StepRecurrence.Kind(config.cell(), regime.products());
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cells = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      x = layer == 0 ? x : regime.dropout().layer(x);
      NDArray cell = from.cells().isEmpty() ? null : from.cells().get(layer);
      StepRecurrence.Output out =
          StepRecurrence.run(
              kind, x, from.hidden().get(layer), cell, weights.cell("decoder." + layer));
      x = out.outputs();
      hidden.add(out.hidden());
      if (cell != null) {
        cells.add(out.cell());
      }
    }
    NDArray rows = regime.dropout().output(x.reshape(-1, config.hiddenSize()));
    int read = (int) ids.getShape().get(1);
    DecoderState to =
        new DecoderState(List.copyOf(hidden), List.copyOf(cells), from.position() + read);
    return new Reading(rows, to);
  }

  /** The output layer: its weight {@code (V, H)} and bias {@code (V)}. */
  public ScriptedOperators.OutputLayer outputLayer(Weights weights) {
    String weight = parameters.outputWeightEntry().name();
    return new ScriptedOperators.OutputLayer(weights.get(weight), weights.get("output.bias"));
  }

  @Override
  public void close() {
    operators.close();
    manager.close();
  }
}
