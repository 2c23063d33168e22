package org.truchman.cli;

import java.util.List;
import java.util.Locale;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.BleuOptions;
import org.truchman.metrics.Chrf;
import org.truchman.metrics.ReportStyle;
import org.truchman.metrics.Score;
import org.truchman.metrics.tokens.PythonText;

/**
 * How good a model's translations of a test set are.
 *
 * @param scores BLEU and chrF2
 * @param exact translations that equal a reference
 * @param sentences lines of the test set, at least 1
 * @param seconds that translating took
 */
record Evaluation(List<Score> scores, int exact, int sentences, double seconds) {

  /**
   * Scores translations.
   *
   * @param bleu how BLEU counts
   * @param hypotheses the translations
   * @param references sets of references, each as long
   * @param seconds that translating took
   */
  static Evaluation of(
      BleuOptions bleu, List<String> hypotheses, List<List<String>> references, double seconds) {
    List<String> trimmed = hypotheses.stream().map(PythonText::rstrip).toList();
    int exact = 0;
    for (int i = 0; i < trimmed.size(); i++) {
      int row = i;
      if (references.stream().anyMatch(set -> set.get(row).equals(trimmed.get(row)))) {
        exact++;
      }
    }
    return new Evaluation(
        List.of(
            Bleu.with(bleu).corpus(trimmed, references),
            Chrf.standard().corpus(trimmed, references)),
        exact,
        trimmed.size(),
        seconds);
  }

  /** Lays it out, line by line. */
  List<String> report(ReportFormat format, int width) {
    ReportStyle style = ReportStyle.defaults().withWidth(width);
    return switch (format) {
      case TEXT -> text(format.report(scores, style));
      case JSON -> json(format.report(scores, style));
    };
  }

  private List<String> text(String metrics) {
    return List.of(
        metrics,
        String.format(
            Locale.ROOT, "exact matches = %d of %d (%.1f %%)", exact, sentences, exactPercent()),
        String.format(
            Locale.ROOT,
            "sentences per second = %.1f (%d in %.1f s)",
            sentencesPerSecond(),
            sentences,
            seconds));
  }

  private List<String> json(String metrics) {
    return List.of(
        "{",
        "\"scores\": " + metrics + ",",
        String.format(
            Locale.ROOT,
            "\"exact\": %d,\n\"sentences\": %d,\n\"exactPercent\": %.2f,",
            exact,
            sentences,
            exactPercent()),
        String.format(
            Locale.ROOT,
            "\"seconds\": %.3f,\n\"sentencesPerSecond\": %.2f",
            seconds,
            sentencesPerSecond()),
        "}");
  }

  private double exactPercent() {
    return 100.0 * exact / sentences;
  }

  private double sentencesPerSecond() {
    return sentences / Math.max(seconds, 1e-9);
  }
}
