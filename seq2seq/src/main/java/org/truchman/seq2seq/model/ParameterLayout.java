package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.DetectorModelConfig;
import org.truchman.seq2seq.config.LanguageModelConfig;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadoutType;
import org.truchman.seq2seq.layer.CellWeights;

/**
 * The names, shapes and places of a model's parameters in one flat vector.
 *
 * <p>Every parameter begins at a multiple of 16 floats, so that kernels read aligned rows. The
 * floats between are never read and their gradient is 0.
 */
public final class ParameterLayout {
  private static final int ALIGNMENT = 16;

  /**
   * One parameter.
   *
   * @param name dotted, as in the weights file
   * @param shape sizes of its axes, outermost first
   * @param offset of its first float in the flat vector
   */
  public record Entry(String name, List<Integer> shape, int offset) {
    /** The number of floats. */
    public int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The shape, as the engine takes it. */
    Shape dimensions() {
      return new Shape(shape.stream().mapToLong(Integer::longValue).toArray());
    }
  }

  /** Floats of the flat vector from {@code from} to before {@code to}. */
  public record Range(int from, int to) {
    /** Where a parameter lies. */
    static Range of(Entry entry) {
      return new Range(entry.offset(), entry.offset() + entry.size());
    }

    /** This range of a flat vector, a view. */
    public NDArray of(NDArray vector) {
      return vector.get(from + ":" + to);
    }

    private boolean holds(Entry entry) {
      return entry.offset() >= from && entry.offset() + entry.size() <= to;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Entry> byName = new HashMap<>();
  private int size;

  private ParameterLayout() {}

  /**
   * The layout that a configuration demands.
   *
   * @param sourceVocabulary number of source pieces
   * @param targetVocabulary number of target pieces
   * @throws IllegalArgumentException if both sides share an embedding and these differ
   */
  public static ParameterLayout of(ModelConfig config, int sourceVocabulary, int targetVocabulary) {
    ParameterLayout layout = new ParameterLayout();
    if (config.tiedEmbeddings() && sourceVocabulary != targetVocabulary) {
      throw new IllegalArgumentException(
          "model.tiedEmbeddings is true, but there are "
              + sourceVocabulary
              + " source and "
              + targetVocabulary
              + " target pieces; allowed: one vocabulary for both");
    }
    if (!config.tiedEmbeddings()) {
      layout.add("source.embedding", sourceVocabulary, config.embeddingSize());
    }
    layout.add("target.embedding", targetVocabulary, config.embeddingSize());
    layout.addEncoder(config);
    layout.addBridge(config);
    layout.addDecoder(config);
    layout.addAttention(config);
    layout.addOutput(config, targetVocabulary);
    return layout;
  }

  /**
   * The layout that a language model demands.
   *
   * @param vocabulary number of pieces
   */
  public static ParameterLayout ofLanguageModel(LanguageModelConfig config, int vocabulary) {
    ParameterLayout layout = new ParameterLayout();
    layout.add("input.embedding", vocabulary, config.embeddingSize());
    for (int layer = 0; layer < config.layers(); layer++) {
      int input = layer == 0 ? config.embeddingSize() : config.hiddenSize();
      layout.addCell("decoder." + layer, config.cell(), input, config.hiddenSize());
    }
    if (!config.tiedOutput()) {
      layout.add("output.weight", vocabulary, config.hiddenSize());
    }
    layout.add("output.bias", vocabulary);
    return layout;
  }

  /**
   * The layout that a classifier of lines demands.
   *
   * @param characters number of characters known
   * @param classes that are told apart
   */
  public static ParameterLayout ofLineClassifier(
      DetectorModelConfig config, int characters, int classes) {
    ParameterLayout layout = new ParameterLayout();
    layout.add("input.embedding", characters, config.embeddingSize());
    int units = config.hiddenSize() / 2;
    layout.addCell("encoder.0.forward", config.cell(), config.embeddingSize(), units);
    layout.addCell("encoder.0.backward", config.cell(), config.embeddingSize(), units);
    layout.add("output.weight", classes, config.hiddenSize());
    layout.add("output.bias", classes);
    return layout;
  }

  private void addEncoder(ModelConfig config) {
    int units = config.bidirectional() ? config.hiddenSize() / 2 : config.hiddenSize();
    for (int layer = 0; layer < config.encoderLayers(); layer++) {
      int input = layer == 0 ? config.embeddingSize() : config.hiddenSize();
      addCell("encoder." + layer + ".forward", config.cell(), input, units);
      if (config.bidirectional()) {
        addCell("encoder." + layer + ".backward", config.cell(), input, units);
      }
      addNorm("encoder." + layer, config, layer);
    }
  }

  private void addBridge(ModelConfig config) {
    if (config.bridge() != BridgeType.DENSE) {
      return;
    }
    int width = config.hiddenSize();
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      add("bridge." + layer + ".hidden.weight", width, width);
      add("bridge." + layer + ".hidden.bias", width);
      if (config.cell() == CellType.LSTM) {
        add("bridge." + layer + ".cell.weight", width, width);
        add("bridge." + layer + ".cell.bias", width);
      }
    }
  }

  private void addDecoder(ModelConfig config) {
    int context = config.contextEveryStep() ? config.hiddenSize() : 0;
    int fed = config.inputFeeding() ? config.hiddenSize() : 0;
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      int input = layer == 0 ? config.embeddingSize() + context + fed : config.hiddenSize();
      addCell("decoder." + layer, config.cell(), input, config.hiddenSize());
      addNorm("decoder." + layer, config, layer);
    }
  }

  private void addNorm(String prefix, ModelConfig config, int layer) {
    if (config.layerNorm() && layer > 0) {
      add(prefix + ".norm.weight", config.hiddenSize());
      add(prefix + ".norm.bias", config.hiddenSize());
    }
  }

  private void addAttention(ModelConfig config) {
    if (config.attention() == AttentionType.NONE) {
      return;
    }
    int width = config.hiddenSize();
    switch (config.attention()) {
      case NONE, DOT, SCALED_DOT -> {}
      case GENERAL -> add("attention.score.weight", width, width);
      case ADDITIVE -> {
        add("attention.query.weight", width, width);
        add("attention.key.weight", width, width);
        add("attention.score.weight", 1, width);
      }
    }
    add("attention.output.weight", width, 2 * width);
  }

  private void addOutput(ModelConfig config, int targetVocabulary) {
    int context = config.contextEveryStep() ? config.hiddenSize() : 0;
    int width = config.hiddenSize() + context;
    if (config.readout() == ReadoutType.DEEP) {
      add("readout.weight", config.embeddingSize(), width + config.embeddingSize());
      add("readout.bias", config.embeddingSize());
      width = config.embeddingSize();
    }
    if (!config.tiedOutput()) {
      add("output.weight", targetVocabulary, width);
    }
    add("output.bias", targetVocabulary);
  }

  private void addCell(String prefix, CellType cell, int input, int units) {
    int rows = CellWeights.gates(cell) * units;
    add(prefix + ".input.weight", rows, input);
    add(prefix + ".hidden.weight", rows, units);
    add(prefix + ".input.bias", rows);
    add(prefix + ".hidden.bias", rows);
  }

  private void add(String name, Integer... shape) {
    Entry entry = new Entry(name, List.of(shape), size);
    entries.add(entry);
    byName.put(name, entry);
    int end = Math.addExact(size, entry.size());
    size = Math.addExact(end, Math.floorMod(-end, ALIGNMENT));
  }

  /** All parameters, in the order of their places. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Those that lie within a range. */
  List<Entry> entries(Range range) {
    return entries.stream().filter(range::holds).toList();
  }

  /**
   * One parameter by its name.
   *
   * @throws IllegalArgumentException if the model has none of that name
   */
  public Entry entry(String name) {
    Entry entry = byName.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "no parameter " + name + " in this model; it has " + byName.keySet());
    }
    return entry;
  }

  /** Floats of the flat vector, alignment included. */
  public int size() {
    return size;
  }

  /** Weights that are trained: the flat vector without alignment. */
  public long parameters() {
    return entries.stream().mapToLong(Entry::size).sum();
  }

  /** Named views of a flat vector {@code (size())}; gradients flow back into it. */
  Map<String, NDArray> views(NDArray flat) {
    return views(flat, new Range(0, size));
  }

  /**
   * Named views of the parameters that lie within a range.
   *
   * @param vector the range alone, {@code (to - from)}; gradients flow back into it
   */
  Map<String, NDArray> views(NDArray vector, Range range) {
    List<Entry> inside = entries(range);
    List<Long> cuts = new ArrayList<>();
    for (Entry entry : inside) {
      cuts.add((long) entry.offset() - range.from());
      cuts.add((long) entry.offset() + entry.size() - range.from());
    }
    NDList parts = vector.split(cuts.stream().mapToLong(Long::longValue).toArray());
    Map<String, NDArray> views = new HashMap<>();
    for (int i = 0; i < inside.size(); i++) {
      views.put(inside.get(i).name(), parts.get(2 * i + 1).reshape(inside.get(i).dimensions()));
    }
    return views;
  }
}
