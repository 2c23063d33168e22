import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.truchman.seq2seq.journal.MetricsFile;

/**
 * Compares the journals of two trainings that differ in their device: speed, and the loss on the
 * validation set after the same numbers of updates. Run by scripts/benchmark-gpu.
 *
 * <p>Arguments: name and metrics.jsonl of one, name and metrics.jsonl of the other. Exit code 1
 * when the curves do not agree.
 */
public final class CompareDevices {
  /** Differences of a loss (nats per token) that rounding explains: it grows with every update. */
  private static final double TOLERANCE = 0.05;

  private CompareDevices() {}

  public static void main(String[] arguments) {
    List<JsonObject> first = MetricsFile.read(Path.of(arguments[1]));
    List<JsonObject> second = MetricsFile.read(Path.of(arguments[3]));
    double[] speeds = {speed(first), speed(second)};
    System.out.printf(
        Locale.ROOT,
        "target tokens per second: %s %.0f, %s %.0f, ratio %.1f%n",
        arguments[0],
        speeds[0],
        arguments[2],
        speeds[1],
        speeds[1] / speeds[0]);
    System.exit(curvesAgree(losses(first), losses(second)) ? 0 : 1);
  }

  /** Of the reports after the first fifth of the updates, by the time that updates took. */
  private static double speed(List<JsonObject> lines) {
    long last = lines.get(lines.size() - 1).get("update").getAsLong();
    double tokens = 0;
    double seconds = 0;
    double before = 0;
    for (JsonObject line : lines) {
      if (line.get("kind").getAsString().equals("update")) {
        double now = line.get("seconds").getAsDouble();
        if (line.get("update").getAsLong() > last / 5) {
          tokens += line.get("tokensPerSecond").getAsDouble() * (now - before);
          seconds += now - before;
        }
        before = now;
      }
    }
    return tokens / seconds;
  }

  private static Map<Long, Double> losses(List<JsonObject> lines) {
    Map<Long, Double> losses = new TreeMap<>();
    for (JsonObject line : lines) {
      if (line.get("kind").getAsString().equals("validation")) {
        double perplexity = line.get("perplexity").getAsDouble();
        losses.put(line.get("update").getAsLong(), Math.log(perplexity));
      }
    }
    return losses;
  }

  private static boolean curvesAgree(Map<Long, Double> first, Map<Long, Double> second) {
    if (first.isEmpty() || !first.keySet().equals(second.keySet())) {
      System.out.println("the trainings were not validated after the same updates");
      return false;
    }
    System.out.println("update   validation loss   difference");
    double most = 0;
    for (long update : first.keySet()) {
      double difference = second.get(update) - first.get(update);
      most = Math.max(most, Math.abs(difference));
      System.out.printf(
          Locale.ROOT, "%6d   %15.5f   %+10.5f%n", update, first.get(update), difference);
    }
    boolean agree = most <= TOLERANCE;
    System.out.printf(
        Locale.ROOT,
        "the loss curves %s: they differ by %.5f nats at most (limit %.2f)%n",
        agree ? "agree" : "DO NOT AGREE",
        most,
        TOLERANCE);
    return agree;
  }
}
