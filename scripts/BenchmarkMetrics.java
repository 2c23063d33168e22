import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.Chrf;
import org.truchman.metrics.Metric;
import org.truchman.metrics.Ter;
import org.truchman.metrics.significance.PairedTest;
import org.truchman.metrics.significance.SystemOutput;

/**
 * Times one task of the metrics inside a process that runs on, as in a server or a training: a line
 * with the best of several rounds in seconds, and the score. Run by scripts/benchmark/metrics.py.
 *
 * <p>Arguments: bleu, chrf, chrf++, ter, or paired-bleu, paired-chrf; rounds; the reference file;
 * one file of translations, or several for a paired test.
 */
public final class BenchmarkMetrics {
  private BenchmarkMetrics() {}

  public static void main(String[] arguments) throws IOException {
    String task = arguments[0];
    int rounds = Integer.parseInt(arguments[1]);
    List<List<String>> references = List.of(Files.readAllLines(Path.of(arguments[2])));
    List<SystemOutput> systems = new ArrayList<>();
    for (int i = 3; i < arguments.length; i++) {
      systems.add(new SystemOutput("system " + i, Files.readAllLines(Path.of(arguments[i]))));
    }
    double best = Double.POSITIVE_INFINITY;
    double score = 0;
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      score =
          task.startsWith("paired-")
              ? paired(metric(task.substring("paired-".length())), systems, references)
              : metric(task).corpus(systems.get(0).lines(), references).score();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    System.out.printf(Locale.ROOT, "%.6f %.9f%n", best, score);
  }

  private static Metric<?> metric(String name) {
    return switch (name) {
      case "bleu" -> Bleu.standard();
      case "chrf" -> Chrf.standard();
      case "chrf++" -> Chrf.plusPlus();
      case "ter" -> Ter.standard();
      default -> throw new IllegalArgumentException("no such task: " + name);
    };
  }

  /** The p-value of the last system, by a bootstrap of 1,000 samples on one thread. */
  private static double paired(
      Metric<?> metric, List<SystemOutput> systems, List<List<String>> references) {
    return PairedTest.bootstrap()
        .withThreads(1)
        .compare(systems, references, List.of(metric))
        .rows()
        .get(systems.size() - 1)
        .scores()
        .get(0)
        .pValue()
        .orElseThrow();
  }
}
