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

  /** Student's t for 95 % and two degrees of freedom: three differences. */
  private static final double T = 4.302653;

  private final Path folder;

  private Ablation(Path folder) {
    this.folder = folder;
  }

  /** A validation of one training. */
  private record Validation(int epoch, double seconds, double perplexity, double bleu) {
    /** Seconds an epoch. */
    double perEpoch() {
      return seconds / epoch;
    }
  }

  /** A part of the model, and the training that has it the other way round. */
  private record Part(String name, String base, String other, boolean removed) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("attention", "lstm", "lstm-no-attention", true),
          new Part("dropout", "lstm", "no-dropout", true),
          new Part("label smoothing", "lstm", "no-label-smoothing", true),
          new Part("variational dropout", "lstm", "variational-dropout", false),
          new Part("source word dropout", "lstm", "word-dropout", false),
          new Part("BPE-dropout", "lstm", "bpe-dropout", false),
          new Part("R-Drop", "lstm", "r-drop", false));

  public static void main(String[] arguments) throws IOException {
    Ablation ablation = new Ablation(Path.of(arguments[0]));
    Path page = ablation.folder.resolve("ablation.html");
    Files.writeString(page, ablation.page());
    System.out.println(page);
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
            Chart.lines("Perplexity while training", "epoch", "perplexity", perplexities).html(),
            Chart.lines("BLEU while training", "epoch", "BLEU", scores).html())
        .section("parts", "One part at a time", parts().html(), effects().html())
        .section(
            "contrasts",
            "The two that matter most, three seeds each",
            contrasts().html(),
            Html.element(
                "p",
                Html.text(
                    "The interval is Student's for the mean of three paired differences; seeds"
                        + " decide start, order and dropout.")))
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
        columns("cell", "BLEU", "perplexity", "BLEU without", "perplexity without", "attention"),
        rows);
  }

  private Table parts() throws IOException {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Part part : PARTS) {
      Validation base = best(part.base());
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
              figure(100 * (with.perEpoch() / without.perEpoch() - 1))));
    }
    return new Table(
        "Parts",
        columns("part", "BLEU with", "BLEU without", "BLEU gained", "perplexity", "time, %"),
        rows);
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

  private double effect(Part part) throws IOException {
    double difference = best(part.other()).bleu() - best(part.base()).bleu();
    return part.removed() ? -difference : difference;
  }

  private Table contrasts() throws IOException {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Part part : PARTS.subList(0, 2)) {
      double[] gained = new double[3];
      for (int seed = 1; seed <= gained.length; seed++) {
        String suffix = seed == 1 ? "" : "-seed" + seed;
        gained[seed - 1] = best(part.base() + suffix).bleu() - best(part.other() + suffix).bleu();
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
