package org.truchman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.truchman.report.TrainingHistory.Figure;
import org.truchman.report.TrainingHistory.Sample;
import org.truchman.report.TrainingHistory.Stage;

class TrainingPageTest {
  private static final Chart LOSS =
      Chart.lines(
          "Loss",
          "update",
          "nats",
          List.of(new Chart.Series("training", List.of(1.0, 2.0), List.of(9.5, 8.5))));

  private static TrainingHistory history(
      int refresh, List<Figure> figures, List<Chart> charts, List<Sample> samples) {
    return new TrainingHistory(
        "Training of <m>", "Running.", refresh, figures, charts, samples, "truchman");
  }

  private static Document page(TrainingHistory history) {
    return Jsoup.parse(TrainingPage.html(history));
  }

  @Test
  void figuresCurvesAndSamplesStandInOrder() {
    Document page =
        page(history(0, List.of(new Figure("Loss", "2.5", "nats")), List.of(LOSS), List.of()));
    assertEquals(
        List.of("figures", "curves", "samples"), page.select("main > section").eachAttr("id"));
    assertEquals("Training of <m>", page.title());
    assertEquals("Running.", page.select(".subtitle").text());
    assertEquals("Loss 2.5 nats", page.select("#figures dl > div").text());
    assertEquals(1, page.select("#curves figure.chart").size());
  }

  @Test
  void hostileTranslationsArriveAsTheyAre() {
    String hostile = "</script><img src=x onerror=alert(1)>";
    Sample sample = new Sample("<!--", hostile, List.of(new Stage("update 1", hostile)));
    Document page = page(history(0, List.of(), List.of(), List.of(sample)));
    JsonArray samples =
        JsonParser.parseString(page.getElementById("samples-data").data()).getAsJsonArray();
    assertEquals("<!--", samples.get(0).getAsJsonObject().get("source").getAsString());
    assertEquals(hostile, samples.get(0).getAsJsonObject().get("reference").getAsString());
    assertEquals(0, page.select("img").size());
  }

  @Test
  void aPageReadsItselfAgainOnlyWhileSomethingMayCome() {
    Document running = page(history(20, List.of(), List.of(), List.of()));
    assertEquals("20", running.select("meta[http-equiv=refresh]").attr("content"));
    Document done = page(history(0, List.of(), List.of(), List.of()));
    assertEquals(0, done.select("meta[http-equiv=refresh]").size());
  }

  @Test
  void aNegativeIntervalIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> history(-1, List.of(), List.of(), List.of()));
  }
}
