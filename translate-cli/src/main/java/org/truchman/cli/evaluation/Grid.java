package org.truchman.cli.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of plain text.
 *
 * @param headings from left to right
 * @param words how many columns at the left are words; the others are numbers
 * @param rows from top to bottom, each as long as the headings
 */
record Grid(List<String> headings, int words, List<List<String>> rows) {

  /** The table of scores. */
  static Grid ofScores(List<Evaluation> evaluations, int width) {
    List<ScoreColumn> columns = ScoreColumn.of(evaluations, width);
    List<List<String>> rows = new ArrayList<>();
    for (Evaluation evaluation : evaluations) {
      rows.add(columns.stream().map(column -> column.cell().apply(evaluation)).toList());
    }
    long words = columns.stream().filter(c -> c.kind() == ScoreColumn.Kind.WORDS).count();
    return new Grid(columns.stream().map(ScoreColumn::heading).toList(), (int) words, rows);
  }

  /** BLEU by source length, and above it, for each test set, the number of sentences. */
  static Grid ofLengths(List<Evaluation> evaluations, int width) {
    List<String> headings = new ArrayList<>(List.of("System", "Test set"));
    evaluations.get(0).byLength().forEach(score -> headings.add(score.length().label()));
    List<List<String>> rows = new ArrayList<>();
    TestSet above = null;
    for (Evaluation evaluation : evaluations) {
      TestSet set = evaluation.output().testSet();
      if (set != above) {
        rows.add(row("(sentences)", evaluation, s -> Integer.toString(s.sentences())));
        above = set;
      }
      rows.add(row(evaluation.output().system(), evaluation, s -> Figures.fixed(s.bleu(), width)));
    }
    return new Grid(headings, 2, rows);
  }

  private static List<String> row(
      String name, Evaluation evaluation, java.util.function.Function<LengthScore, String> cell) {
    List<String> row = new ArrayList<>(List.of(name, evaluation.output().testSet().name()));
    evaluation.byLength().forEach(score -> row.add(cell.apply(score)));
    return row;
  }

  /** The table for a terminal: columns aligned, two blanks between them. */
  List<String> text() {
    int[] widths = new int[headings.size()];
    List<List<String>> all = new ArrayList<>(List.of(headings));
    all.addAll(rows);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return all.stream().map(row -> aligned(row, widths)).toList();
  }

  private String aligned(List<String> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String blanks = " ".repeat(widths[i] - length(cell));
      cells.add(i < words ? cell + blanks : blanks + cell);
    }
    return String.join("  ", cells).stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** The table as Markdown; what means something there is escaped. */
  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(piped(headings));
    List<String> rule = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      rule.add(i < words ? "---" : "---:");
    }
    lines.add("| " + String.join(" | ", rule) + " |");
    rows.forEach(row -> lines.add(piped(row)));
    return lines;
  }

  private static String piped(List<String> row) {
    return row.stream().map(Grid::escaped).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** The text with every character escaped that Markdown, or HTML in it, would obey. */
  static String escaped(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]<>|~&#$])", "\\\\$1");
  }
}
