package org.truchman.cli.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.truchman.cli.shell.Version;
import org.truchman.report.Chart;
import org.truchman.report.TrainingHistory;
import org.truchman.report.TrainingHistory.Figure;
import org.truchman.report.TrainingHistory.Sample;
import org.truchman.report.TrainingHistory.Stage;
import org.truchman.seq2seq.training.UpdateReport;

/** From the lines of {@code metrics.jsonl} to what the page of a training shows. */
final class TrainingCurves {
  /** Points of a curve at most: more than a screen has columns for. */
  private static final int POINTS = 600;

  private static final DoubleUnaryOperator SAME = value -> value;

  private final List<JsonObject> updates;
  private final List<JsonObject> validations;

  private TrainingCurves(List<JsonObject> lines) {
    this.updates = ofKind(lines, "update");
    this.validations = ofKind(lines, "validation");
  }

  /**
   * What the page shows.
   *
   * @param newest the newest report, or null before the first one
   * @param lines of {@code metrics.jsonl}, in order
   */
  static TrainingHistory history(
      String title, String status, int refreshSeconds, UpdateReport newest, List<JsonObject> lines)
      throws IOException {
    TrainingCurves curves = new TrainingCurves(lines);
    return new TrainingHistory(
        title,
        status,
        refreshSeconds,
        curves.figures(newest),
        curves.charts(),
        curves.samples(),
        Version.line());
  }

  private static List<JsonObject> ofKind(List<JsonObject> lines, String kind) {
    return lines.stream().filter(line -> line.get("kind").getAsString().equals(kind)).toList();
  }

  private List<Figure> figures(UpdateReport newest) {
    List<Figure> figures = new ArrayList<>();
    if (!updates.isEmpty()) {
      JsonObject last = updates.get(updates.size() - 1);
      String of = newest == null || newest.total() < 0 ? "" : "of " + newest.total() + " at most";
      figures.add(new Figure("Updates", last.get("update").getAsString(), of));
      figures.add(new Figure("Epoch", last.get("epoch").getAsString(), ""));
      figures.add(
          new Figure("Training loss", number("%.3f", last, "loss"), "nats per target token"));
      figures.add(new Figure("Speed", number("%,.0f", last, "tokensPerSecond"), "target tokens/s"));
    }
    for (JsonObject validation : validations) {
      if (validation.get("best").getAsBoolean()) {
        figures.removeIf(figure -> figure.label().startsWith("Best"));
        String when = "after update " + validation.get("update").getAsString();
        figures.add(new Figure("Best perplexity", number("%.2f", validation, "perplexity"), when));
        if (validation.has("bleu")) {
          figures.add(new Figure("Best BLEU", number("%.1f", validation, "bleu"), "greedy"));
        }
      }
    }
    long skipped = updates.stream().mapToLong(line -> line.get("skipped").getAsLong()).sum();
    if (skipped > 0) {
      figures.add(
          new Figure("Left out", Long.toString(skipped), "updates whose loss was not finite"));
    }
    return figures;
  }

  private static String number(String format, JsonObject line, String key) {
    return String.format(Locale.ROOT, format, line.get(key).getAsDouble());
  }

  private List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    add(
        charts,
        "Loss",
        "nats per target token",
        curve("training", updates, "loss", SAME),
        curve("validation", validations, "perplexity", Math::log));
    add(
        charts,
        "Translation of the validation set",
        "score",
        curve("BLEU", validations, "bleu", SAME),
        curve("chrF2", validations, "chrf", SAME));
    add(charts, "Learning rate", "step size", curve("rate", updates, "learningRate", SAME));
    add(
        charts,
        "Gradient norm, before clipping",
        "Euclidean norm",
        curve("norm", updates, "gradientNorm", SAME));
    add(charts, "Speed", "target tokens/s", curve("speed", updates, "tokensPerSecond", SAME));
    return charts;
  }

  private static void add(List<Chart> charts, String title, String yLabel, Chart.Series... all) {
    List<Chart.Series> drawn =
        List.of(all).stream().filter(series -> !series.x().isEmpty()).toList();
    if (!drawn.isEmpty()) {
      charts.add(Chart.lines(title, "update", yLabel, drawn));
    }
  }

  /** A curve; where there are too many points, means of as many neighbours as needed. */
  private static Chart.Series curve(
      String name, List<JsonObject> lines, String key, DoubleUnaryOperator change) {
    List<double[]> points = new ArrayList<>();
    for (JsonObject line : lines) {
      double value = line.has(key) ? change.applyAsDouble(line.get(key).getAsDouble()) : Double.NaN;
      if (Double.isFinite(value)) {
        points.add(new double[] {line.get("update").getAsLong(), value});
      }
    }
    int together = (points.size() + POINTS - 1) / POINTS;
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int from = 0; from < points.size(); from += together) {
      List<double[]> some = points.subList(from, Math.min(points.size(), from + together));
      x.add(some.get(some.size() - 1)[0]);
      y.add(some.stream().mapToDouble(point -> point[1]).average().orElseThrow());
    }
    return new Chart.Series(name, x, y);
  }

  /** Each sentence once, with its translation at every validation. */
  private List<Sample> samples() {
    Map<String, List<Stage>> stages = new LinkedHashMap<>();
    Map<String, String> references = new LinkedHashMap<>();
    for (JsonObject validation : validations) {
      String when = "update " + validation.get("update").getAsString();
      for (JsonElement element : validation.getAsJsonArray("samples")) {
        JsonObject sample = element.getAsJsonObject();
        String source = sample.get("source").getAsString();
        references.put(source, sample.get("reference").getAsString());
        stages
            .computeIfAbsent(source, key -> new ArrayList<>())
            .add(new Stage(when, sample.get("translation").getAsString()));
      }
    }
    return stages.entrySet().stream()
        .map(entry -> new Sample(entry.getKey(), references.get(entry.getKey()), entry.getValue()))
        .toList();
  }
}
