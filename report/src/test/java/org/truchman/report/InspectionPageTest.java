package org.truchman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.truchman.report.InspectionReport.Beam;
import org.truchman.report.InspectionReport.Finding;
import org.truchman.report.InspectionReport.Layer;
import org.truchman.report.InspectionReport.Next;
import org.truchman.report.InspectionReport.Node;
import org.truchman.report.InspectionReport.Part;
import org.truchman.report.InspectionReport.Unit;
import org.truchman.report.InspectionReport.Units;
import org.truchman.report.InspectionReport.Wiring;

class InspectionPageTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

  private static InspectionReport report(float[][] attention, boolean gated, Beam beam) {
    Part hidden = new Part("hidden state", false, new float[][] {{2, -1}, {0, 0.5f}});
    Part gate = new Part("input gate", true, new float[][] {{1, 0}, {0.5f, 0.25f}});
    Layer layer = new Layer("decoder 1", false, gated ? List.of(hidden, gate) : List.of(hidden));
    Next next = new Next(List.of(HOSTILE, "b"), List.of(0.75, 0.25), 0.75);
    return new InspectionReport(
        "Inside m",
        "A model.",
        "truchman",
        HOSTILE,
        beam == null ? null : "translated",
        attention == null ? List.of() : List.of("x", "y", "z"),
        List.of("⇥", HOSTILE),
        List.of(HOSTILE, "⏎"),
        new Wiring(attention == null ? 0 : 1, 1, false, true, false, -1, false),
        List.of(layer),
        attention,
        List.of(next, next),
        beam,
        new Units(
            "over 2 tokens",
            List.of(new Finding("position", "no", List.of(new Unit("decoder 1", 1, 0.4))))));
  }

  private static final float[][] LOOKED = {{0.5f, 0.25f, 0.25f}, {0, 0, 1}};

  private static final Beam BEAM =
      new Beam("5 open", List.of(new Node(-1, 1, HOSTILE, -0.5, null, "continued", true)));

  private static Document page(InspectionReport report) {
    return Jsoup.parse(InspectionPage.html(report));
  }

  @Test
  void aTranslationModelWithAttentionHasAllSections() {
    assertEquals(
        List.of("sentence", "attention", "unrolled", "next", "states", "tracking", "gates", "beam"),
        page(report(LOOKED, true, BEAM)).select("main > section").eachAttr("id"));
  }

  @Test
  void whatAModelDoesNotHaveHasNoSection() {
    assertEquals(
        List.of("sentence", "unrolled", "next", "states", "tracking"),
        page(report(null, false, null)).select("main > section").eachAttr("id"));
  }

  @Test
  void hostileTokensArriveAsTheyAre() {
    Document page = page(report(LOOKED, true, BEAM));
    assertEquals(0, page.select("img").size());
    JsonObject data =
        JsonParser.parseString(page.getElementById("inspection").data()).getAsJsonObject();
    assertEquals(HOSTILE, data.getAsJsonArray("said").get(0).getAsString());
    assertEquals(
        0.25, data.getAsJsonArray("attention").get(0).getAsJsonArray().get(1).getAsDouble());
  }

  /** The greatest magnitude, 2, is level 127; a gate's 1 is. */
  @Test
  void statesAreKeptInOneByteEach() {
    JsonObject data =
        JsonParser.parseString(page(report(LOOKED, true, BEAM)).getElementById("inspection").data())
            .getAsJsonObject();
    var parts = data.getAsJsonArray("layers").get(0).getAsJsonObject().getAsJsonArray("parts");
    assertBytes(parts.get(0).getAsJsonObject(), 2, 127, -63, 0, 32);
    assertBytes(parts.get(1).getAsJsonObject(), 1, 127, 0, 64, 32);
  }

  private static void assertBytes(JsonObject part, double greatest, int... levels) {
    assertEquals(greatest / 127, part.get("unit").getAsDouble(), 1e-7);
    byte[] bytes = Base64.getDecoder().decode(part.get("bytes").getAsString());
    assertEquals(levels.length, bytes.length);
    for (int i = 0; i < levels.length; i++) {
      assertEquals(levels[i], bytes[i]);
    }
  }

  @Test
  void stepsThatDoNotFitAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> report(new float[][] {{1, 0, 0}}, true, BEAM));
  }
}
