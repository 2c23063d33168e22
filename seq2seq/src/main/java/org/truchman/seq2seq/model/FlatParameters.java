package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.truchman.seq2seq.tensor.Kernels;

/**
 * Every parameter of a network in one flat float32 vector that never requires a gradient, and the
 * ways to look at it.
 *
 * <p>The gradient of an update comes in ranges of that vector: first those that back-propagation
 * reaches, then the output layer's weight (unless it is an embedding, too) and bias, whose
 * gradients come with the loss. A large parameter is a range of its own, so that its gradient is
 * never copied.
 */
public final class FlatParameters {
  /** A parameter of so many floats has a range of its own; smaller ones share theirs. */
  private static final int LARGE = 1 << 16;

  private final ParameterLayout layout;
  private final ParameterLayout.Entry outputWeight;
  private final NDArray flat;
  private final List<Part> reached;
  private final List<ParameterLayout.Range> ranges;

  /** A range that back-propagation reaches, and the parameters within. */
  private record Part(ParameterLayout.Range range, List<ParameterLayout.Entry> entries) {
    private boolean isOne() {
      return entries.size() == 1;
    }

    /** All of the only parameter, or some rows of it. */
    private NDArray shaped(NDArray values) {
      Shape shape = entries.get(0).dimensions();
      return shape.dimension() < 2 ? values : values.reshape(new Shape(-1).addAll(shape.slice(1)));
    }
  }

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
    this.reached =
        rangesReached().stream().map(range -> new Part(range, layout.entries(range))).toList();
    List<ParameterLayout.Range> all = new ArrayList<>(rangesReached());
    if (!isTied()) {
      all.add(ParameterLayout.Range.of(this.outputWeight));
    }
    all.add(ParameterLayout.Range.of(outputBiasEntry()));
    this.ranges = List.copyOf(all);
  }

  /** The ranges of all parameters before the output layer's own. */
  private List<ParameterLayout.Range> rangesReached() {
    int end = isTied() ? outputBiasEntry().offset() : outputWeight.offset();
    List<ParameterLayout.Range> found = new ArrayList<>();
    boolean open = false;
    for (ParameterLayout.Entry entry : layout.entries()) {
      if (entry.offset() >= end) {
        break;
      }
      ParameterLayout.Range own = ParameterLayout.Range.of(entry);
      boolean small = entry.size() < LARGE;
      if (small && open) {
        int last = found.size() - 1;
        found.set(last, new ParameterLayout.Range(found.get(last).from(), own.to()));
      } else {
        found.add(own);
      }
      open = small;
    }
    return found;
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
   * Rows of an embedding that were taken out for one update: the others are not read by it.
   *
   * @param entry the embedding
   * @param numbers which rows, {@code (R)}, int64, each once
   * @param values a copy of them, {@code (R, D)}
   */
  public record Rows(ParameterLayout.Entry entry, NDArray numbers, NDArray values) {}

  /**
   * Whether rows of an embedding can be taken out: it has a range of its own, and is not the output
   * layer's weight, whose gradient has all rows.
   */
  public boolean canTakeOut(String embedding) {
    ParameterLayout.Entry entry = layout.entry(embedding);
    return entry.size() >= LARGE && !entry.equals(outputWeight);
  }

  /**
   * Takes rows out of an embedding that {@link #canTakeOut allows it}.
   *
   * @param numbers which, {@code (R)}, int64, each once; the copy lives on its manager
   */
  public Rows takeOut(String embedding, NDArray numbers) {
    ParameterLayout.Entry entry = layout.entry(embedding);
    return new Rows(entry, numbers, Kernels.rows(numbers, matrix(entry, numbers.getManager())));
  }

  /** A view of a parameter in its shape, on {@code to}. */
  public NDArray matrix(ParameterLayout.Entry entry, NDManager to) {
    return ParameterLayout.Range.of(entry).of(alias(flat, to)).reshape(entry.dimensions());
  }

  /** Views of the parameters that live on {@code to} and require a gradient. */
  public Leaves leaves(NDManager to) {
    return leaves(to, null);
  }

  /** The same, with some rows in the place of their embedding; {@code rows} may be null. */
  public Leaves leaves(NDManager to, Rows rows) {
    return new Leaves(to, rows);
  }

  /** The parameters that back-propagation reaches, as one recording sees them. */
  public final class Leaves {
    private final NDManager manager;
    private final NDList leaves = new NDList();

    private Leaves(NDManager manager, Rows rows) {
      this.manager = manager;
      NDList all = ranges(manager, rows);
      for (int i = 0; i < reached.size(); i++) {
        Part part = reached.get(i);
        NDArray view = all.get(i);
        NDArray shaped = part.isOne() ? part.shaped(view) : view;
        NDArray leaf = shaped.stopGradient();
        leaf.setRequiresGradient(true);
        leaves.add(leaf);
      }
    }

    /** The parameters by name; to be asked for while gradients are recorded. */
    public Weights weights() {
      return new Weights(views());
    }

    /** The same before they are wrapped. */
    Map<String, NDArray> views() {
      Map<String, NDArray> views = new HashMap<>();
      for (int i = 0; i < reached.size(); i++) {
        Part part = reached.get(i);
        if (part.isOne()) {
          views.put(part.entries().get(0).name(), leaves.get(i));
        } else {
          views.putAll(layout.views(leaves.get(i), part.range()));
        }
      }
      return views;
    }

    /** What back-propagation gave, flat, for each range that it reaches. */
    public NDList gradients() {
      NDList gradients = new NDList();
      for (NDArray leaf : leaves) {
        NDArray gradient = leaf.getGradient();
        gradient.attach(manager);
        gradients.add(gradient.reshape(new Shape(gradient.size())));
      }
      return gradients;
    }
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

  /**
   * Views of the {@link #gradientRanges} of the parameters, on {@code to}.
   *
   * @param rows what stands in the place of their embedding; may be null
   */
  public NDList ranges(NDManager to, Rows rows) {
    NDList all = ranges(flat, to);
    if (rows != null) {
      int place = ranges.indexOf(ParameterLayout.Range.of(rows.entry()));
      all.set(place, rows.values().reshape(-1));
    }
    return all;
  }

  /** Named views of a flat vector: this one, a moving average, or an {@link #alias}. */
  public Weights weights(NDArray vector) {
    return new Weights(layout.views(vector));
  }

  /**
   * The gradients by {@link #gradientRanges}.
   *
   * @param before what {@link Leaves#gradients} gave; where the weight is tied, its gradient is
   *     added in place
   * @param outputWeightGradient {@code (V, D)}
   * @param outputBiasGradient {@code (V)}
   */
  public NDList gradients(NDList before, NDArray outputWeightGradient, NDArray outputBiasGradient) {
    NDArray ofWeight = outputWeightGradient.reshape(new Shape(outputWeight.size()));
    NDList all = new NDList(before);
    if (isTied()) {
      addToReached(all, ofWeight);
    } else {
      all.add(ofWeight);
    }
    all.add(outputBiasGradient);
    return all;
  }

  private void addToReached(NDList gradients, NDArray ofWeight) {
    for (int i = 0; i < reached.size(); i++) {
      Part part = reached.get(i);
      if (part.entries().contains(outputWeight)) {
        int from = outputWeight.offset() - part.range().from();
        new ParameterLayout.Range(from, from + outputWeight.size())
            .of(gradients.get(i))
            .addi(ofWeight);
      }
    }
  }

  /** A view of {@code vector} on another manager, without gradient. */
  public static NDArray alias(NDArray vector, NDManager to) {
    NDArray view = vector.stopGradient();
    view.attach(to);
    return view;
  }
}
