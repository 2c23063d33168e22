package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Every parameter of a network in one flat float32 vector that never requires a gradient, and the
 * ways to look at it.
 *
 * <p>The gradient of an update comes in ranges of that vector: what back-propagation gives first,
 * then the output layer's weight (unless it is an embedding, too) and bias, whose gradients come
 * with the loss.
 */
public final class FlatParameters {
  private final ParameterLayout layout;
  private final ParameterLayout.Entry outputWeight;
  private final NDArray flat;
  private final List<ParameterLayout.Range> ranges;

  /**
   * Copies parameters to the device.
   *
   * @param manager where the vector lives
   * @param layout its names and places; {@code output.bias} is the last entry, and the output
   *     layer's own weight, where there is one, stands before it
   * @param outputWeight name of the output layer's weight
   * @param values of {@code layout.size()} floats
   */
  FlatParameters(NDManager manager, ParameterLayout layout, String outputWeight, float[] values) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "parameters have " + values.length + " floats; the model needs " + layout.size());
    }
    this.layout = layout;
    this.outputWeight = layout.entry(outputWeight);
    this.flat = manager.create(values, new Shape(values.length));
    ParameterLayout.Range ofBias = rangeOf(outputBiasEntry());
    this.ranges =
        isTied()
            ? List.of(new ParameterLayout.Range(0, ofBias.from()), ofBias)
            : List.of(
                new ParameterLayout.Range(0, this.outputWeight.offset()),
                rangeOf(this.outputWeight),
                ofBias);
  }

  private static ParameterLayout.Range rangeOf(ParameterLayout.Entry entry) {
    return new ParameterLayout.Range(entry.offset(), entry.offset() + entry.size());
  }

  /** Names and places. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The vector itself, {@code (layout().size())}. */
  public NDArray vector() {
    return flat;
  }

  /** Whether the output layer's weight is an embedding. */
  public boolean isTied() {
    return outputWeight.name().endsWith(".embedding");
  }

  /** Where the output layer's weight lies. */
  public ParameterLayout.Entry outputWeightEntry() {
    return outputWeight;
  }

  /** Where the output layer's bias lies. */
  public ParameterLayout.Entry outputBiasEntry() {
    return layout.entry("output.bias");
  }

  /** The ranges whose gradients come apart, in order. */
  public List<ParameterLayout.Range> gradientRanges() {
    return ranges;
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

  /** Named views of a {@link #leaf}. */
  public Weights leafWeights(NDArray leaf) {
    return new Weights(layout.views(leaf, ranges.get(0)));
  }

  /** Views of the {@link #gradientRanges} of a flat vector, on {@code to}. */
  public NDList ranges(NDArray vector, NDManager to) {
    long[] cuts = ranges.stream().flatMapToLong(r -> LongStream.of(r.from(), r.to())).toArray();
    NDList parts = alias(vector, to).split(cuts);
    NDList views = new NDList();
    for (int i = 0; i < ranges.size(); i++) {
      views.add(parts.get(2 * i + 1));
    }
    return views;
  }

  /** Named views of a flat vector: this one, a moving average, or an {@link #alias}. */
  public Weights weights(NDArray vector) {
    return new Weights(layout.views(vector));
  }

  /**
   * The gradients by {@link #gradientRanges}.
   *
   * @param before what back-propagation gave, of the size of the first range; where the weight is
   *     tied, its gradient is added in place
   * @param outputWeightGradient {@code (V, D)}
   * @param outputBiasGradient {@code (V)}
   */
  public NDList gradients(
      NDArray before, NDArray outputWeightGradient, NDArray outputBiasGradient) {
    NDArray ofWeight = outputWeightGradient.reshape(new Shape(outputWeight.size()));
    if (isTied()) {
      ParameterLayout.Range tied = rangeOf(outputWeight);
      tied.of(before).addi(ofWeight);
      return new NDList(before, outputBiasGradient);
    }
    return new NDList(before, ofWeight, outputBiasGradient);
  }

  /** A view of {@code vector} on another manager, without gradient. */
  public static NDArray alias(NDArray vector, NDManager to) {
    NDArray view = vector.stopGradient();
    view.attach(to);
    return view;
  }
}
