package org.truchman.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A measure of translations against references: segment, statistics, sum, score.
 *
 * <p>Implementations are immutable and may be shared by threads.
 *
 * @param <S> the score that it gives
 */
public interface Metric<S extends Score> {

  /**
   * What is counted in one segment.
   *
   * @param hypothesis the translation, one line
   * @param references what it is compared with; null stands for a reference that this segment lacks
   * @return the segment's statistics
   * @throws IllegalArgumentException if the hypothesis is null or no reference is left
   */
  Statistics statistics(String hypothesis, List<String> references);

  /**
   * The score of a sum.
   *
   * @param sum the statistics of a segment, or the sum over many
   * @return its score
   */
  S score(Statistics sum);

  /**
   * The score of one sentence.
   *
   * @param hypothesis the translation
   * @param references one or more, as for {@link #statistics}
   * @return its score
   */
  default S sentence(String hypothesis, List<String> references) {
    return score(statistics(hypothesis, references));
  }

  /**
   * The score of a corpus.
   *
   * @param hypotheses the translations, one line a segment
   * @param references one list for each set of references, each as long as the hypotheses; null
   *     stands for a reference that a segment lacks
   * @return the corpus's score, which is no mean of sentence scores
   * @throws IllegalArgumentException if the lengths differ, nothing is to be scored, or a segment
   *     has no reference
   */
  default S corpus(List<String> hypotheses, List<List<String>> references) {
    return score(Statistics.sum(segments(hypotheses, references)));
  }

  /**
   * The statistics of every segment of a corpus.
   *
   * @param hypotheses as for {@link #corpus}
   * @param references as for {@link #corpus}
   * @return as many as there are hypotheses
   * @throws IllegalArgumentException as for {@link #corpus}
   */
  default List<Statistics> segments(List<String> hypotheses, List<List<String>> references) {
    Segments.check(hypotheses, references);
    List<Statistics> result = new ArrayList<>(hypotheses.size());
    String[] row = new String[references.size()];
    for (int i = 0; i < hypotheses.size(); i++) {
      for (int r = 0; r < row.length; r++) {
        row[r] = references.get(r).get(i);
      }
      try {
        result.add(statistics(hypotheses.get(i), Arrays.asList(row)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("segment " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return result;
  }
}
