package org.truchman.seq2seq.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.truchman.seq2seq.data.DeviceBatch;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * Says how probable given translations are (force-decoding): the network is fed with them, and its
 * log-probability of each piece is read.
 */
public final class ForcedScorer {
  /** Source lengths are rounded up to a multiple of this, as in a search. */
  private static final int COLUMNS = 16;

  /** Rows that meet the output layer at a time: bounds memory for the longest of lines. */
  private static final int CHUNK = 1024;

  private final Seq2SeqModel model;
  private final NDArray vector;
  private final int batchSize;

  /**
   * A scorer.
   *
   * @param vector the parameters to use: the model's own, or their moving average
   * @param batchSize pairs at a time; no result depends on it but for rounding
   */
  public ForcedScorer(Seq2SeqModel model, NDArray vector, int batchSize) {
    this.model = model;
    this.vector = vector;
    this.batchSize = batchSize;
  }

  /**
   * Scores translations; runs on the thread that owns the engine.
   *
   * @param pairs sources and their translations
   * @return for each pair, in order, the natural logarithm of the probability of each target piece,
   *     and of the EOS behind them
   */
  public List<float[]> score(List<IndexedPair> pairs) {
    List<float[]> scores = new ArrayList<>(Collections.nCopies(pairs.size(), null));
    Integer[] order = new Integer[pairs.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingInt(i -> pairs.get(i).source().length)
            .thenComparingInt(i -> pairs.get(i).target().length));
    for (int from = 0; from < order.length; from += batchSize) {
      int to = Math.min(order.length, from + batchSize);
      List<IndexedPair> batch = new ArrayList<>();
      for (int i = from; i < to; i++) {
        batch.add(pairs.get(order[i]));
      }
      float[] logs = logProbabilities(batch);
      int at = 0;
      for (int i = from; i < to; i++) {
        int length = pairs.get(order[i]).target().length + 1;
        scores.set(order[i], Arrays.copyOfRange(logs, at, at + length));
        at += length;
      }
    }
    return scores;
  }

  /** Gives the log-probabilities of all labels of a batch, sentence after sentence. */
  private float[] logProbabilities(List<IndexedPair> pairs) {
    PaddedBatch padded = PaddedBatch.of(pairs, model.config().reverseSource(), COLUMNS);
    float[] logs = new float[padded.realTokens()];
    try (NDManager manager = model.manager().newSubManager()) {
      DeviceBatch batch = DeviceBatch.of(manager, padded);
      Weights weights = model.weights(Seq2SeqModel.alias(vector, manager));
      NDArray rows =
          model.readout(weights, batch.source(), batch.input(), batch.rows(), Regime.EXACT);
      ScriptedOperators.OutputLayer output = model.outputLayer(weights);
      for (int from = 0; from < logs.length; from += CHUNK) {
        int to = Math.min(logs.length, from + CHUNK);
        NDIndex chunk = new NDIndex("{}:{}", from, to);
        NDArray losses =
            model
                .operators()
                .negativeLogLikelihood(manager, rows.get(chunk), output, batch.labels().get(chunk));
        float[] values = losses.toFloatArray();
        for (int i = 0; i < values.length; i++) {
          logs[from + i] = 0f - values[i]; // never the negative zero
        }
      }
    }
    return logs;
  }
}
