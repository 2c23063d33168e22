package org.truchman.metrics.significance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.truchman.metrics.Confidence;
import org.truchman.metrics.PythonNumbers;
import org.truchman.metrics.ReportStyle;

/**
 * Prints the scores of several systems as sacreBLEU's command line does, character for character.
 */
public final class SystemReport {
  // Python's comparison: a p-value of exactly this is still marked.
  private static final double THRESHOLD = 0.05;
  private static final String BASELINE = "Baseline:";

  private final SystemTable table;
  private final ReportStyle style;
  private final Paint paint;

  private SystemReport(SystemTable table, ReportStyle style, Paint paint) {
    this.table = table;
    this.style = style;
    this.paint = paint;
  }

  /**
   * A table with frames, what it means, and the signatures of its scores.
   *
   * @param table the scores
   * @param style how they are printed; a table has numbers and signatures in any case
   * @param colored whether to use the colours of a terminal
   * @return the lines, without a line feed at the end
   */
  public static String text(SystemTable table, ReportStyle style, boolean colored) {
    return new SystemReport(table, style, Paint.of(colored)).page(false);
  }

  /**
   * The same with a table in LaTeX, for the package booktabs.
   *
   * @param table the scores
   * @param style how they are printed
   * @param colored whether to use the colours of a terminal
   * @return the lines, without a line feed at the end
   */
  public static String latex(SystemTable table, ReportStyle style, boolean colored) {
    return new SystemReport(table, style, Paint.of(colored)).page(true);
  }

  /**
   * A list of systems, each an object of its name and its scores.
   *
   * <p>The scores of a test are objects of unrounded numbers; scores that were not compared are
   * strings, rounded as printed.
   *
   * @param table the scores
   * @param style how they are printed; signatures are not, as in sacreBLEU
   * @return the JSON text, without a line feed at the end
   */
  public static String json(SystemTable table, ReportStyle style) {
    return new SystemReport(table, style, Paint.PLAIN).json();
  }

  private String page(boolean latex) {
    List<String> lines = new ArrayList<>();
    Grid grid = grid(latex ? " " : "\n");
    lines.add(latex ? grid.latex() : grid.framed());
    lines.add("");
    table.test().ifPresent(test -> lines.addAll(Legend.lines(test, baseline(), paint)));
    lines.add("-----------------");
    lines.add("Metric signatures");
    lines.add("-----------------");
    for (SystemTable.Column column : table.columns()) {
      String signature =
          style.shortSignature() ? column.signature().shortText() : column.signature().text();
      lines.add(" - " + Grid.padRight(column.name(), 10) + " " + signature);
    }
    return String.join("\n", lines);
  }

  /** The baseline's name in the legend: none where systems came without names. */
  private String baseline() {
    String name = table.rows().get(0).system();
    return name.startsWith(BASELINE) ? name : "";
  }

  private Grid grid(String betweenScoreAndProbability) {
    List<Grid.Cell> headers = new ArrayList<>();
    boolean intervals = hasIntervals();
    headers.add(Grid.Cell.of("System", Paint.Color.CYAN));
    for (SystemTable.Column column : table.columns()) {
      String title = column.name() + (intervals ? " (\u03BC \u00B1 95% CI)" : "");
      headers.add(Grid.Cell.of(title, Paint.Color.CYAN));
    }
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (SystemTable.Row row : table.rows()) {
      boolean isBaseline = rows.isEmpty() && row.system().startsWith(BASELINE);
      List<Grid.Cell> cells = new ArrayList<>();
      cells.add(Grid.Cell.of(row.system(), isBaseline ? Paint.Color.YELLOW : Paint.Color.NONE));
      for (SystemScore score : row.scores()) {
        cells.add(cell(score, isBaseline, betweenScoreAndProbability));
      }
      rows.add(cells);
    }
    return new Grid(headers, rows, style.width(), paint);
  }

  private boolean hasIntervals() {
    return table.rows().stream()
        .flatMap(row -> row.scores().stream())
        .anyMatch(score -> score.confidence().isPresent());
  }

  private Grid.Cell cell(SystemScore score, boolean isBaseline, String between) {
    String number = PythonNumbers.fixed(score.score(), style.width());
    Optional<Confidence> interval = score.confidence();
    String text = interval.map(c -> number + " (" + c.values(style.width()) + ")").orElse(number);
    Grid.Cell cell = Grid.Cell.of(text, isBaseline ? Paint.Color.YELLOW : Paint.Color.NONE);
    if (score.pValue().isEmpty()) {
      return cell;
    }
    double p = score.pValue().getAsDouble();
    String probability = "(p = " + PythonNumbers.fixed(p, 4) + ")";
    return p > THRESHOLD
        ? cell.with(between, probability, Paint.Color.RED)
        : cell.with(between, probability + "*", Paint.Color.NONE);
  }

  private String json() {
    StringJoiner systems = new StringJoiner(",\n", "[\n", "\n]");
    for (SystemTable.Row row : table.rows()) {
      StringJoiner members = new StringJoiner(",\n", "    {\n", "\n    }");
      members.add(member(8, "system", JsonText.quoted(row.system())));
      for (int i = 0; i < table.columns().size(); i++) {
        members.add(member(8, table.columns().get(i).name(), value(row.scores().get(i))));
      }
      systems.add(members.toString());
    }
    return systems.toString();
  }

  private String value(SystemScore score) {
    if (table.test().isEmpty()) {
      return JsonText.quoted(PythonNumbers.fixed(score.score(), style.width()));
    }
    StringJoiner members = new StringJoiner(",\n", "{\n", "\n        }");
    members.add(member(12, "score", PythonNumbers.repr(score.score())));
    OptionalDouble p = score.pValue();
    members.add(member(12, "p_value", p.isEmpty() ? "null" : PythonNumbers.repr(p.getAsDouble())));
    Optional<Confidence> interval = score.confidence();
    members.add(member(12, "mean", interval.map(c -> PythonNumbers.repr(c.mean())).orElse("null")));
    members.add(member(12, "ci", interval.map(c -> PythonNumbers.repr(c.margin())).orElse("null")));
    return members.toString();
  }

  private static String member(int indent, String key, String value) {
    return " ".repeat(indent) + JsonText.quoted(key) + ": " + value;
  }
}
