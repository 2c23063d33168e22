package org.truchman.cli.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Evaluations as tables of Markdown.
 *
 * @param width decimals of the scores
 * @param worst how many of the worst sentences are told
 */
record EvaluationMarkdown(int width, int worst) {

  List<String> lines(List<Evaluation> evaluations) {
    List<String> lines = new ArrayList<>(Grid.ofScores(evaluations, width).markdown());
    lines.add("");
    for (String signature : EvaluationText.signatures(evaluations)) {
      lines.add("- `" + signature + "`");
    }
    lines.add("");
    lines.add("BLEU by source length in tokens:");
    lines.add("");
    lines.addAll(Grid.ofLengths(evaluations, width).markdown());
    if (worst > 0) {
      evaluations.forEach(evaluation -> lines.addAll(worst(evaluation)));
    }
    return lines;
  }

  private List<String> worst(Evaluation evaluation) {
    TestSet set = evaluation.output().testSet();
    String whose = evaluation.output().system() + " on " + set.name();
    List<String> headings = new ArrayList<>(List.of("Source"));
    for (int i = 0; i < set.references().size(); i++) {
      headings.add(set.references().size() == 1 ? "Reference" : "Reference " + (i + 1));
    }
    headings.addAll(List.of("Translation", "Line", "chrF2"));
    List<List<String>> rows = new ArrayList<>();
    for (int line : evaluation.worst(worst)) {
      List<String> row = new ArrayList<>(List.of(set.sources().get(line)));
      set.references().forEach(references -> row.add(references.get(line)));
      row.add(evaluation.output().translations().get(line));
      row.add(Integer.toString(line + 1));
      row.add(Figures.fixed(evaluation.sentenceChrf().get(line), width));
      rows.add(row);
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Worst of " + Grid.escaped(whose) + ", by chrF2 of the sentence:");
    lines.add("");
    lines.addAll(new Grid(headings, headings.size() - 2, rows).markdown());
    return lines;
  }
}
