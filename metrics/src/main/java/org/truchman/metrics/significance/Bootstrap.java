package org.truchman.metrics.significance;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.truchman.metrics.Confidence;
import org.truchman.metrics.Metric;
import org.truchman.metrics.NumpyScalar;
import org.truchman.metrics.Score;
import org.truchman.metrics.Signature;
import org.truchman.metrics.Statistics;

/**
 * Tells how far one system's score may be trusted: segments are drawn with replacement, again and
 * again, and each sample is scored.
 *
 * @param samples how many; fewer than 2 leave a score as it is, as in sacreBLEU
 * @param seed where the draws begin
 * @param threads how many score samples; 0 stands for one a processor
 * @see <a href="https://aclanthology.org/W04-3250">Koehn 2004</a>
 */
public record Bootstrap(int samples, Seed seed, int threads) {
  private static final int STANDARD_SAMPLES = 1000;

  /** Refuses a negative number of threads. */
  public Bootstrap {
    Objects.requireNonNull(seed, "seed");
    PairedTest.checkThreads(threads);
  }

  /**
   * sacreBLEU's bootstrap: 1000 samples, seed 12345.
   *
   * @return on one thread
   */
  public static Bootstrap standard() {
    return new Bootstrap(STANDARD_SAMPLES, Seed.standard(), 1);
  }

  /**
   * A copy that draws another number of samples.
   *
   * @param value how many
   * @return the copy
   */
  public Bootstrap withSamples(int value) {
    return new Bootstrap(value, seed, threads);
  }

  /**
   * A copy that begins elsewhere.
   *
   * @param value the seed
   * @return the copy
   */
  public Bootstrap withSeed(Seed value) {
    return new Bootstrap(samples, value, threads);
  }

  /**
   * A copy that works on another number of threads, with the same result.
   *
   * @param value how many; 0 stands for one a processor
   * @return the copy
   */
  public Bootstrap withThreads(int value) {
    return new Bootstrap(samples, seed, value);
  }

  /** A score with its interval. */
  private record Resampled(Score plain, Confidence interval, Signature signature) implements Score {
    @Override
    public String name() {
      return plain.name();
    }

    @Override
    public double score() {
      return plain.score();
    }

    @Override
    public String verbose() {
      return plain.verbose();
    }

    @Override
    public Optional<Confidence> confidence() {
      return Optional.of(interval);
    }
  }

  /**
   * Scores a corpus and resamples it.
   *
   * @param metric by which
   * @param hypotheses as for {@link Metric#corpus}
   * @param references as for {@link Metric#corpus}
   * @return the score with its confidence, samples and seed in its signature
   * @throws IllegalArgumentException as {@link Metric#corpus} does
   */
  public Score corpus(Metric<?> metric, List<String> hypotheses, List<List<String>> references) {
    try (Workers workers = new Workers(threads)) {
      List<Statistics> segments = workers.segments(metric, hypotheses, references);
      Score score = metric.score(Statistics.sum(segments));
      if (samples < 2) {
        return score;
      }
      SegmentTable table = new SegmentTable(metric, segments);
      NumpyScalar[][] scores = new Resampling(workers, seed, samples).scores(List.of(table));
      return new Resampled(
          score,
          SampleScores.of(scores[0]).confidence(),
          score.signature().sampled("bs", samples, seed.text().toLowerCase(Locale.ROOT)));
    }
  }
}
