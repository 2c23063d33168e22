import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.truchman.report.Chart;
import org.truchman.report.Html;
import org.truchman.report.Page;
import org.truchman.report.Table;

/**
 * The page of an ablation, from the journals of its trainings. Run by scripts/ablation, which
 * trains them and names the class path.
 *
 * <p>Argument: the folder of the trainings; the page is its {@code ablation.html}.
 */
final class Ablation {
  private static final List<String> CELLS = List.of("lstm", "gru", "rnn-tanh");

  private static final String BASE = "lstm";

  /** Student's t for 95 % and two degrees of freedom: three differences. */
  private static final double T = 4.302653;

  private static final String NOTE =
      "The base's attention has general scores, its network one layer; two layers are joined by"
          + " residual connections. Time is that of the fastest epoch.";

  private static final String STYLE =
      """
      .scroll + .chart, .chart + .chart, .chart + p, .scroll + p { margin-top: 1rem; }
      """;

  private final Path folder;

  private Ablation(Path folder) {
    this.folder = folder;
  }

  /** A validation of one training. */
  private record Validation(int epoch, double seconds, double perplexity, double bleu) {}

  /** A part of the model, and the training that has it the other way round than the base. */
  private record Part(String name, String other, boolean removed) {}

  private static final Part ATTENTION = new Part("attention", "lstm-no-attention", true);

  private static final Part DROPOUT = new Part("dropout", "no-dropout", true);

  /** What the network is made of. */
  private static final List<Part> SHAPES =
      List.of(
          new Part("dot scores", "attention-dot", false),
          new Part("additive scores", "attention-additive", false),
          new Part("input feeding", "input-feeding", false),
          new Part("two layers", "two-layers", false));

  private static final List<Part> REGULARISERS =
      List.of(
          DROPOUT,
          new Part("label smoothing", "no-label-smoothing", true),
          new Part("variational dropout", "variational-dropout", false),
          new Part("source word dropout", "word-dropout", false),
          new Part("BPE-dropout", "bpe-dropout", false),
          new Part("R-Drop", "r-drop", false));

  private static final List<Part> PARTS =
      Stream.of(List.of(ATTENTION), SHAPES, REGULARISERS).flatMap(List::stream).toList();

  public static void main(String[] arguments) throws IOException {
    Ablation ablation = new Ablation(Path.of(arguments[0]));
    Path page = ablation.folder.resolve("ablation.html");
    Files.writeString(page, ablation.page());
    for (Table table : List.of(ablation.cells(), ablation.parts(), ablation.contrasts())) {
      ablation.print(table);
    }
    System.out.println(ablation.chance());
    System.out.println(page);
  }

  /** As Markdown, for README. */
  private void print(Table table) {
    List<String> rule =
        table.columns().stream().map(column -> column.number() ? "---:" : "---").toList();
    System.out.println(line(table.columns().stream().map(Table.Column::heading).toList()));
    System.out.println(line(rule));
    for (List<Table.Cell> row : table.rows()) {
      System.out.println(line(row.stream().map(Table.Cell::text).toList()));
    }
    System.out.println();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private String page() throws IOException {
    List<Chart.Series> perplexities = new ArrayList<>();
    List<Chart.Series> scores = new ArrayList<>();
    for (String cell : CELLS) {
      for (String suffix : List.of("", "-no-attention")) {
        String name = cell + (suffix.isEmpty() ? " with attention" : " without");
        perplexities.add(curve(name, cell + suffix, Validation::perplexity));
        scores.add(curve(name, cell + suffix, Validation::bleu));
      }
    }
    return Page.titled("What each part gives")
        .subtitle("Small models, trained alike but for the part that is named")
        .section(
            "cells",
            "Cells, with attention and without",
            cells().html(),
            Chart.lines("Perplexity while training", "epoch", "perplexity", perplexities)
                .onLogarithmicAxes(false, true)
                .html(),
            Chart.lines("BLEU while training", "epoch", "BLEU", scores).html())
        .section(
            "parts",
            "One part at a time",
            parts().html(),
            effects().html(),
            courses("Another network", SHAPES, false).html(),
            courses("What the base has, taken away", REGULARISERS, true).html(),
            courses("What the base has not, added", REGULARISERS, false).html(),
            Html.element("p", Html.text(chance())),
            Html.element("p", Html.text(NOTE)))
        .section(
            "contrasts",
            "The two that matter most, three seeds each",
            contrasts().html(),
            Html.element(
                "p",
                Html.text(
                    "The interval is Student's for the mean of three paired differences; seeds"
                        + " decide start, order and dropout.")))
        .style(STYLE)
        .footer("Validation set, greedy search, the best epoch of each training.")
        .html();
  }

  private Chart.Series curve(String name, String training, ToDoubleFunction<Validation> value)
      throws IOException {
    List<Validation> all = validations(training);
    return new Chart.Series(
        name,
        all.stream().map(one -> (double) one.epoch()).toList(),
        all.stream().map(value::applyAsDouble).toList());
  }

  private Table cells() throws IOException {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (String cell : CELLS) {
      Validation with = best(cell);
      Validation without = best(cell + "-no-attention");
      rows.add(
          row(
              cell,
              figure(with.bleu()),
              figure(with.perplexity()),
              figure(without.bleu()),
              figure(without.perplexity()),
              signed(with.bleu() - without.bleu())));
    }
    return new Table(
        "Cells",
        columns(
            "cell",
            "BLEU",
            "perplexity",
            "BLEU without attention",
            "perplexity without",
            "attention gives"),
        rows);
  }

  private Table parts() throws IOException {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Part part : PARTS) {
      Validation base = best(BASE);
      Validation other = best(part.other());
      Validation with = part.removed() ? base : other;
      Validation without = part.removed() ? other : base;
      rows.add(
          row(
              part.name(),
              figure(with.bleu()),
              figure(without.bleu()),
              signed(effect(part)),
              signed(with.perplexity() - without.perplexity()),
              String.format(Locale.ROOT, "%+d", Math.round(100 * time(part)))));
    }
    return new Table(
        "Parts",
        columns("part", "BLEU with", "BLEU without", "BLEU gained", "perplexity", "time, %"),
        rows);
  }

  /** How much longer an epoch takes with a part: a share. */
  private double time(Part part) throws IOException {
    double base = secondsPerEpoch(BASE);
    double other = secondsPerEpoch(part.other());
    return part.removed() ? base / other - 1 : other / base - 1;
  }

  /** Those of the fastest epoch, which other work on the machine disturbed least. */
  private double secondsPerEpoch(String training) throws IOException {
    double before = 0;
    double least = Double.POSITIVE_INFINITY;
    for (Validation validation : validations(training)) {
      least = Math.min(least, validation.seconds() - before);
      before = validation.seconds();
    }
    return least;
  }

  /** What seeds alone make of the base. */
  private String chance() throws IOException {
    return String.format(
        Locale.ROOT,
        "The base with three seeds: %.2f, %.2f and %.2f BLEU. What differs by no more is chance.",
        best(BASE).bleu(),
        best(BASE + "-seed2").bleu(),
        best(BASE + "-seed3").bleu());
  }

  private Chart effects() throws IOException {
    List<Double> gained = new ArrayList<>();
    for (Part part : PARTS) {
      gained.add(effect(part));
    }
    return Chart.bars(
        "What a part gives",
        "part",
        "BLEU gained",
        PARTS.stream().map(Part::name).toList(),
        List.of(new Chart.Series("one seed", List.of(), gained)));
  }

  /** Courses of the base and of the trainings that have one part less, or one more. */
  private Chart courses(String title, List<Part> parts, boolean removed) throws IOException {
    List<Chart.Series> courses = new ArrayList<>();
    courses.add(curve("base", BASE, Validation::bleu));
    for (Part part : parts) {
      if (part.removed() == removed) {
        String name = removed ? "without " + part.name() : part.name();
        courses.add(curve(name, part.other(), Validation::bleu));
      }
    }
    return Chart.lines(title, "epoch", "BLEU", courses);
  }

  private double effect(Part part) throws IOException {
    double difference = best(part.other()).bleu() - best(BASE).bleu();
    return part.removed() ? -difference : difference;
  }

  private Table contrasts() throws IOException {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Part part : List.of(ATTENTION, DROPOUT)) {
      double[] gained = new double[3];
      for (int seed = 1; seed <= gained.length; seed++) {
        String suffix = seed == 1 ? "" : "-seed" + seed;
        gained[seed - 1] = best(BASE + suffix).bleu() - best(part.other() + suffix).bleu();
      }
      double mean = (gained[0] + gained[1] + gained[2]) / 3;
      double squares = 0;
      for (double one : gained) {
        squares += (one - mean) * (one - mean);
      }
      double half = T * Math.sqrt(squares / 2 / 3);
      rows.add(
          row(
              part.name(),
              signed(gained[0]),
              signed(gained[1]),
              signed(gained[2]),
              signed(mean),
              "%s to %s".formatted(signed(mean - half), signed(mean + half))));
    }
    return new Table(
        "BLEU gained",
        columns("part", "seed 1", "seed 2", "seed 3", "mean", "95 % interval"),
        rows);
  }

  private Validation best(String training) throws IOException {
    return validations(training).stream()
        .max(Comparator.comparingDouble(Validation::bleu))
        .orElseThrow(() -> new IOException("training " + training + " has no validation"));
  }

  private List<Validation> validations(String training) throws IOException {
    List<Validation> all = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(training + ".journal/metrics.jsonl"))) {
      JsonObject event = JsonParser.parseString(line).getAsJsonObject();
      if (event.get("kind").getAsString().equals("validation")) {
        all.add(
            new Validation(
                event.get("epoch").getAsInt(),
                event.get("seconds").getAsDouble(),
                event.get("perplexity").getAsDouble(),
                event.get("bleu").getAsDouble()));
      }
    }
    return all;
  }

  private static List<Table.Column> columns(String first, String... numbers) {
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.words(first)));
    for (String heading : numbers) {
      columns.add(Table.Column.numbers(heading, ""));
    }
    return columns;
  }

  private static List<Table.Cell> row(String... cells) {
    return List.of(cells).stream().map(Table.Cell::of).toList();
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.2f", value);
  }
}
