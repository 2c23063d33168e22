package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.tensor.script.FusedStep;
import org.truchman.seq2seq.tensor.script.Linear;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** The deep readout tanh(W [h; context; e(piece)] + b) in a search. */
final class DeepReadout implements AutoCloseable {
  private final StepInput input;
  private final Linear fromHidden;

  DeepReadout(
      ModelConfig config,
      Weights weights,
      SearchOperators operators,
      SearchOperators.Format format) {
    NDArray weight = weights.get("readout.weight");
    long columns = weight.getShape().get(1);
    int units = config.hiddenSize();
    long split = columns - config.embeddingSize();
    NDArray context = config.contextEveryStep() ? Columns.between(weight, units, split) : null;
    this.input =
        new StepInput(
            operators,
            weights.get("target.embedding"),
            Columns.from(weight, split),
            context,
            weights.get("readout.bias"));
    this.fromHidden =
        operators.linear(Columns.between(weight, 0, units), null, format, StateRange.ofTop(config));
  }

  /** Both parts, where the context has none. */
  FusedStep.Deep parts() {
    return new FusedStep.Deep(input.table(), fromHidden);
  }

  /** The contexts' part; null when there is none. */
  NDArray ofContexts(NDArray contexts) {
    return input.ofContexts(contexts);
  }

  /** The readout of each row, {@code (R, O)}; arguments as in {@link StepInput#of}. */
  NDArray of(NDArray hidden, NDArray pieces, NDArray contexts, NDArray rows) {
    return input.of(pieces, contexts, rows).add(fromHidden.apply(hidden)).tanh();
  }

  @Override
  public void close() {
    input.close();
    fromHidden.close();
  }
}
