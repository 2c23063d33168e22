package org.truchman.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truchman.report.EvaluationReport.LengthClass;
import org.truchman.report.EvaluationReport.Output;
import org.truchman.report.EvaluationReport.SentenceScores;
import org.truchman.report.EvaluationReport.TestSet;

/**
 * The page of an evaluation: the table of scores, how sentence scores are spread, BLEU by source
 * length, the worst and the best sentences, and the sentences of two systems side by side.
 *
 * <p>The table stands in the page as it is; everything else is drawn by {@code evaluation.js} from
 * the data in the page, so that ten thousand sentences are shown a few at a time.
 */
public final class EvaluationPage {
  private EvaluationPage() {}

  /**
   * Makes the page.
   *
   * @param report all that it shows
   * @return HTML, for a file in UTF-8
   */
  public static String html(EvaluationReport report) {
    return Page.titled(report.title())
        .subtitle(subtitle(report))
        .footer(report.footer())
        .style(Resources.own("evaluation.css"))
        .section("scores", "Scores", report.scores().html(), notes(report.notes()))
        .section("detail", "By sentence and by length", place("choices"), place("charts"))
        .section("extremes", "Worst and best", place("extremes-content"))
        .section("sentences", "All sentences", place("sentences-content"))
        .data("evaluation", payload(report))
        .script(Resources.own("diff.js"))
        .script(Resources.own("evaluation.js"))
        .html();
  }

  private static Html place(String id) {
    return Html.element("div", Map.of("id", id));
  }

  private static Html notes(List<String> notes) {
    List<Html> items = notes.stream().map(note -> Html.element("li", Html.text(note))).toList();
    return Html.element("ul", Map.of("class", "notes"), Html.all(items));
  }

  private static String subtitle(EvaluationReport report) {
    int systems =
        (int)
            report.testSets().stream()
                .flatMap(set -> set.outputs().stream())
                .map(Output::system)
                .distinct()
                .count();
    int sentences = report.testSets().stream().mapToInt(set -> set.sources().size()).sum();
    return (counted(systems, "system") + " on ")
        + (counted(report.testSets().size(), "test set") + ", ")
        + counted(sentences, "sentence");
  }

  private static String counted(int count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /** What evaluation.js reads; short keys where there is one for each sentence. */
  private static Map<String, Object> payload(EvaluationReport report) {
    List<Map<String, Object>> sets = new ArrayList<>();
    for (TestSet set : report.testSets()) {
      sets.add(
          Map.of(
              "name", set.name(),
              "sources", set.sources(),
              "references", set.references(),
              "lengths", set.lengths().stream().map(EvaluationPage::length).toList(),
              "outputs", set.outputs().stream().map(EvaluationPage::output).toList()));
    }
    return Map.of("extremes", report.extremes(), "testSets", sets);
  }

  private static Map<String, Object> length(LengthClass length) {
    return Map.of("label", length.label(), "sentences", length.sentences());
  }

  private static Map<String, Object> output(Output output) {
    List<Map<String, Object>> scores = new ArrayList<>();
    for (SentenceScores one : output.sentenceScores()) {
      scores.add(Map.of("metric", one.metric(), "values", hundredths(one.values())));
    }
    return Map.of(
        "system", output.system(),
        "translations", output.translations(),
        "byLength", output.byLength(),
        "scores", scores);
  }

  /** Two decimals: more would double the size of the page, and nobody sees them. */
  private static List<Double> hundredths(List<Double> values) {
    return values.stream().map(value -> Math.round(value * 100) / 100.0).toList();
  }
}
