package org.truchman.seq2seq.lexicon;

import java.util.Arrays;
import org.truchman.seq2seq.data.IndexedCorpus;
import org.truchman.seq2seq.data.IndexedPair;

/** IBM model 1 by its definition: every alignment of every pair is weighed on its own. */
final class AlignmentEnumeration {
  private final IndexedCorpus corpus;
  private final double[][] probabilities;
  private double[][] counts;
  private double logLikelihood;

  AlignmentEnumeration(IndexedCorpus corpus, int sources, int targets) {
    this.corpus = corpus;
    this.probabilities = new double[sources][targets];
    for (double[] row : probabilities) {
      Arrays.fill(row, 1.0 / targets);
    }
  }

  /** One round; gives the log-likelihood before it. */
  double round() {
    counts = new double[probabilities.length][probabilities[0].length];
    logLikelihood = 0;
    for (int line = 0; line < corpus.size(); line++) {
      weigh(corpus.pair(line));
    }
    for (int source = 0; source < counts.length; source++) {
      double sum = Arrays.stream(counts[source]).sum();
      for (int target = 0; target < counts[source].length; target++) {
        probabilities[source][target] = sum == 0 ? 0 : counts[source][target] / sum;
      }
    }
    return logLikelihood;
  }

  private void weigh(IndexedPair pair) {
    int[] source = Arrays.copyOf(pair.source(), pair.source().length + 1);
    source[source.length - 1] = 0; // the empty word
    int[] target = pair.target();
    int alignments = (int) Math.pow(source.length, target.length);
    double[] weights = new double[alignments];
    for (int alignment = 0; alignment < alignments; alignment++) {
      weights[alignment] = 1;
      for (int j = 0, rest = alignment; j < target.length; j++, rest /= source.length) {
        weights[alignment] *= probabilities[source[rest % source.length]][target[j]];
      }
    }
    double sum = Arrays.stream(weights).sum();
    logLikelihood += Math.log(sum / alignments);
    for (int alignment = 0; alignment < alignments; alignment++) {
      for (int j = 0, rest = alignment; j < target.length; j++, rest /= source.length) {
        counts[source[rest % source.length]][target[j]] += weights[alignment] / sum;
      }
    }
  }

  double probability(int source, int target) {
    return probabilities[source][target];
  }
}
