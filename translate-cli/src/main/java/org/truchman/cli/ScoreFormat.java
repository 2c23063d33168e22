package org.truchman.cli;

import java.util.List;
import org.truchman.metrics.ReportStyle;
import org.truchman.metrics.Score;
import org.truchman.metrics.ScoreReport;
import org.truchman.metrics.significance.SystemReport;
import org.truchman.metrics.significance.SystemTable;

/** How scores are laid out, in sacreBLEU's words. */
enum ScoreFormat {
  /** One object for one metric, a list for several; a list of systems. */
  JSON,
  /** One line for each metric; a table of systems. */
  TEXT,
  /** A table of systems in LaTeX; for one system as text. */
  LATEX;

  // The interval behind a score, which terminals show in another colour.
  private static final String INTERVAL = "\\(\u03BC = [0-9.]+ \u00B1 [0-9.]+\\)";
  private static final String CYAN = "\u001B[36m$0\u001B[0m";

  /** Lays out the scores of one system. */
  String report(List<Score> scores, ReportStyle style, boolean colored) {
    return switch (this) {
      case JSON -> ScoreReport.json(scores, style);
      case TEXT, LATEX -> {
        String text = ScoreReport.text(scores, style);
        yield colored ? text.replaceAll(INTERVAL, CYAN) : text;
      }
    };
  }

  /** Lays out the scores of several systems. */
  String report(SystemTable table, ReportStyle style, boolean colored) {
    return switch (this) {
      case JSON -> SystemReport.json(table, style);
      case TEXT -> SystemReport.text(table, style, colored);
      case LATEX -> SystemReport.latex(table, style, colored);
    };
  }
}
