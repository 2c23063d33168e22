package org.truchman.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page on one sentence in one model: attention, the network unrolled through time, hidden units
 * and gates over the tokens, what each step held probable, and the tree of the beam.
 *
 * <p>All of it is drawn by {@code inspection.js} from the data in the page. States are kept as one
 * byte a number, a 127th of the greatest magnitude of their part: finer than a colour.
 */
public final class InspectionPage {
  private static final int LEVELS = 127;

  private InspectionPage() {}

  /**
   * Makes the page.
   *
   * @param report all that it shows
   * @return HTML, for a file in UTF-8
   */
  public static String html(InspectionReport report) {
    Page page =
        Page.titled(report.title())
            .subtitle(report.subtitle())
            .footer(report.footer())
            .style(Resources.own("inspection.css"))
            .section("sentence", "The sentence", sentence(report));
    if (report.attention() != null) {
      page.section(
          "attention",
          "Attention",
          note("How much of each source token a step looked at; a row sums to 1."),
          place("attention-content"));
    }
    page.section(
            "unrolled",
            "The network, unrolled through time",
            note(unrolledNote(report)),
            place("unrolled-content"))
        .section(
            "next",
            report.beam() == null ? "What it expected next" : "What each step held probable",
            place("next-content"))
        .section(
            "states",
            "Hidden units over the tokens",
            note(
                "A row for each token, a column for each unit; choose a unit to see the sentence in"
                    + " its colours."),
            place("states-content"))
        .section(
            "tracking",
            "Units that track something",
            note(report.units().note()),
            place("tracking-content"));
    if (report.layers().stream().anyMatch(InspectionPage::isGated)) {
      page.section(
          "gates",
          "Gates over time",
          note(
              "Of the units of a layer, the share whose gate is open (above 0.9), shut (below 0.1)"
                  + " or between."),
          place("gates-content"));
    }
    if (report.beam() != null) {
      page.section("beam", "The beam", note(report.beam().note()), place("beam-content"));
    }
    return page.data("inspection", payload(report)).script(Resources.own("inspection.js")).html();
  }

  private static boolean isGated(InspectionReport.Layer layer) {
    return layer.parts().stream().anyMatch(InspectionReport.Part::gate);
  }

  private static Html place(String id) {
    return Html.element("div", Map.of("id", id));
  }

  private static Html note(String text) {
    return Html.element("p", Map.of("class", "hint"), Html.text(text));
  }

  private static Html sentence(InspectionReport report) {
    Html line = Html.element("p", Map.of("class", "line"), Html.text(report.line()));
    Html signs = note("In tokens, · stands where no blank is; ⇥ is the beginning, ⏎ the end.");
    return report.translation() == null
        ? Html.all(List.of(line, signs))
        : Html.all(
            List.of(
                line,
                Html.element(
                    "p",
                    Map.of("class", "line translation"),
                    Html.text("→ " + report.translation())),
                signs));
  }

  private static String unrolledNote(InspectionReport report) {
    StringBuilder note =
        new StringBuilder(
            "Tokens below, states above them, what was said on top; time runs from left to right."
                + " The colour of a state is the stronger, the more its units are active.");
    if (report.attention() != null) {
      note.append(" Arcs: attention above 0.1, the stronger the thicker.");
    }
    if (report.wiring().contextEveryStep()) {
      note.append(
          report.wiring().delay() < 0
              ? " Dashed: the source's summary, which every step reads."
              : " Dashed: the state of the source that a step reads.");
    }
    return note.toString();
  }

  /** What inspection.js reads. */
  private static Map<String, Object> payload(InspectionReport report) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("source", report.source());
    all.put("read", report.read());
    all.put("said", report.said());
    all.put("wiring", report.wiring());
    all.put("layers", report.layers().stream().map(InspectionPage::layer).toList());
    if (report.attention() != null) {
      all.put("attention", thousandths(report.attention()));
    }
    all.put("next", report.next());
    if (report.beam() != null) {
      all.put("beam", report.beam().nodes());
    }
    all.put("findings", report.units().findings());
    return all;
  }

  private static Map<String, Object> layer(InspectionReport.Layer layer) {
    return Map.of(
        "name", layer.name(),
        "ofSource", layer.ofSource(),
        "parts", layer.parts().stream().map(InspectionPage::part).toList());
  }

  private static Map<String, Object> part(InspectionReport.Part part) {
    float greatest = part.gate() ? 1 : greatest(part.values());
    int units = part.values()[0].length;
    byte[] bytes = new byte[part.values().length * units];
    for (int i = 0; i < bytes.length; i++) {
      float value = part.values()[i / units][i % units];
      bytes[i] = (byte) Math.round(greatest == 0 ? 0 : value / greatest * LEVELS);
    }
    return Map.of(
        "name", part.name(),
        "gate", part.gate(),
        "units", units,
        "unit", greatest / LEVELS,
        "bytes", Base64.getEncoder().encodeToString(bytes));
  }

  private static float greatest(float[][] values) {
    float greatest = 0;
    for (float[] row : values) {
      for (float value : row) {
        greatest = Math.max(greatest, Math.abs(value));
      }
    }
    return greatest;
  }

  private static List<List<Double>> thousandths(float[][] values) {
    List<List<Double>> rounded = new ArrayList<>();
    for (float[] row : values) {
      List<Double> one = new ArrayList<>();
      for (float value : row) {
        one.add(Math.round(value * 1000) / 1000.0);
      }
      rounded.add(one);
    }
    return rounded;
  }
}
