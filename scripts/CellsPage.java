import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.truchman.report.Chart;
import org.truchman.report.Html;
import org.truchman.report.Page;
import org.truchman.report.Table;
import org.truchman.seq2seq.study.ResultFile;

/**
 * The page of scripts/cells, which runs this: from the results that Cells.java left in a folder to
 * cells.html beside them. Parts without results have no section.
 *
 * <p>Argument: the folder.
 */
final class CellsPage {
  private static final String STYLE =
      """
      .pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
      .pair > :first-child:nth-last-child(odd) { grid-column: 1 / -1; }
      .lead { margin: 1rem 0; max-width: 60rem; }
      .about { margin-top: .75rem; color: var(--muted); font-size: .8125rem; }
      .pair + .scroll, .scroll + .pair, .pair + .pair { margin-top: 1rem; }
      .samples td, .samples th { white-space: normal; vertical-align: top; }
      @media (max-width: 60rem) { .pair { grid-template-columns: minmax(0, 1fr); } }
      """;

  /** Gradients that are as good as gone, or beyond all measure, would hide the others. */
  private static final double LEAST = 1e-12;

  private static final double MOST = 1e12;

  /** Nats; who knows nothing is at 3. */
  private static final double HOPELESS = 10;

  private final Path folder;
  private final Page page = Page.titled("What recurrent cells remember, learn and write");

  private CellsPage(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path file = folder.resolve("cells.html");
    Files.writeString(file, new CellsPage(folder).html());
    System.out.println(file);
  }

  private String html() {
    page.subtitle(
            "RNN, GRU and LSTM by experiments: each section says what was tried and what to look"
                + " at.")
        .footer(
            "Made by scripts/cells of Truchman; the figures lie beside this page as JSON lines.")
        .style(STYLE);
    recall(results("recall"));
    gradient(results("gradient"));
    truncation(results("truncation"));
    time(results("time"));
    translation(results("translation"));
    sampling(results("sampling"));
    return page.html();
  }

  private List<JsonObject> results(String part) {
    return ResultFile.open(folder.resolve(part + ".jsonl")).all();
  }

  /** What a chart shows: one line for each series of some results. */
  private interface Line {
    Chart.Series of(String name, List<JsonObject> results);
  }

  private static List<JsonObject> where(List<JsonObject> results, Predicate<JsonObject> holds) {
    return results.stream().filter(holds).toList();
  }

  private static List<JsonObject> group(List<JsonObject> results, String group) {
    return where(results, result -> text(result, "group").equals(group));
  }

  private static String text(JsonObject result, String key) {
    return result.get(key).getAsString();
  }

  private static double number(JsonObject result, String key) {
    return result.get(key).getAsDouble();
  }

  private static List<Double> numbers(JsonObject result, String key) {
    List<Double> numbers = new ArrayList<>();
    for (JsonElement element : result.getAsJsonArray(key)) {
      numbers.add(element.isJsonNull() ? null : element.getAsDouble());
    }
    return numbers;
  }

  private static List<Chart.Series> series(List<JsonObject> results, String by, Line line) {
    Map<String, List<JsonObject>> all =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> text(result, by), LinkedHashMap::new, Collectors.toList()));
    List<Chart.Series> series = new ArrayList<>();
    all.forEach((name, some) -> series.add(line.of(name, some)));
    return series;
  }

  /** One point for each result. */
  private static Line points(String x, String y) {
    return (name, results) ->
        new Chart.Series(
            name,
            results.stream().map(result -> number(result, x)).toList(),
            results.stream().map(result -> number(result, y)).toList());
  }

  /** One result, whose figures are lists. */
  private static Line curve(String x, String y) {
    return (name, results) ->
        new Chart.Series(name, numbers(results.get(0), x), numbers(results.get(0), y));
  }

  private static Html pair(Chart... charts) {
    List<Html> figures = List.of(charts).stream().map(Chart::html).toList();
    return Html.element("div", Map.of("class", "pair"), Html.all(figures));
  }

  private static Html lead(String words) {
    return Html.element("p", Map.of("class", "lead"), Html.text(words));
  }

  private static Html about(List<JsonObject> results) {
    Set<String> all = new LinkedHashSet<>();
    for (JsonObject result : results) {
      if (result.has("about")) {
        all.add(text(result, "about"));
      }
    }
    return Html.element("p", Map.of("class", "about"), Html.text(String.join(" ", all)));
  }

  private static String form(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  private void recall(List<JsonObject> results) {
    if (results.isEmpty()) {
      return;
    }
    results =
        results.stream().sorted(Comparator.comparingDouble(one -> number(one, "gap"))).toList();
    Line percent =
        (name, some) ->
            new Chart.Series(
                name,
                some.stream().map(result -> number(result, "gap")).toList(),
                some.stream().map(result -> 100 * number(result, "finalAccuracy")).toList());
    Chart accuracy =
        Chart.lines(
                "Rightly recalled",
                "gap (steps)",
                "% of new sequences",
                series(results, "series", percent))
            .onLogarithmicAxes(true, false);
    Chart updates =
        Chart.lines(
                "Updates until 99 % (no point: never)",
                "gap (steps)", "updates", series(results, "series", needed()))
            .onLogarithmicAxes(true, true);
    double widest =
        results.stream().mapToDouble(r -> number(r, "gap")).filter(g -> g <= 200).max().orElse(0);
    List<JsonObject> one = where(results, result -> number(result, "gap") == widest);
    Chart course =
        Chart.lines(
            form("Learning over a gap of %.0f steps", widest),
            "update",
            "% of new sequences",
            series(one, "series", percentOf("update", "accuracy")));
    page.section(
        "recall",
        "What is remembered",
        lead(
            "One symbol is shown, distraction follows, then the symbol is asked for. Everything that"
                + " a cell keeps must pass each step between. The simple RNN keeps almost nothing;"
                + " one of ReLUs that begins as the identity (Le et al. 2015) keeps by adding. Gates"
                + " keep on purpose, and for long when they begin so: an LSTM whose forget gate"
                + " begins at a bias of 1 keeps 0.73 of its cell at each step, next to nothing of it"
                + " after fifty; chrono spreads the times to forget up to the gap (Tallec and"
                + " Ollivier 2018)."),
        pair(accuracy, updates),
        pair(course),
        recallTable(results),
        about(results));
  }

  /** Updates where the goal was reached; the others have a place, so that all charts agree. */
  private static Line needed() {
    return (name, some) ->
        new Chart.Series(
            name,
            some.stream().map(result -> number(result, "gap")).toList(),
            some.stream()
                .map(r -> r.get("learnt").getAsBoolean() ? (Double) number(r, "updates") : null)
                .toList());
  }

  private static Line percentOf(String x, String y) {
    return (name, some) ->
        new Chart.Series(
            name,
            numbers(some.get(0), x),
            numbers(some.get(0), y).stream().map(share -> 100 * share).toList());
  }

  private static Html recallTable(List<JsonObject> results) {
    List<Integer> gaps =
        results.stream().map(r -> r.get("gap").getAsInt()).distinct().sorted().toList();
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.words("cell"));
    gaps.forEach(gap -> columns.add(Table.Column.numbers("gap " + gap, "% right; updates")));
    Map<String, List<Table.Cell>> rows = new LinkedHashMap<>();
    for (JsonObject result : results) {
      rows.computeIfAbsent(
          text(result, "series"),
          name -> {
            List<Table.Cell> row = new ArrayList<>(List.of(Table.Cell.of(name)));
            gaps.forEach(gap -> row.add(Table.Cell.of("")));
            return row;
          });
      boolean learnt = result.get("learnt").getAsBoolean();
      String cell =
          form("%.1f %%; %.0f", 100 * number(result, "finalAccuracy"), number(result, "updates"));
      rows.get(text(result, "series"))
          .set(1 + gaps.indexOf(result.get("gap").getAsInt()), new Table.Cell(cell, learnt));
    }
    return new Table(
            "Rightly recalled, and updates made; bold where 99 % was reached",
            columns, List.copyOf(rows.values()))
        .html();
  }

  private void gradient(List<JsonObject> results) {
    if (results.isEmpty()) {
      return;
    }
    List<JsonObject> trained = group(results, "optimizer");
    List<JsonObject> free = where(trained, result -> !result.get("clip").getAsBoolean());
    List<JsonObject> clipped = where(trained, result -> result.get("clip").getAsBoolean());
    page.section(
        "gradient",
        "How far a gradient reaches",
        lead(
            "A gradient of length 1 falls on the last state; the charts show what is left of it"
                + " so many steps earlier. A straight line down is a gradient that vanishes, by the"
                + " same factor at each step; a line up is one that explodes. Through gates it goes"
                + " by what they keep: a bias opens them, and steepness opens them wider, or shuts"
                + " them, for the same weights."),
        pair(
            reach("Simple cells, before training", group(results, "simple")),
            reach("Cells with gates, before training", group(results, "gated")),
            reach("Steeper gates, bias 1", group(results, "steep"))),
        trained.isEmpty()
            ? Html.nothing()
            : Html.all(List.of(optimizers(free, clipped), about(trained))));
  }

  private static Chart reach(String title, List<JsonObject> results) {
    Line line =
        (name, some) -> {
          List<Double> norms = numbers(some.get(0), "reach");
          int last = 0;
          while (last < norms.size()
              && norms.get(last) != null
              && norms.get(last) > LEAST
              && norms.get(last) < MOST) {
            last++;
          }
          List<Double> distances =
              IntStream.range(0, last).mapToObj(distance -> (double) distance).toList();
          return new Chart.Series(name, distances, norms.subList(0, last));
        };
    return Chart.lines(
            title, "distance (steps back)", "norm of the gradient", series(results, "series", line))
        .onLogarithmicAxes(false, true);
  }

  private static Html optimizers(List<JsonObject> free, List<JsonObject> clipped) {
    Html words =
        lead(
            "Below, a network of ReLUs that begins as the identity learns to recall over 30 steps,"
                + " with each optimizer. First the greatest norm of the whole gradient in each ten"
                + " updates, before clipping; then the loss; then how far the gradient reaches"
                + " through the weights that were learnt.");
    return Html.all(
        List.of(
            words,
            pair(
                norms("Norm of the gradient, nothing clipped", free),
                norms("Norm of the gradient, clipped at 1", clipped),
                loss("Loss, nothing clipped", free),
                loss("Loss, clipped at 1", clipped),
                reach("After training, nothing clipped", free),
                reach("After training, clipped at 1", clipped)),
            optimizerTable(Stream.concat(free.stream(), clipped.stream()).toList())));
  }

  private static Chart norms(String title, List<JsonObject> results) {
    return Chart.lines(title, "update", "norm", series(results, "series", curve("update", "norm")))
        .onLogarithmicAxes(false, true);
  }

  private static Chart loss(String title, List<JsonObject> results) {
    Line line =
        (name, some) ->
            new Chart.Series(
                name,
                numbers(some.get(0), "update"),
                numbers(some.get(0), "loss").stream()
                    .map(loss -> loss == null || loss > HOPELESS ? null : loss)
                    .toList());
    return Chart.lines(title, "update", "nats", series(results, "series", line));
  }

  private static Html optimizerTable(List<JsonObject> results) {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (JsonObject result : results) {
      boolean learnt = result.get("learnt").getAsBoolean();
      rows.add(
          List.of(
              Table.Cell.of(text(result, "series")),
              Table.Cell.of(result.get("clip").getAsBoolean() ? "at norm 1" : "no"),
              new Table.Cell(form("%.1f", 100 * number(result, "finalAccuracy")), learnt),
              Table.Cell.of(form("%.0f", number(result, "updates"))),
              Table.Cell.of(form("%.0f", number(result, "skipped")))));
    }
    return new Table(
            "What was learnt; bold where 99 % was reached",
            List.of(
                Table.Column.words("optimizer and learning rate"),
                Table.Column.words("clipped"),
                Table.Column.numbers("% right", "of new sequences"),
                Table.Column.numbers("updates", ""),
                Table.Column.numbers("left out", "updates whose gradient was not finite")),
            rows)
        .html();
  }

  private void truncation(List<JsonObject> results) {
    if (results.isEmpty()) {
      return;
    }
    page.section(
        "truncation",
        "Where back-propagation is cut",
        lead(
            "A language model reads a text in segments and learns from gradients that end where a"
                + " segment begins. If the state is carried over, only the gradient is cut, and the"
                + " network may still use what came before; if each segment begins from zero, it"
                + " learns to do without. All runs see the same characters in as many updates."),
        pair(
            Chart.lines(
                    "Truncation against perplexity",
                    "steps of a segment",
                    "validation perplexity per character",
                    series(results, "start", points("steps", "perplexity")))
                .onLogarithmicAxes(true, true),
            Chart.lines(
                    "Truncation against time",
                    "steps of a segment",
                    "seconds of training",
                    series(results, "start", points("steps", "seconds")))
                .onLogarithmicAxes(true, false)),
        about(results));
  }

  private void time(List<JsonObject> results) {
    if (results.isEmpty()) {
      return;
    }
    List<Chart> charts = new ArrayList<>();
    Set<String> devices =
        results.stream()
            .map(result -> text(result, "device"))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String device : devices) {
      List<JsonObject> some = where(results, result -> text(result, "device").equals(device));
      charts.add(time("Reading, " + device, some, "reading"));
      charts.add(time("Learning, " + device, some, "learning"));
    }
    page.section(
        "time",
        "What a step costs",
        lead(
            "A layer whose input is as wide as its state reads 32 sequences of 50 steps in one call"
                + " of the engine; learning is reading with gradients recorded, and the way back."),
        pair(charts.toArray(Chart[]::new)));
  }

  private static Chart time(String title, List<JsonObject> results, String figure) {
    List<String> widths = results.stream().map(result -> text(result, "units")).distinct().toList();
    Line bars =
        (name, some) -> {
          List<Double> values = new ArrayList<>();
          for (String width : widths) {
            List<JsonObject> found = where(some, result -> text(result, "units").equals(width));
            values.add(found.isEmpty() ? null : number(found.get(0), figure));
          }
          return new Chart.Series(name.replace('_', ' '), List.of(), values);
        };
    return Chart.bars(title, "units", "ms per step", widths, series(results, "cell", bars))
        .onLogarithmicAxes(false, true);
  }

  private void translation(List<JsonObject> results) {
    if (results.isEmpty()) {
      return;
    }
    page.section(
        "translation",
        "When to speak, and with which cells",
        lead(
            "English to German. In step, the decoder must write words whose source it has not read;"
                + " with a delay it has read a little more; delayed, it has read all, through one"
                + " vector; attentive, it may look back. Then the delayed model with other cells and"
                + " as many parameters."),
        pair(
            perplexity("When the decoder speaks", group(results, "reading")),
            bleu("The same in BLEU", group(results, "reading")),
            perplexity("Cells at equal parameters", group(results, "cell")),
            bleu("The same in BLEU", group(results, "cell"))),
        translationTable(results),
        about(results));
  }

  private static Chart perplexity(String title, List<JsonObject> results) {
    return Chart.lines(
            title,
            "epoch",
            "validation perplexity",
            series(results, "series", curve("epoch", "perplexity")))
        .onLogarithmicAxes(false, true);
  }

  private static Chart bleu(String title, List<JsonObject> results) {
    return Chart.lines(
        title, "epoch", "BLEU, greedy", series(results, "series", curve("epoch", "bleu")));
  }

  private static Html translationTable(List<JsonObject> results) {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (JsonObject result : results) {
      List<Double> perplexity = numbers(result, "perplexity");
      List<Double> bleu = numbers(result, "bleu");
      int last = perplexity.size() - 1;
      rows.add(
          List.of(
              Table.Cell.of(text(result, "series")),
              Table.Cell.of(form("%.0f", number(result, "units"))),
              Table.Cell.of(form("%,.0f", number(result, "parameters"))),
              Table.Cell.of(form("%.2f", perplexity.get(last))),
              Table.Cell.of(bleu.get(last) == null ? "" : form("%.1f", bleu.get(last))),
              Table.Cell.of(form("%.0f", number(result, "seconds")))));
    }
    return new Table(
            "After the last epoch",
            List.of(
                Table.Column.words("model"),
                Table.Column.numbers("units", "hidden units"),
                Table.Column.numbers("parameters", "with 1,000 pieces on each side"),
                Table.Column.numbers("perplexity", "validation"),
                Table.Column.numbers("BLEU", "greedy"),
                Table.Column.numbers("seconds", "of training")),
            rows)
        .html();
  }

  private void sampling(List<JsonObject> results) {
    List<JsonObject> written = where(results, result -> result.has("strategy"));
    if (written.isEmpty()) {
      return;
    }
    JsonArray prompts = written.get(0).getAsJsonArray("prompts");
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.words("strategy"));
    prompts.forEach(prompt -> columns.add(Table.Column.words(prompt.getAsString() + " …")));
    columns.add(Table.Column.numbers("different", "share of all lines drawn"));
    columns.add(Table.Column.numbers("copied", "share that stands in the training text"));
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (JsonObject result : written) {
      List<Table.Cell> row = new ArrayList<>();
      row.add(Table.Cell.of(text(result, "strategy")));
      result.getAsJsonArray("lines").forEach(line -> row.add(Table.Cell.of(line.getAsString())));
      double all = number(result, "written");
      row.add(Table.Cell.of(form("%.0f %%", 100 * number(result, "different") / all)));
      row.add(Table.Cell.of(form("%.0f %%", 100 * number(result, "copied") / all)));
      rows.add(row);
    }
    Html table = new Table("The first line of each", columns, rows).html();
    page.section(
        "sampling",
        "How text is written",
        lead(
            "The same model and prompts. Greedy and beam search always write the same, and the"
                + " probable; sampling varies. A low temperature, few candidates (top-k) or only"
                + " those that make up most of the probability (nucleus) leave out what is"
                + " improbable; a high temperature calls for it."),
        Html.element("div", Map.of("class", "samples"), table),
        about(results));
  }
}
