package org.truchman.seq2seq.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.truchman.seq2seq.decoding.Candidates;
import org.truchman.seq2seq.decoding.Distributions;
import org.truchman.seq2seq.decoding.StepScorer;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;
import org.truchman.text.vocab.SpecialToken;

/**
 * A language model's side of a search: what may come after what was read so far. The search's BOS
 * stands for the last piece that was read.
 */
final class LanguageScorer implements StepScorer {
  private final LanguageModel model;
  private final Weights weights;
  private final NDManager search;
  private final NDArray mask;
  private final int vocabulary;
  private int last = SpecialToken.EOS.id();
  private NDManager current;
  private DecoderState state;

  /** A scorer that has read nothing but the end of a line. */
  LanguageScorer(LanguageModel model) {
    this.model = model;
    this.search = model.manager().newSubManager();
    NDArray vector = FlatParameters.alias(model.parameters().vector(), search);
    this.weights = model.parameters().weights(vector);
    this.vocabulary = model.parameters().outputBiasEntry().size();
    this.mask = search.create(neverSpoken(vocabulary));
    this.current = search.newSubManager();
    this.state = model.start(current, 1);
  }

  private static float[] neverSpoken(int vocabulary) {
    float[] mask = new float[vocabulary];
    for (SpecialToken token : SpecialToken.values()) {
      if (token != SpecialToken.EOS) {
        mask[token.id()] = Float.NEGATIVE_INFINITY;
      }
    }
    return mask;
  }

  /** Reads pieces; the next search begins behind them. */
  void read(int[] pieces) {
    if (pieces.length == 0) {
      return;
    }
    long[] input = new long[pieces.length];
    input[0] = last;
    for (int i = 1; i < input.length; i++) {
      input[i] = pieces[i - 1];
    }
    try (NDManager step = search.newSubManager()) {
      NDArray ids = step.create(input, new Shape(1, input.length));
      keep(model.read(weights, ids, state, Regime.EXACT).state());
    }
    last = pieces[pieces.length - 1];
  }

  /** What may come after the last piece; the state goes on behind it. */
  Distributions next() {
    return distributions(new int[] {last}, null, new int[] {0});
  }

  /** Says which piece {@link #next} was answered with. */
  void said(int piece) {
    last = piece;
  }

  /** A state to come back to; who asks for it closes it. */
  Mark mark() {
    NDManager own = search.newSubManager();
    NDArray all = own.create(new long[] {0});
    return new Mark(own, state.rows(all), last);
  }

  /** Goes back to a mark. */
  void back(Mark mark) {
    try (NDManager step = search.newSubManager()) {
      keep(mark.state.rows(step.create(new long[] {0})));
    }
    last = mark.last;
  }

  /** Where a scorer stood. */
  record Mark(NDManager manager, DecoderState state, int last) implements AutoCloseable {
    @Override
    public void close() {
      manager.close();
    }
  }

  private void keep(DecoderState next) {
    NDManager later = search.newSubManager();
    state = next.moveTo(later);
    current.close();
    current = later;
  }

  @Override
  public int vocabularySize() {
    return vocabulary;
  }

  @Override
  public Candidates advance(int[] pieces, int[] origin, int[] sentence, int k) {
    return distributions(pieces, origin, sentence).best(k);
  }

  @Override
  public Distributions distributions(int[] pieces, int[] origin, int[] sentence) {
    long[] input = new long[pieces.length];
    for (int row = 0; row < input.length; row++) {
      input[row] = pieces[row] == SpecialToken.BOS.id() ? last : pieces[row];
    }
    try (NDManager step = search.newSubManager()) {
      DecoderState from = origin == null ? state : state.rows(index(step, origin));
      NDArray ids = step.create(input, new Shape(input.length, 1));
      LanguageModel.Reading reading = model.read(weights, ids, from, Regime.EXACT);
      keep(reading.state());
      ScriptedOperators.OutputLayer layer = model.outputLayer(weights);
      NDArray logits = Kernels.linear(reading.rows(), layer.weight(), layer.bias());
      float[] logs = logits.logSoftmax(1).add(mask).toFloatArray();
      return new Distributions(input.length, vocabulary, logs);
    }
  }

  private static NDArray index(NDManager step, int[] origin) {
    long[] rows = new long[origin.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = origin[i];
    }
    return step.create(rows);
  }

  @Override
  public void close() {
    search.close();
  }
}
