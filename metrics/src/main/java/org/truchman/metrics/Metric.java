package org.truchman.metrics;

import java.util.List;
import java.util.stream.IntStream;

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
   * The score of one sample of a significance test, in the numbers that the test reckons with.
   *
   * <p>Without an implementation of one's own it is the score in double precision.
   *
   * @param sum the sum of the sample's statistics
   * @param arithmetic in which numbers it was added up
   * @return the score, and whether it is of single precision
   */
  default NumpyScalar sampleScore(double[] sum, Arithmetic arithmetic) {
    return NumpyScalar.of(score(Statistics.of(sum, 1)).score());
  }

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
    return IntStream.range(0, hypotheses.size())
        .mapToObj(i -> Segments.statistics(this, hypotheses, references, i))
        .toList();
  }

  /**
   * The statistics of every segment of a corpus, many at a time: the same as {@link #segments}.
   *
   * <p>The work is shared by the threads of the ForkJoinPool that it is called in, else by those of
   * the common pool.
   *
   * @param hypotheses as for {@link #corpus}
   * @param references as for {@link #corpus}
   * @return as many as there are hypotheses, in their order
   * @throws IllegalArgumentException as for {@link #corpus}
   */
  default List<Statistics> segmentsInParallel(
      List<String> hypotheses, List<List<String>> references) {
    Segments.check(hypotheses, references);
    return IntStream.range(0, hypotheses.size())
        .parallel()
        .mapToObj(i -> Segments.statistics(this, hypotheses, references, i))
        .toList();
  }
}
