package org.truchman.cli.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.truchman.report.EvaluationPage;
import org.truchman.report.EvaluationReport;
import org.truchman.report.EvaluationReport.LengthClass;
import org.truchman.report.EvaluationReport.Output;
import org.truchman.report.EvaluationReport.SentenceScores;
import org.truchman.report.Table;

/**
 * Evaluations as one page of HTML.
 *
 * @param width decimals of the scores
 * @param worst how many worst, and best, sentences are shown, at least 1
 * @param maker what made the page, at its end
 */
public record EvaluationHtml(int width, int worst, String maker) {

  /**
   * Makes the page.
   *
   * @param evaluations at least one, the systems of a test set one after the other
   */
  public String html(List<Evaluation> evaluations) {
    List<TestSet> sets = evaluations.stream().map(e -> e.output().testSet()).distinct().toList();
    List<String> notes = new ArrayList<>(EvaluationText.signatures(evaluations));
    if (evaluations.size() > sets.size()) {
      notes.add("The best of a test set is bold.");
    }
    if (evaluations.get(0).ter().isPresent()) {
      notes.add("TER counts edits: less is better.");
    }
    if (evaluations.stream().anyMatch(e -> e.output().seconds().isPresent())) {
      notes.add("The time is that of translating, without loading the model.");
    }
    return EvaluationPage.html(
        new EvaluationReport(
            "Evaluation of "
                + evaluations.stream()
                    .map(e -> e.output().system())
                    .distinct()
                    .collect(Collectors.joining(", ")),
            maker,
            scores(evaluations),
            notes,
            worst,
            sets.stream().map(set -> testSet(set, evaluations)).toList()));
  }

  private Table scores(List<Evaluation> evaluations) {
    List<ScoreColumn> columns = ScoreColumn.of(evaluations, width);
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Evaluation evaluation : evaluations) {
      List<Evaluation> rivals =
          evaluations.stream()
              .filter(e -> e.output().testSet().equals(evaluation.output().testSet()))
              .toList();
      rows.add(columns.stream().map(column -> cell(column, evaluation, rivals)).toList());
    }
    return new Table(
        "Scores of each system on each test set",
        columns.stream()
            .map(
                column ->
                    new Table.Column(
                        column.heading(), column.note(), column.kind() != ScoreColumn.Kind.WORDS))
            .toList(),
        rows);
  }

  private static Table.Cell cell(ScoreColumn column, Evaluation own, List<Evaluation> rivals) {
    String text = column.cell().apply(own);
    boolean best =
        switch (column.kind()) {
          case WORDS, NUMBER -> false;
          case MORE_IS_BETTER -> beatsAll(column, text, rivals, 1);
          case LESS_IS_BETTER -> beatsAll(column, text, rivals, -1);
        };
    return new Table.Cell(text.equals(Figures.NONE) ? "" : text, best && rivals.size() > 1);
  }

  /** Whether no rival's figure, as it is shown, is better; equal ones are all best. */
  private static boolean beatsAll(
      ScoreColumn column, String text, List<Evaluation> rivals, int sign) {
    BigDecimal own = new BigDecimal(text);
    return rivals.stream()
        .map(rival -> new BigDecimal(column.cell().apply(rival)))
        .allMatch(other -> sign * own.compareTo(other) >= 0);
  }

  private static EvaluationReport.TestSet testSet(TestSet set, List<Evaluation> evaluations) {
    List<Evaluation> own =
        evaluations.stream().filter(e -> e.output().testSet().equals(set)).toList();
    List<LengthClass> lengths =
        own.get(0).byLength().stream()
            .map(
                score ->
                    new LengthClass(score.length().label().replace('-', '–'), score.sentences()))
            .toList();
    return new EvaluationReport.TestSet(
        set.name(),
        set.sources(),
        set.references(),
        lengths,
        own.stream().map(EvaluationHtml::output).toList());
  }

  private static Output output(Evaluation evaluation) {
    List<Double> byLength = new ArrayList<>();
    for (LengthScore score : evaluation.byLength()) {
      byLength.add(score.bleu().isPresent() ? score.bleu().getAsDouble() : null);
    }
    return new Output(
        evaluation.output().system(),
        evaluation.output().translations(),
        byLength,
        List.of(
            new SentenceScores(evaluation.chrf().name(), evaluation.sentenceChrf()),
            new SentenceScores(evaluation.bleu().name(), evaluation.sentenceBleu())));
  }
}
