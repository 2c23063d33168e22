package org.truchman.cli;

import java.util.List;
import org.truchman.metrics.ReportStyle;
import org.truchman.metrics.Score;
import org.truchman.metrics.ScoreReport;

/** How scores are laid out. */
enum ReportFormat {
  /** One line for each metric. */
  TEXT,
  /** One object for one metric, a list for several. */
  JSON;

  /** Lays out scores as sacreBLEU does. */
  String report(List<Score> scores, ReportStyle style) {
    return switch (this) {
      case TEXT -> ScoreReport.text(scores, style);
      case JSON -> ScoreReport.json(scores, style);
    };
  }
}
