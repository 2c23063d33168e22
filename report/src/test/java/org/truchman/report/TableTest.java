package org.truchman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.truchman.report.Table.Cell;
import org.truchman.report.Table.Column;

class TableTest {
  private static final List<Column> COLUMNS =
      List.of(Column.words("Name"), Column.numbers("BLEU", "0 to 100"));

  @Test
  void wordsAndNumbersStandInTheirColumns() {
    Table table =
        new Table(
            "caption <x>",
            COLUMNS,
            List.of(
                List.of(Cell.of("a<b"), new Cell("31.5", true)),
                List.of(Cell.of("c"), Cell.of(""))));
    Document page = Jsoup.parse(table.html().toString());
    assertEquals("caption <x>", page.select("caption").text());
    assertEquals(List.of("Name", "BLEU"), page.select("thead th").eachText());
    assertEquals("0 to 100", page.select("thead th.number").attr("title"));
    assertEquals(List.of("a<b", "c"), page.select("tbody th[scope=row]").eachText());
    assertEquals(List.of("31.5", "–"), page.select("tbody td.number").eachText());
    assertEquals(List.of("31.5"), page.select("strong").eachText());
  }

  @Test
  void aRowThatDoesNotFitIsRefused() {
    List<List<Cell>> rows = List.of(List.of(Cell.of("a")));
    assertEquals(
        "a row of 1 cells in a table of 2 columns",
        assertThrows(IllegalArgumentException.class, () -> new Table("c", COLUMNS, rows))
            .getMessage());
  }
}
