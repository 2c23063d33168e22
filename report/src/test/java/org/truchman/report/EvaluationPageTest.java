package org.truchman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.truchman.report.EvaluationReport.LengthClass;
import org.truchman.report.EvaluationReport.Output;
import org.truchman.report.EvaluationReport.SentenceScores;
import org.truchman.report.EvaluationReport.TestSet;
import org.truchman.report.Table.Cell;
import org.truchman.report.Table.Column;

class EvaluationPageTest {
  private static final List<String> SOURCES =
      List.of("<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "שלום 😀");
  private static final List<String> REFERENCES = List.of("<!-- a", "b -->", "c & 'd' \"e\"");
  private static final List<String> TRANSLATIONS = List.of("</SCRIPT >", "]]>", "\u2028");

  private static Output output(String system, List<String> translations) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < translations.size(); i++) {
      values.add(i + 0.126);
    }
    return new Output(
        system,
        translations,
        Arrays.asList(12.5, null),
        List.of(new SentenceScores("chrF2", values)));
  }

  private static EvaluationReport report(List<TestSet> sets) {
    Table table =
        new Table(
            "Scores",
            List.of(Column.words("System"), Column.numbers("BLEU", "")),
            List.of(List.of(Cell.of("<a>"), Cell.of("29.14"))));
    return new EvaluationReport("Evaluation", "truchman", table, List.of("BLEU|tok:13a"), 5, sets);
  }

  private static TestSet set(
      List<String> sources, List<String> references, List<String> translations) {
    return new TestSet(
        "set <b>",
        sources,
        List.of(references),
        List.of(new LengthClass("0–5", sources.size()), new LengthClass("6–10", 0)),
        List.of(output("<a>", translations), output("b", translations)));
  }

  private static JsonObject payload(Document page) {
    return JsonParser.parseString(page.getElementById("evaluation").data()).getAsJsonObject();
  }

  private static List<String> strings(JsonArray array) {
    return array.asList().stream().map(item -> item.getAsString()).toList();
  }

  @Test
  void thePartsOfThePageStandInOrder() {
    Document page =
        Jsoup.parse(EvaluationPage.html(report(List.of(set(SOURCES, REFERENCES, TRANSLATIONS)))));
    assertEquals(
        List.of("scores", "detail", "extremes", "sentences"),
        page.select("main > section").eachAttr("id"));
    assertEquals("2 systems on 1 test set, 3 sentences", page.select(".subtitle").text());
    assertEquals(List.of("System", "BLEU"), page.select("#scores thead th").eachText());
    assertEquals(List.of("<a>"), page.select("#scores tbody th").eachText());
    assertEquals(List.of("29.14"), page.select("#scores td.number").eachText());
    assertEquals(List.of("BLEU|tok:13a"), page.select("#scores .notes li").eachText());
    for (String id : List.of("choices", "charts", "extremes-content", "sentences-content")) {
      assertEquals(1, page.select("#" + id).size(), id);
    }
  }

  @Test
  void hostileSentencesArriveAsTheyAreAndRunNothing() {
    Document page =
        Jsoup.parse(EvaluationPage.html(report(List.of(set(SOURCES, REFERENCES, TRANSLATIONS)))));
    JsonObject set = payload(page).getAsJsonArray("testSets").get(0).getAsJsonObject();
    assertEquals("set <b>", set.get("name").getAsString());
    assertEquals(SOURCES, strings(set.getAsJsonArray("sources")));
    assertEquals(REFERENCES, strings(set.getAsJsonArray("references").get(0).getAsJsonArray()));
    JsonObject first = set.getAsJsonArray("outputs").get(0).getAsJsonObject();
    assertEquals(TRANSLATIONS, strings(first.getAsJsonArray("translations")));
    assertEquals(0, page.select("img, [onerror]").size());
    assertEquals(4, page.select("script:not([type])").size(), "Chart.js and three of our own");
  }

  @Test
  void scoresAreRoundedAndGapsKept() {
    Document page =
        Jsoup.parse(EvaluationPage.html(report(List.of(set(SOURCES, REFERENCES, TRANSLATIONS)))));
    JsonObject set = payload(page).getAsJsonArray("testSets").get(0).getAsJsonObject();
    JsonObject first = set.getAsJsonArray("outputs").get(0).getAsJsonObject();
    JsonObject scores = first.getAsJsonArray("scores").get(0).getAsJsonObject();
    assertEquals("chrF2", scores.get("metric").getAsString());
    assertEquals(List.of("0.13", "1.13", "2.13"), strings(scores.getAsJsonArray("values")));
    assertEquals(12.5, first.getAsJsonArray("byLength").get(0).getAsDouble());
    assertTrue(first.getAsJsonArray("byLength").get(1).isJsonNull());
  }

  @Test
  void tenThousandSentencesAreDataAndNotMarkup() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      lines.add("sentence " + i);
    }
    int elements =
        Jsoup.parse(EvaluationPage.html(report(List.of(set(lines, lines, lines)))))
            .getAllElements()
            .size();
    int fewer =
        Jsoup.parse(EvaluationPage.html(report(List.of(set(SOURCES, REFERENCES, TRANSLATIONS)))))
            .getAllElements()
            .size();
    assertEquals(fewer, elements);
  }

  @Test
  void noScriptParsesTextAsMarkup() {
    for (String name : List.of("page.js", "diff.js", "evaluation.js")) {
      String script = Resources.own(name);
      for (String way : List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")) {
        assertEquals(-1, script.indexOf(way), name + " uses " + way);
      }
    }
  }

  @Test
  void sidesOfUnequalLengthAreNamed() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> set(SOURCES, REFERENCES, List.of("only one")));
    assertEquals("set <b>: <a>: translations: 1, but 3 are needed", refused.getMessage());
  }

  @Test
  void aReportAboutNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> report(List.of()));
  }
}
