package org.truchman.seq2seq.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.StopMetric;
import org.truchman.seq2seq.data.BatchPlan;
import org.truchman.seq2seq.data.DeviceBatch;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.decoding.CorpusSearch;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.model.Weights;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** Reads the validation set: perplexity of the references, and BLEU of the greedy translation. */
public final class Validator {
  /**
   * What the validation set said.
   *
   * @param perplexity per target token, EOS included
   * @param bleu of the greedy translation, or null when there was nothing to score with
   * @param chrf chrF2 of the same, or null
   */
  public record Validation(double perplexity, Double bleu, Double chrf) {

    /**
     * Whether this is better by a metric; anything finite is better than nothing.
     *
     * @param other the best so far, or null
     * @throws IllegalStateException if the metric was not measured
     */
    public boolean isBetterThan(Validation other, StopMetric metric) {
      if (metric == StopMetric.PERPLEXITY) {
        double before = other == null ? Double.POSITIVE_INFINITY : other.perplexity;
        return perplexity < before;
      }
      Double now = metric == StopMetric.BLEU ? bleu : chrf;
      if (now == null) {
        throw new IllegalStateException(
            "training.stopOn is " + metric + ", which was not measured");
      }
      return other == null || now > (metric == StopMetric.BLEU ? other.bleu : other.chrf);
    }
  }

  /**
   * What became of the set as text.
   *
   * @param bleu of all translations
   * @param chrf chrF2 of the same
   * @param samples some sentences, always the same ones
   */
  public record TextScores(double bleu, double chrf, List<ValidationReport.Sample> samples) {}

  /**
   * What one reading found.
   *
   * @param scores what was measured
   * @param samples some sentences as they are translated now; none without text scores
   */
  public record Findings(Validation scores, List<ValidationReport.Sample> samples) {}

  private final List<IndexedPair> pairs;
  private final Function<List<int[]>, TextScores> scores;
  private final int batchSize;

  /**
   * A validator.
   *
   * @param pairs the validation set, not empty
   * @param scores scores the pieces of one translation per pair; null for perplexity only
   * @param batchSize pairs at a time
   */
  public Validator(
      List<IndexedPair> pairs, Function<List<int[]>, TextScores> scores, int batchSize) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("the validation set has no sentence pair");
    }
    this.pairs = pairs;
    this.scores = scores;
    this.batchSize = batchSize;
  }

  /**
   * Reads the set with the given parameters.
   *
   * @param vector the model's own parameters, or their moving average
   */
  public Findings validate(Seq2SeqModel model, NDArray vector) {
    double perplexity = perplexity(model, vector);
    if (scores == null) {
      return new Findings(new Validation(perplexity, null, null), List.of());
    }
    TextScores text = scores(model, vector);
    return new Findings(new Validation(perplexity, text.bleu(), text.chrf()), text.samples());
  }

  private double perplexity(Seq2SeqModel model, NDArray vector) {
    int[] sources = pairs.stream().mapToInt(p -> p.source().length).toArray();
    int[] targets = pairs.stream().mapToInt(p -> p.target().length).toArray();
    double sum = 0;
    long tokens = 0;
    for (int[] lines : BatchPlan.ofEpoch(sources, targets, batchSize, 0, 0)) {
      PaddedBatch batch = batch(lines, model);
      sum += negativeLogLikelihood(model, vector, batch);
      tokens += batch.realTokens();
    }
    return Math.exp(sum / tokens);
  }

  private PaddedBatch batch(int[] lines, Seq2SeqModel model) {
    List<IndexedPair> chosen = new ArrayList<>(lines.length);
    for (int line : lines) {
      chosen.add(pairs.get(line));
    }
    return PaddedBatch.of(chosen, model.config().reverseSource(), 1);
  }

  private static double negativeLogLikelihood(
      Seq2SeqModel model, NDArray vector, PaddedBatch padded) {
    try (NDManager manager = model.manager().newSubManager()) {
      DeviceBatch batch = DeviceBatch.of(manager, padded);
      Weights weights = model.weights(Seq2SeqModel.alias(vector, manager));
      NDArray rows =
          model.readout(weights, batch.source(), batch.input(), batch.rows(), Regime.EXACT);
      NDArray losses =
          model
              .operators()
              .negativeLogLikelihood(manager, rows, model.outputLayer(weights), batch.labels());
      double sum = 0;
      for (float loss : losses.toFloatArray()) {
        sum += loss;
      }
      return sum;
    }
  }

  private TextScores scores(Seq2SeqModel model, NDArray vector) {
    SearchConfig greedy = SearchConfig.defaults().withBeamSize(1).withBatchSize(batchSize);
    List<int[]> sources = pairs.stream().map(IndexedPair::source).toList();
    List<int[]> best = new ArrayList<>();
    try (SearchNetwork network = new SearchNetwork(model, vector, SearchOperators.Format.FP32)) {
      for (List<Hypothesis> found : new CorpusSearch(network, greedy).search(sources)) {
        best.add(found.get(0).pieces());
      }
    }
    return scores.apply(best);
  }
}
