package org.truchman.seq2seq.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.data.PaddedRows;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.EncoderMemory;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;
import org.truchman.text.vocab.SpecialToken;

/**
 * The model's side of one search: encodes the sentences once, then advances their hypotheses step
 * by step on the device.
 *
 * <p>One manager lives as long as the search, and one as long as a step's state is wanted.
 *
 * <p>Rows and source lengths are rounded up: the kernels of matrix products take other paths for
 * few rows (fewer than 4 on AMD Zen 4, up to 12 on Intel with AVX-512, as measured), and would give
 * other bits to a sentence that stands alone. The rows that fill up are read by nobody.
 */
public final class ModelScorer implements StepScorer {
  private static final int ROWS = 16;
  private static final int COLUMNS = 16;

  private final Seq2SeqModel model;
  private final NDManager search;
  private final Weights weights;
  private final EncoderMemory memory;
  private final ScriptedOperators.OutputLayer output;
  private final NDArray mask;
  private final int vocabulary;
  private NDManager current;
  private DecoderState state;

  private ModelScorer(Seq2SeqModel model, NDArray vector, PaddedRows source, NDManager search) {
    this.model = model;
    this.search = search;
    this.weights = model.weights(Seq2SeqModel.alias(vector, search));
    TokenTensor tokens = TokenTensor.of(search, source.ids(), source.lengths());
    this.memory = model.encode(weights, tokens);
    this.output = model.outputLayer(weights);
    this.vocabulary = (int) output.bias().getShape().get(0);
    this.mask = search.create(neverSpoken(vocabulary));
    this.current = search.newSubManager();
    this.state = model.start(weights, memory).moveTo(current);
  }

  /**
   * Encodes a batch of sentences.
   *
   * @param vector the parameters to use: the model's own, or their moving average
   * @param sources piece ids of each sentence, without EOS
   */
  public static ModelScorer open(Seq2SeqModel model, NDArray vector, List<int[]> sources) {
    List<int[]> filled = new ArrayList<>(sources);
    while (filled.size() % ROWS != 0) {
      filled.add(new int[0]);
    }
    PaddedRows batch = PaddedRows.ofSources(filled, model.config().reverseSource(), COLUMNS);
    NDManager search = model.manager().newSubManager();
    try {
      return new ModelScorer(model, vector, batch, search);
    } catch (RuntimeException | Error e) {
      search.close();
      throw e;
    }
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

  @Override
  public int vocabularySize() {
    return vocabulary;
  }

  @Override
  public Candidates advance(int[] pieces, int[] origin, int[] sentence, int k) {
    int rows = pieces.length;
    int padded = (rows + ROWS - 1) / ROWS * ROWS;
    NDManager next = search.newSubManager();
    DecoderState from = origin == null ? state : state.rows(index(next, origin, padded));
    Seq2SeqModel.Step step =
        model.step(
            weights, memory, from, index(next, pieces, padded), repeatFirst(sentence, padded));
    ScriptedOperators.Best best = model.operators().best(next, step.readout(), output, mask, k);
    state = step.state().moveTo(next);
    Candidates candidates = read(best, rows, k);
    current.close();
    current = next;
    return candidates;
  }

  private static NDArray index(NDManager manager, int[] values, int padded) {
    long[] index = Arrays.stream(repeatFirst(values, padded)).asLongStream().toArray();
    return manager.create(index, new Shape(padded));
  }

  /** Rows that only fill up the batch repeat the first one; nobody reads what they give. */
  private static int[] repeatFirst(int[] values, int padded) {
    int[] all = Arrays.copyOf(values, padded);
    Arrays.fill(all, values.length, padded, values[0]);
    return all;
  }

  private static Candidates read(ScriptedOperators.Best best, int rows, int k) {
    long[] ids = best.pieces().toLongArray();
    float[] logs = Arrays.copyOf(best.logProbabilities().toFloatArray(), rows * k);
    int[] pieces = new int[rows * k];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = (int) ids[i];
      // The difference of logit and normaliser can round to just above 0.
      logs[i] = Math.min(0f, logs[i]);
    }
    return Candidates.ofTopK(rows, k, pieces, logs);
  }

  @Override
  public void close() {
    search.close();
  }
}
