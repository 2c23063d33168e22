package org.truchman.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table: words to the left, numbers to the right.
 *
 * @param caption what it shows
 * @param columns from left to right
 * @param rows from top to bottom, each with a cell for each column
 */
public record Table(String caption, List<Column> columns, List<List<Cell>> rows) {

  /**
   * A column.
   *
   * @param heading short
   * @param note the long form of the heading, shown when pointed at; empty if there is none
   * @param number whether its cells are numbers
   */
  public record Column(String heading, String note, boolean number) {
    /**
     * A column of words.
     *
     * @param heading its heading
     * @return the column
     */
    public static Column words(String heading) {
      return new Column(heading, "", false);
    }

    /**
     * A column of numbers.
     *
     * @param heading its heading
     * @param note the heading's long form
     * @return the column
     */
    public static Column numbers(String heading, String note) {
      return new Column(heading, note, true);
    }
  }

  /**
   * A cell.
   *
   * @param text what stands in it; empty means that there is no such figure
   * @param best whether it is the best of its kind and to be seen at once
   */
  public record Cell(String text, boolean best) {
    /**
     * A cell like others.
     *
     * @param text what stands in it
     * @return the cell
     */
    public static Cell of(String text) {
      return new Cell(text, false);
    }
  }

  /** Keeps its own copies; refuses a row that does not fit the columns. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
      }
    }
  }

  /**
   * The table as HTML; it scrolls by itself where it is wider than the window.
   *
   * @return a {@code div} around a {@code table}
   */
  public Html html() {
    List<Html> heads = new ArrayList<>();
    for (Column column : columns) {
      heads.add(
          Html.element(
              "th",
              Map.of("scope", "col", "class", kind(column), "title", column.note()),
              Html.text(column.heading())));
    }
    List<Html> lines = new ArrayList<>();
    for (List<Cell> row : rows) {
      lines.add(Html.element("tr", Html.all(cells(row))));
    }
    Html table =
        Html.element(
            "table",
            Html.element("caption", Html.text(caption)),
            Html.element("thead", Html.element("tr", Html.all(heads))),
            Html.element("tbody", Html.all(lines)));
    // A region that scrolls must take the focus, or the keyboard cannot scroll it.
    Map<String, String> region =
        Map.of("class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    return Html.element("div", region, table);
  }

  private List<Html> cells(List<Cell> row) {
    List<Html> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Cell cell = row.get(i);
      Html text = Html.text(cell.text().isEmpty() ? "–" : cell.text());
      Html shown = cell.best() ? Html.element("strong", text) : text;
      cells.add(
          i == 0
              ? Html.element("th", Map.of("scope", "row", "dir", "auto"), shown)
              : Html.element("td", Map.of("class", kind(columns.get(i))), shown));
    }
    return cells;
  }

  private static String kind(Column column) {
    return column.number() ? "number" : "words";
  }
}
