package org.truchman.metrics.significance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.truchman.metrics.Metric;
import org.truchman.metrics.NumpyScalar;
import org.truchman.metrics.Score;
import org.truchman.metrics.Signature;

/**
 * Compares systems with a baseline: is the difference of their scores more than chance?
 *
 * @param method by which
 * @param trials how many samples or shuffles; 0 or fewer stand for {@link
 *     PairedMethod#standardTrials}, as in sacreBLEU
 * @param seed where the random numbers begin
 * @param threads how many work; 0 stands for one a processor
 * @see <a href="https://aclanthology.org/W04-3250">Koehn 2004, bootstrap resampling</a>
 * @see <a href="https://aclanthology.org/W05-0908">Riezler and Maxwell 2005, approximate
 *     randomisation</a>
 */
public record PairedTest(PairedMethod method, int trials, Seed seed, int threads) {

  /** Refuses a negative number of threads. */
  public PairedTest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(seed, "seed");
    checkThreads(threads);
  }

  /**
   * sacreBLEU's paired bootstrap: 1000 samples, seed 12345.
   *
   * @return on one thread
   */
  public static PairedTest bootstrap() {
    return of(PairedMethod.BOOTSTRAP);
  }

  /**
   * sacreBLEU's approximate randomisation: 10,000 trials, seed 12345.
   *
   * @return on one thread
   */
  public static PairedTest randomization() {
    return of(PairedMethod.RANDOMIZATION);
  }

  private static PairedTest of(PairedMethod method) {
    return new PairedTest(method, method.standardTrials(), Seed.standard(), 1);
  }

  /**
   * A copy with another number of trials.
   *
   * @param value how many
   * @return the copy
   */
  public PairedTest withTrials(int value) {
    return new PairedTest(method, value, seed, threads);
  }

  /**
   * A copy that begins elsewhere.
   *
   * @param value the seed
   * @return the copy
   */
  public PairedTest withSeed(Seed value) {
    return new PairedTest(method, trials, value, threads);
  }

  /**
   * A copy that works on another number of threads, with the same result.
   *
   * @param value how many; 0 stands for one a processor
   * @return the copy
   */
  public PairedTest withThreads(int value) {
    return new PairedTest(method, trials, seed, value);
  }

  /**
   * Compares systems with the first of them.
   *
   * @param systems two or more; the first is the baseline
   * @param references one list for each set of references
   * @param metrics by which, in the order of the table's columns
   * @return scores and p-values; intervals, too, if it is the bootstrap
   * @throws IllegalArgumentException if there are fewer than two systems, or as {@link
   *     Metric#corpus} does, naming the system
   */
  public SystemTable compare(
      List<SystemOutput> systems, List<List<String>> references, List<Metric<?>> metrics) {
    if (systems.size() < 2 || metrics.isEmpty()) {
      throw new IllegalArgumentException(
          (systems.size() + " systems and " + metrics.size() + " metrics:")
              + " a paired test needs a baseline, another system, and a metric");
    }
    List<SystemTable.Column> columns = new ArrayList<>();
    List<List<SystemScore>> scores = new ArrayList<>();
    try (Workers workers = new Workers(threads)) {
      for (Metric<?> metric : metrics) {
        List<SegmentTable> tables = new ArrayList<>();
        for (SystemOutput system : systems) {
          tables.add(table(workers, metric, system, references));
        }
        columns.add(column(tables.get(0).score()));
        scores.add(compared(tables, new Resampling(workers, seed, effectiveTrials())));
      }
    }
    return new SystemTable(columns, rows(systems, scores), Optional.of(this));
  }

  private static SegmentTable table(
      Workers workers, Metric<?> metric, SystemOutput system, List<List<String>> references) {
    try {
      return new SegmentTable(metric, workers.segments(metric, system.lines(), references));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(system.name() + ": " + e.getMessage(), e);
    }
  }

  private SystemTable.Column column(Score score) {
    Signature signature =
        score.signature().sampled(method.label(), effectiveTrials(), seed.canonical());
    return new SystemTable.Column(score.name(), signature);
  }

  private int effectiveTrials() {
    return trials > 0 ? trials : method.standardTrials();
  }

  private List<SystemScore> compared(List<SegmentTable> tables, Resampling resampling) {
    return switch (method) {
      case BOOTSTRAP -> bootstrapped(tables, resampling.scores(tables));
      case RANDOMIZATION -> randomized(tables, resampling.differences(tables));
    };
  }

  private static List<SystemScore> bootstrapped(List<SegmentTable> tables, NumpyScalar[][] scores) {
    SampleScores baseline = SampleScores.of(scores[0]);
    List<SystemScore> result = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      SampleScores own = SampleScores.of(scores[i]);
      OptionalDouble pValue =
          i == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(own.probability(baseline, difference(tables, i)));
      result.add(
          new SystemScore(
              tables.get(i).score().score(), Optional.of(own.pairedConfidence()), pValue));
    }
    return result;
  }

  private static List<SystemScore> randomized(List<SegmentTable> tables, double[][] differences) {
    List<SystemScore> result = new ArrayList<>();
    result.add(SystemScore.of(tables.get(0).score().score()));
    for (int i = 1; i < tables.size(); i++) {
      double least = difference(tables, i);
      long greater = Arrays.stream(differences[i - 1]).filter(d -> d > least).count();
      double pValue = SampleScores.probability(greater, differences[i - 1].length);
      result.add(
          new SystemScore(
              tables.get(i).score().score(), Optional.empty(), OptionalDouble.of(pValue)));
    }
    return result;
  }

  private static double difference(List<SegmentTable> tables, int system) {
    return Math.abs(tables.get(0).score().score() - tables.get(system).score().score());
  }

  /** Turns the scores of each metric into those of each system. */
  private static List<SystemTable.Row> rows(
      List<SystemOutput> systems, List<List<SystemScore>> scores) {
    List<SystemTable.Row> rows = new ArrayList<>();
    for (int i = 0; i < systems.size(); i++) {
      int system = i;
      rows.add(
          new SystemTable.Row(
              systems.get(i).name(), scores.stream().map(column -> column.get(system)).toList()));
    }
    return rows;
  }

  static void checkThreads(int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException(
          threads + " threads: give 0 for one a processor, or how many");
    }
  }
}
