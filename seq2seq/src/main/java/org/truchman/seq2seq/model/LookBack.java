package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.Attention;
import org.truchman.seq2seq.tensor.script.Linear;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** Attention in a search: the hypotheses of a sentence meet its memory together. */
final class LookBack implements AutoCloseable {
  private final SearchOperators operators;
  private final Linear fromContext;
  private final Linear fromHidden;
  private final AdditiveScore additive;

  private LookBack(
      SearchOperators operators, Linear fromContext, Linear fromHidden, AdditiveScore additive) {
    this.operators = operators;
    this.fromContext = fromContext;
    this.fromHidden = fromHidden;
    this.additive = additive;
  }

  /** The additive score of a row; other scores are products with the keys. */
  private record AdditiveScore(Linear fromQuery, NDArray vector) {}

  /** The attention that a configuration demands; null for none. */
  static LookBack of(
      ModelConfig config,
      Weights weights,
      SearchOperators operators,
      SearchOperators.Format format) {
    if (config.attention() == AttentionType.NONE) {
      return null;
    }
    NDArray weight = weights.get("attention.output.weight");
    int split = config.hiddenSize();
    SearchOperators.Range range = StateRange.ofLayers(config, config.decoderLayers());
    return new LookBack(
        operators,
        operators.linear(Columns.between(weight, 0, split), null, SearchOperators.Format.FP32),
        operators.linear(Columns.from(weight, split), null, format, range),
        additive(config, weights, operators, format));
  }

  private static AdditiveScore additive(
      ModelConfig config,
      Weights weights,
      SearchOperators operators,
      SearchOperators.Format format) {
    if (config.attention() != AttentionType.ADDITIVE) {
      return null;
    }
    SearchOperators.Range range = StateRange.ofLayers(config, config.decoderLayers());
    Linear fromQuery = operators.linear(weights.get("attention.query.weight"), null, format, range);
    return new AdditiveScore(fromQuery, weights.get("attention.score.weight"));
  }

  /** The map of the state in the attentional layer. */
  Linear fromHidden() {
    return fromHidden;
  }

  /** Whether scores are products of state and key. */
  boolean isProduct() {
    return additive == null;
  }

  /** The memory of the first sentences, its values as the attentional layer sees them. */
  SearchOperators.Keys keys(Attention.Memory batch, int sentences) {
    String first = ":" + sentences;
    Attention.Memory memory =
        new Attention.Memory(
            batch.keys().get(first),
            batch.values().get(first),
            batch.mask().get(first),
            batch.additive());
    Shape shape = memory.values().getShape();
    NDArray flat = memory.values().reshape(-1, shape.get(2));
    NDArray values = fromContext.apply(flat).reshape(shape.get(0), shape.get(1), -1);
    // As rows, whatever the score: what is picked of them later is laid out in the same way, and
    // the same layout gives the same bits.
    NDArray keys = isProduct() ? memory.keys().transpose(0, 2, 1) : memory.keys();
    return new SearchOperators.Keys(keys, values, memory.mask(), Attention.FAR);
  }

  /**
   * The attentional state of each row.
   *
   * @param hidden {@code (R, H)}
   * @param sentences the sentence of each row
   * @param hypotheses rows of a sentence at most; 0 where it is not known
   */
  NDArray of(NDArray hidden, SearchOperators.Keys memory, int[] sentences, int hypotheses) {
    NDManager manager = hidden.getManager();
    int batch = (int) memory.keys().getShape().get(0);
    SentenceRows block = SentenceRows.of(sentences, batch, hypotheses);
    NDArray rowAt = manager.create(block.rowAt(), new Shape(block.rowAt().length));
    NDArray placeOf = manager.create(block.placeOf(), new Shape(sentences.length));
    if (additive != null) {
      NDArray scores = scores(hidden, memory, sentences);
      return operators.attendScored(scores, fromHidden.apply(hidden), memory, rowAt, placeOf);
    }
    return operators.attend(hidden, fromHidden.apply(hidden), memory, rowAt, placeOf);
  }

  private NDArray scores(NDArray hidden, SearchOperators.Keys memory, int[] sentences) {
    long[] index = Arrays.stream(sentences).asLongStream().toArray();
    NDArray sentenceOf = hidden.getManager().create(index, new Shape(index.length));
    NDArray queries = additive.fromQuery().apply(hidden);
    return operators.additiveScores(queries, memory.keys(), additive.vector(), sentenceOf);
  }

  /**
   * What each row looks at.
   *
   * @param hidden {@code (R, H)}
   * @param sentences the sentence of each row
   * @param hypotheses rows of a sentence at most; 0 where it is not known
   */
  AttentionRows attention(
      NDArray hidden, SearchOperators.Keys memory, int[] sentences, int hypotheses) {
    int batch = (int) memory.keys().getShape().get(0);
    SentenceRows block = SentenceRows.of(sentences, batch, hypotheses);
    NDArray rowAt = hidden.getManager().create(block.rowAt(), new Shape(block.rowAt().length));
    NDArray weights =
        additive == null
            ? operators.attention(hidden, memory, rowAt)
            : operators.attentionScored(scores(hidden, memory, sentences), memory, rowAt);
    return new AttentionRows(weights, block.placeOf());
  }

  /** What is left of a memory when some sentences are done. */
  SearchOperators.Keys keep(SearchOperators.Keys memory, NDArray sentences) {
    return new SearchOperators.Keys(
        operators.pick(memory.keys(), sentences),
        operators.pick(memory.values(), sentences),
        operators.pick(memory.mask(), sentences),
        memory.far());
  }

  @Override
  public void close() {
    fromContext.close();
    fromHidden.close();
    if (additive != null) {
      additive.fromQuery().close();
    }
  }
}
