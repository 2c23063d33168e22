package org.truchman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.truchman.report.Chart.Series;

class ChartTest {
  private static JsonObject spec(Chart chart) {
    Element figure = Jsoup.parse(chart.html().toString()).selectFirst("figure.chart");
    return JsonParser.parseString(figure.selectFirst("script").data()).getAsJsonObject();
  }

  @Test
  void barsKeepTheirGaps() {
    Series series = new Series("a", List.of(), Arrays.asList(1.5, null));
    JsonObject spec =
        spec(Chart.bars("t", "length", "BLEU", List.of("1-5", "6-10"), List.of(series)));
    assertEquals("BARS", spec.get("kind").getAsString());
    assertEquals("length", spec.get("xLabel").getAsString());
    assertEquals("BLEU", spec.get("yLabel").getAsString());
    JsonObject first = spec.getAsJsonArray("series").get(0).getAsJsonObject();
    assertEquals(1.5, first.getAsJsonArray("y").get(0).getAsDouble());
    assertTrue(first.getAsJsonArray("y").get(1).isJsonNull());
  }

  @Test
  void linesHaveAPlaceForEachValue() {
    Series series = new Series("loss", List.of(100.0, 200.0), List.of(4.0, 3.5));
    JsonObject spec = spec(Chart.lines("Loss", "update", "nats", List.of(series)));
    assertEquals("LINES", spec.get("kind").getAsString());
    JsonObject first = spec.getAsJsonArray("series").get(0).getAsJsonObject();
    assertEquals(200, first.getAsJsonArray("x").get(1).getAsDouble());
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    List<Double> none = List.of();
    assertThrows(IllegalArgumentException.class, () -> new Series("a", none, List.of(Double.NaN)));
    assertThrows(
        IllegalArgumentException.class, () -> new Series("a", List.of(1.0), List.of(1.0, 2.0)));
    Series one = new Series("a", none, List.of(1.0));
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Chart.bars("t", "x", "y", List.of("p", "q"), List.of(one)));
    assertTrue(refused.getMessage().startsWith("t: a needs a value"), refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Chart.lines("t", "x", "y", List.of(one)));
  }

  @Test
  void onLogarithmicAxesEverythingIsAboveZero() {
    Series series = new Series("norm", List.of(0.0, 1.0), Arrays.asList(1e-9, null));
    Chart chart = Chart.lines("Norm", "distance", "norm", List.of(series));
    JsonObject spec = spec(chart.onLogarithmicAxes(false, true));
    assertTrue(spec.get("logY").getAsBoolean());
    assertFalse(spec.get("logX").getAsBoolean());
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> chart.onLogarithmicAxes(true, true));
    assertTrue(refused.getMessage().startsWith("norm: 0.0 has no place"), refused.getMessage());
  }

  @Test
  void categoriesStandOnNoLogarithmicAxis() {
    Chart bars =
        Chart.bars("t", "x", "y", List.of("p"), List.of(new Series("a", List.of(), List.of(1.0))));
    assertTrue(bars.onLogarithmicAxes(false, true).logY());
    assertThrows(IllegalArgumentException.class, () -> bars.onLogarithmicAxes(true, false));
  }
}
