package org.truchman.cli.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.truchman.metrics.ReportStyle;
import org.truchman.metrics.Score;
import org.truchman.metrics.ScoreReport;

/**
 * Evaluations as lines for a terminal.
 *
 * @param width decimals of the scores
 * @param worst how many of the worst sentences are told
 */
record EvaluationText(int width, int worst) {

  List<String> lines(List<Evaluation> evaluations) {
    List<String> lines = new ArrayList<>();
    if (evaluations.size() == 1) {
      lines.addAll(figures(evaluations.get(0)));
    } else {
      lines.addAll(Grid.ofScores(evaluations, width).text());
      lines.add("");
      lines.addAll(signatures(evaluations));
    }
    lines.add("");
    lines.add("BLEU by source length in tokens:");
    lines.addAll(Grid.ofLengths(evaluations, width).text());
    if (worst > 0) {
      evaluations.forEach(evaluation -> lines.addAll(worst(evaluation)));
    }
    return lines;
  }

  /** One evaluation: sacreBLEU's lines, then exact matches and speed. */
  private List<String> figures(Evaluation evaluation) {
    ReportStyle style = ReportStyle.defaults().withWidth(width);
    List<String> lines = new ArrayList<>();
    lines.addAll(ScoreReport.text(evaluation.scores(), style).lines().toList());
    lines.add(
        String.format(
            Locale.ROOT,
            "exact matches = %d of %d (%.1f %%)",
            evaluation.exact(),
            evaluation.sentences(),
            evaluation.exactPercent()));
    evaluation
        .output()
        .seconds()
        .ifPresent(
            seconds -> {
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "sentences per second = %s (%d in %.1f s)",
                      Figures.fixed(evaluation.sentencesPerSecond(), 1),
                      evaluation.sentences(),
                      seconds));
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "target tokens per second = %s (%d, as BLEU counts them)",
                      Figures.fixed(evaluation.tokensPerSecond(), 0),
                      evaluation.bleu().hypothesisLength()));
            });
    return lines;
  }

  /** Each signature once: scores compare where it is the same. */
  static Set<String> signatures(List<Evaluation> evaluations) {
    Set<String> signatures = new LinkedHashSet<>();
    for (Evaluation evaluation : evaluations) {
      for (Score score : evaluation.scores()) {
        signatures.add(score.name() + "|" + score.signature().text());
      }
    }
    return signatures;
  }

  private List<String> worst(Evaluation evaluation) {
    TestSet set = evaluation.output().testSet();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Worst of "
            + evaluation.output().system()
            + " on "
            + set.name()
            + ", by chrF2 of the sentence:");
    for (int line : evaluation.worst(worst)) {
      String score = Figures.fixed(evaluation.sentenceChrf().get(line), width);
      lines.add("line " + (line + 1) + ", chrF2 " + score);
      lines.add("  source       " + set.sources().get(line));
      for (List<String> references : set.references()) {
        lines.add("  reference    " + references.get(line));
      }
      lines.add("  translation  " + evaluation.output().translations().get(line));
    }
    return lines;
  }
}
