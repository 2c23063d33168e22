package org.truchman.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores of invented corpora, which sacreBLEU computed; every double bit for bit. */
class ScoreGoldenTest {
  private final JsonObject golden = Golden.resource("metrics-golden.json");

  @Test
  void scoresAreThoseOfSacreBleu() {
    for (JsonElement element : golden.getAsJsonArray("scores")) {
      JsonObject item = element.getAsJsonObject();
      JsonObject corpus =
          golden.getAsJsonObject("corpora").getAsJsonObject(item.get("corpus").getAsString());
      Metric<?> metric =
          Golden.metric(item.get("metric").getAsString(), item.getAsJsonObject("options"));
      List<String> hypotheses = Golden.strings(corpus.get("hypotheses"));
      List<List<String>> references = Golden.stringLists(corpus.get("references"));
      String about = item.get("corpus") + " " + item.get("metric") + " " + item.get("options");
      assertScore(item, metric.corpus(hypotheses, references), about);
      assertSentences(item.getAsJsonArray("sentences"), metric, hypotheses, references, about);
    }
  }

  @Test
  void numbersArePrintedAsPythonPrintsThem() {
    for (JsonElement element : golden.getAsJsonArray("numbers")) {
      JsonObject item = element.getAsJsonObject();
      double value = Double.valueOf(item.get("value").getAsString());
      assertEquals(item.get("repr").getAsString(), PythonNumbers.repr(value));
      List<String> fixed = Golden.strings(item.get("fixed"));
      for (int width = 0; width < fixed.size(); width++) {
        assertEquals(fixed.get(width), PythonNumbers.fixed(value, width));
      }
    }
  }

  @Test
  void reportsAreThoseOfTheCommandLine() {
    JsonObject reports = golden.getAsJsonObject("reports");
    List<String> hypotheses = Golden.strings(reports.get("hypotheses"));
    List<List<String>> references = Golden.stringLists(reports.get("references"));
    for (JsonElement element : reports.getAsJsonArray("runs")) {
      JsonObject run = element.getAsJsonObject();
      List<String> arguments = Golden.strings(run.get("arguments"));
      List<Score> scores = new ArrayList<>();
      for (String kind : List.of("bleu", "chrf", "ter")) {
        if (arguments.contains(kind)) {
          scores.add(Golden.metric(kind, new JsonObject()).corpus(hypotheses, references));
        }
      }
      int width = arguments.indexOf("-w");
      ReportStyle style =
          new ReportStyle(
              width < 0 ? 1 : Integer.parseInt(arguments.get(width + 1)),
              arguments.contains("-b"),
              arguments.contains("--short"));
      String printed =
          arguments.contains("text")
              ? ScoreReport.text(scores, style)
              : ScoreReport.json(scores, style);
      assertEquals(run.get("output").getAsString(), printed + "\n", arguments::toString);
    }
  }

  private static void assertScore(JsonObject item, Score score, String about) {
    assertEquals(item.get("signature").getAsString(), score.signature().text(), about);
    assertEquals(item.get("short").getAsString(), score.signature().shortText(), about);
    assertEquals(item.get("name").getAsString(), score.name(), about);
    assertEquals(item.get("score").getAsDouble(), score.score(), about);
    ReportStyle style = ReportStyle.defaults().withWidth(4);
    assertEquals(item.get("line").getAsString(), ScoreReport.line(score, style), about);
    if (score instanceof BleuScore bleu) {
      assertBleu(item, bleu, about);
    }
    if (score instanceof TerScore ter) {
      assertEquals(item.get("num_edits").getAsLong(), ter.edits(), about);
      assertEquals(item.get("ref_length").getAsDouble(), ter.referenceLength(), about);
    }
  }

  private static void assertBleu(JsonObject item, BleuScore score, String about) {
    assertEquals(list(item.get("counts")), score.counts(), about);
    assertEquals(list(item.get("totals")), score.totals(), about);
    assertEquals(list(item.get("precisions")), score.precisions(), about);
    assertEquals(item.get("bp").getAsDouble(), score.brevityPenalty(), about);
    assertEquals(item.get("sys_len").getAsLong(), score.hypothesisLength(), about);
    assertEquals(item.get("ref_len").getAsLong(), score.referenceLength(), about);
  }

  private static void assertSentences(
      JsonArray expected,
      Metric<?> metric,
      List<String> hypotheses,
      List<List<String>> references,
      String about) {
    for (int i = 0; i < expected.size(); i++) {
      List<String> own = new ArrayList<>();
      for (List<String> set : references) {
        own.add(set.get(i));
      }
      double score = metric.sentence(hypotheses.get(i), own).score();
      assertEquals(expected.get(i).getAsDouble(), score, about + " sentence " + i);
    }
  }

  private static List<Double> list(JsonElement numbers) {
    return Arrays.stream(Golden.numbers(numbers)).boxed().toList();
  }
}
