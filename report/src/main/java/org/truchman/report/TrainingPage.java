package org.truchman.report;

import java.util.List;
import java.util.Map;
import org.truchman.report.TrainingHistory.Figure;

/**
 * The page of a training: figures to be seen at once, curves, and sample translations over time. It
 * is written again and again while the training runs, and an open page reads itself again.
 */
public final class TrainingPage {
  private TrainingPage() {}

  /**
   * Makes the page.
   *
   * @param history all that it shows
   * @return HTML, for a file in UTF-8
   */
  public static String html(TrainingHistory history) {
    return Page.titled(history.title())
        .subtitle(history.status())
        .refresh(history.refreshSeconds())
        .footer(history.footer())
        .style(Resources.own("training.css"))
        .section("figures", "At a glance", figures(history.figures()))
        .section("curves", "Curves", curves(history.charts()))
        .section(
            "samples", "Sample translations", Html.element("div", Map.of("id", "samples-content")))
        .data("samples-data", history.samples())
        .script(Resources.own("diff.js"))
        .script(Resources.own("training.js"))
        .html();
  }

  private static Html figures(List<Figure> figures) {
    List<Html> all =
        figures.stream()
            .map(
                figure ->
                    Html.element(
                        "div",
                        Html.element("dt", Html.text(figure.label())),
                        Html.element("dd", Map.of("class", "value"), Html.text(figure.value())),
                        Html.element("dd", Map.of("class", "note"), Html.text(figure.note()))))
            .toList();
    return Html.element("dl", Map.of("class", "figures"), Html.all(all));
  }

  private static Html curves(List<Chart> charts) {
    if (charts.isEmpty()) {
      return Html.element(
          "p", Map.of("class", "notice"), Html.text("The first updates are not reported yet."));
    }
    return Html.element(
        "div", Map.of("class", "curves"), Html.all(charts.stream().map(Chart::html).toList()));
  }
}
