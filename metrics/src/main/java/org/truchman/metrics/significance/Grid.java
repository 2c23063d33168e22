package org.truchman.metrics.significance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.truchman.metrics.PythonNumbers;

/**
 * A table as the Python library tabulate lays it out for sacreBLEU: the first column flush right,
 * the others centred, widths in code points.
 */
final class Grid {
  private static final int HEADER_ROOM = 2; // a column is wider than its title by this much
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,2})?");

  private final List<Cell> headers;
  private final List<List<Cell>> rows;
  private final Paint paint;
  private final int[] widths;

  /** Text of one colour. */
  private record Span(String text, Paint.Color color) {}

  /** What stands in one place of the table: one line or more. */
  record Cell(List<List<Span>> lines) {
    static Cell of(String text, Paint.Color color) {
      return new Cell(List.of(List.of(new Span(text.strip(), color))));
    }

    /** With more text behind, which a line feed puts on a line of its own. */
    Cell with(String between, String text, Paint.Color color) {
      Span span = new Span(text, color);
      List<List<Span>> longer = new ArrayList<>(lines);
      if (between.equals("\n")) {
        longer.add(List.of(span));
      } else {
        List<Span> last = new ArrayList<>(longer.remove(longer.size() - 1));
        last.add(new Span(between, Paint.Color.NONE));
        last.add(span);
        longer.add(last);
      }
      return new Cell(longer);
    }

    private List<Span> line(int index) {
      return index < lines.size() ? lines.get(index) : List.of();
    }

    private int width() {
      return lines.stream().mapToInt(Grid::width).max().orElse(0);
    }
  }

  /**
   * Lays out a table.
   *
   * @param decimals of names that are numbers, which tabulate rounds
   */
  Grid(List<Cell> headers, List<List<Cell>> rows, int decimals, Paint paint) {
    this.headers = headers;
    this.rows = roundedNames(rows, decimals);
    this.paint = paint;
    this.widths = new int[headers.size()];
    for (int j = 0; j < widths.length; j++) {
      int column = j;
      int widest = this.rows.stream().mapToInt(row -> row.get(column).width()).max().orElse(0);
      widths[j] = Math.max(widest, headers.get(j).width() + HEADER_ROOM);
    }
  }

  /** The text without spaces behind it, made that long. */
  static String padRight(String text, int width) {
    return text + " ".repeat(Math.max(0, width - length(text)));
  }

  /** With frames of box-drawing characters. */
  String framed() {
    List<String> lines = new ArrayList<>();
    lines.add(rule("\u2552", '\u2550', "\u2564", "\u2555"));
    addFramed(lines, headers);
    String between = rule("\u255E", '\u2550', "\u256A", "\u2561");
    for (List<Cell> row : rows) {
      lines.add(between);
      addFramed(lines, row);
      between = rule("\u251C", '\u2500', "\u253C", "\u2524");
    }
    lines.add(rule("\u2558", '\u2550', "\u2567", "\u255B"));
    return String.join("\n", lines);
  }

  /** In LaTeX, with the rules of booktabs. */
  String latex() {
    List<String> lines = new ArrayList<>();
    lines.add("\\begin{tabular}{r" + "c".repeat(widths.length - 1) + "}");
    lines.add("\\toprule");
    lines.add(latex(headers));
    lines.add("\\midrule");
    rows.forEach(row -> lines.add(latex(row)));
    lines.add("\\bottomrule");
    lines.add("\\end{tabular}");
    return String.join("\n", lines);
  }

  private String rule(String left, char line, String crossing, String right) {
    List<String> parts = new ArrayList<>();
    for (int width : widths) {
      parts.add(String.valueOf(line).repeat(width + 2));
    }
    return left + String.join(crossing, parts) + right;
  }

  private void addFramed(List<String> lines, List<Cell> row) {
    int height = row.stream().mapToInt(cell -> cell.lines().size()).max().orElse(1);
    for (int i = 0; i < height; i++) {
      lines.add("\u2502" + String.join("\u2502", padded(row, i, Function.identity())) + "\u2502");
    }
  }

  private String latex(List<Cell> row) {
    return String.join("&", padded(row, 0, Grid::escaped)) + "\\\\";
  }

  /** One line of each cell of a row, as wide as its column and a space at each side. */
  private List<String> padded(List<Cell> row, int line, Function<String, String> escape) {
    List<String> result = new ArrayList<>();
    for (int j = 0; j < widths.length; j++) {
      List<Span> spans = row.get(j).line(line);
      int room = widths[j] - width(spans);
      int left = j == 0 ? room : room / 2;
      StringBuilder text = new StringBuilder(" ".repeat(left + 1));
      spans.forEach(span -> text.append(paint.text(escape.apply(span.text()), span.color())));
      result.add(text.append(" ".repeat(room - left + 1)).toString());
    }
    return result;
  }

  /** Names of systems that all are numbers, and not all whole, are printed as the scores are. */
  private static List<List<Cell>> roundedNames(List<List<Cell>> rows, int decimals) {
    List<String> names = rows.stream().map(row -> row.get(0).line(0).get(0).text()).toList();
    boolean numbers = names.stream().allMatch(name -> NUMBER.matcher(name).matches());
    if (!numbers || names.stream().allMatch(name -> INTEGER.matcher(name).matches())) {
      return rows;
    }
    List<List<Cell>> result = new ArrayList<>();
    for (List<Cell> row : rows) {
      List<Cell> copy = new ArrayList<>(row);
      Span name = row.get(0).line(0).get(0);
      String rounded = PythonNumbers.fixed(Double.parseDouble(name.text()), decimals);
      copy.set(0, Cell.of(rounded, name.color()));
      result.add(copy);
    }
    return result;
  }

  private static String escaped(String text) {
    StringBuilder result = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&', '%', '$', '#', '_', '{', '}' -> result.append('\\').append(c);
        case '^' -> result.append("\\^{}");
        case '~' -> result.append("\\textasciitilde{}");
        case '\\' -> result.append("\\textbackslash{}");
        case '<', '>' -> result.append("\\ensuremath{").append(c).append('}');
        default -> result.append(c);
      }
    }
    return result.toString();
  }

  private static int width(List<Span> spans) {
    return spans.stream().mapToInt(span -> length(span.text())).sum();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
