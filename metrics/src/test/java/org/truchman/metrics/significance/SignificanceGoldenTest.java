package org.truchman.metrics.significance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truchman.metrics.Golden;
import org.truchman.metrics.Metric;
import org.truchman.metrics.ReportStyle;
import org.truchman.metrics.Score;
import org.truchman.metrics.ScoreReport;

/** Prints what sacreBLEU prints (scripts/golden/metrics_significance.py). */
class SignificanceGoldenTest {
  private final JsonObject golden = Golden.resource("metrics-significance.json");
  private final List<List<String>> references = Golden.stringLists(golden.get("references"));
  private final List<List<String>> systems = Golden.stringLists(golden.get("systems"));

  @Test
  void everythingIsPrintedAsSacreBleuPrintsIt() {
    JsonArray runs = golden.getAsJsonArray("runs");
    assertTrue(runs.size() > 10);
    for (JsonElement run : runs) {
      for (int threads : new int[] {1, 3}) {
        assertEquals(
            run.getAsJsonObject().get("output").getAsString(),
            printed(run.getAsJsonObject(), threads) + "\n",
            threads + " threads, " + run);
      }
    }
  }

  private String printed(JsonObject run, int threads) {
    List<Metric<?>> metrics = new ArrayList<>();
    for (JsonElement element : run.getAsJsonArray("metrics")) {
      JsonArray metric = element.getAsJsonArray();
      metrics.add(Golden.metric(metric.get(0).getAsString(), metric.get(1).getAsJsonObject()));
    }
    Seed seed = run.has("seed") ? Seed.of(run.get("seed").getAsString()) : Seed.standard();
    return switch (run.get("test").getAsString()) {
      case "ci" -> single(run, metrics, new Bootstrap(samples(run, 1000), seed, threads));
      case "bs" -> paired(run, metrics, PairedTest.bootstrap().withSeed(seed), threads);
      case "ar" -> paired(run, metrics, PairedTest.randomization().withSeed(seed), threads);
      default -> unpaired(run, metrics);
    };
  }

  private static int samples(JsonObject run, int standard) {
    return run.has("samples") ? run.get("samples").getAsInt() : standard;
  }

  private String single(JsonObject run, List<Metric<?>> metrics, Bootstrap bootstrap) {
    List<Score> scores = new ArrayList<>();
    for (Metric<?> metric : metrics) {
      scores.add(bootstrap.corpus(metric, systems.get(0), references.subList(0, 1)));
    }
    return format(run).equals("json")
        ? ScoreReport.json(scores, style(run))
        : ScoreReport.text(scores, style(run));
  }

  private String paired(JsonObject run, List<Metric<?>> metrics, PairedTest standard, int threads) {
    int sets = run.has("references") ? run.get("references").getAsInt() : 1;
    PairedTest test = standard.withTrials(samples(run, standard.trials())).withThreads(threads);
    return table(
        run, test.compare(outputs(run, "Baseline: "), references.subList(0, sets), metrics));
  }

  private String unpaired(JsonObject run, List<Metric<?>> metrics) {
    List<Metric<?>> sorted = new ArrayList<>(metrics);
    sorted.sort(Comparator.comparing(metric -> metric.getClass().getName()));
    return table(run, SystemTable.of(outputs(run, ""), references.subList(0, 1), sorted));
  }

  private String table(JsonObject run, SystemTable table) {
    return switch (format(run)) {
      case "json" -> SystemReport.json(table, style(run));
      case "latex" -> SystemReport.latex(table, style(run), false);
      default -> SystemReport.text(table, style(run), false);
    };
  }

  private List<SystemOutput> outputs(JsonObject run, String prefix) {
    List<String> names = Golden.strings(run.get("names"));
    List<SystemOutput> outputs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      outputs.add(new SystemOutput((i == 0 ? prefix : "") + names.get(i), systems.get(i)));
    }
    return outputs;
  }

  private static String format(JsonObject run) {
    return run.has("format") ? run.get("format").getAsString() : "json";
  }

  private static ReportStyle style(JsonObject run) {
    return new ReportStyle(
        run.has("width") ? run.get("width").getAsInt() : 1, false, run.has("short"));
  }
}
