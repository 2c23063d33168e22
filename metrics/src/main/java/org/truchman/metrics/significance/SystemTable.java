package org.truchman.metrics.significance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truchman.metrics.Metric;
import org.truchman.metrics.Score;
import org.truchman.metrics.Signature;

/**
 * The scores of several systems by several metrics.
 *
 * @param columns the metrics
 * @param rows the systems; the first is the baseline if there was a test
 * @param test how they were compared; empty if they were only scored
 */
public record SystemTable(List<Column> columns, List<Row> rows, Optional<PairedTest> test) {

  /**
   * A metric.
   *
   * @param name for example BLEU
   * @param signature how its scores were computed
   */
  public record Column(String name, Signature signature) {}

  /**
   * A system.
   *
   * @param system its name
   * @param scores one for each column
   */
  public record Row(String system, List<SystemScore> scores) {
    /** Keeps its own copy of the list. */
    public Row {
      scores = List.copyOf(scores);
    }
  }

  /** Keeps its own copies, and refuses a row that has not a score for each column. */
  public SystemTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.scores().size() != columns.size()) {
        throw new IllegalArgumentException(
            (row.system() + " has " + row.scores().size() + " scores")
                + (" for " + columns.size() + " metrics: one each is needed"));
      }
    }
  }

  /**
   * Scores systems without comparing them.
   *
   * @param systems one or more
   * @param references one list for each set of references
   * @param metrics in the order of the columns
   * @return the table
   * @throws IllegalArgumentException as {@link Metric#corpus} does, naming the system
   */
  public static SystemTable of(
      List<SystemOutput> systems, List<List<String>> references, List<Metric<?>> metrics) {
    List<Column> columns = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (SystemOutput system : systems) {
      columns.clear();
      List<SystemScore> scores = new ArrayList<>();
      for (Metric<?> metric : metrics) {
        Score score = scored(system, references, metric);
        columns.add(new Column(score.name(), score.signature()));
        scores.add(SystemScore.of(score.score()));
      }
      rows.add(new Row(system.name(), scores));
    }
    return new SystemTable(columns, rows, Optional.empty());
  }

  private static Score scored(
      SystemOutput system, List<List<String>> references, Metric<?> metric) {
    try {
      return metric.corpus(system.lines(), references);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(system.name() + ": " + e.getMessage(), e);
    }
  }
}
