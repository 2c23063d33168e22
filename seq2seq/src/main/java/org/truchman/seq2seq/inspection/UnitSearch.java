package org.truchman.seq2seq.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Searches the hidden units of a network for those that track a {@link Feature}: whose activation
 * goes up and down with it over the tokens of some lines (Pearson's correlation).
 *
 * <p>With some hundred units the best one always correlates with something, by chance. So a
 * threshold is given with each result: the greater of {@value #STRONG} and of what chance lets the
 * best of all units reach in one case of twenty, if tokens were independent. They are not quite:
 * within one line, whatever drifts correlates with the position.
 */
public final class UnitSearch {
  /** Below this, less than a quarter of what the unit does is explained by the feature. */
  public static final double STRONG = 0.5;

  private static final double CHANCE = 0.05;
  private static final int TOKENS_AT_LEAST = 4;

  private final List<Sums> layers = new ArrayList<>();

  /** What is summed up for one layer. */
  private static final class Sums {
    private final String name;
    private long tokens;
    private final double[] unit;
    private final double[] unitSquare;
    private final Map<Feature, Moments> features = new EnumMap<>(Feature.class);

    Sums(String name, int units) {
      this.name = name;
      unit = new double[units];
      unitSquare = new double[units];
      for (Feature feature : Feature.values()) {
        features.put(feature, new Moments(units));
      }
    }
  }

  private static final class Moments {
    private double sum;
    private double square;
    private final double[] product;

    Moments(int units) {
      product = new double[units];
    }
  }

  /**
   * A unit and how it goes with a feature.
   *
   * @param layer its layer's name
   * @param unit its number, from 0
   * @param correlation from -1 to 1
   */
  public record Unit(String layer, int unit, double correlation) {}

  /**
   * What was found for a feature.
   *
   * @param feature what was looked for
   * @param units those that correlate most, greatest magnitude first; none where the feature never
   *     changes
   * @param threshold a correlation below it says nothing
   */
  public record Finding(Feature feature, List<Unit> units, double threshold) {
    /** Whether any unit tracks the feature. */
    public boolean isTracked() {
      return !units.isEmpty() && Math.abs(units.get(0).correlation()) >= threshold;
    }
  }

  /**
   * Takes in what a layer did with a line.
   *
   * @param name of the layer, the same in each line
   * @param tokens of the line, as shown
   * @param hidden activations, {@code (T, H)}
   */
  public void add(String name, List<String> tokens, float[][] hidden) {
    Sums sums = layer(name, hidden[0].length);
    sums.tokens += hidden.length;
    for (float[] row : hidden) {
      for (int u = 0; u < row.length; u++) {
        sums.unit[u] += row[u];
        sums.unitSquare[u] += (double) row[u] * row[u];
      }
    }
    sums.features.forEach((feature, moments) -> add(moments, feature.values(tokens), hidden));
  }

  private Sums layer(String name, int units) {
    for (Sums sums : layers) {
      if (sums.name.equals(name)) {
        return sums;
      }
    }
    Sums fresh = new Sums(name, units);
    layers.add(fresh);
    return fresh;
  }

  private static void add(Moments moments, float[] values, float[][] hidden) {
    for (int t = 0; t < values.length; t++) {
      moments.sum += values[t];
      moments.square += (double) values[t] * values[t];
      for (int u = 0; values[t] != 0 && u < moments.product.length; u++) {
        moments.product[u] += (double) values[t] * hidden[t][u];
      }
    }
  }

  /** Tokens of the layer that had most. */
  public long tokens() {
    return layers.stream().mapToLong(sums -> sums.tokens).max().orElse(0);
  }

  /**
   * The units that track each feature best.
   *
   * @param count units of each feature at most
   */
  public List<Finding> findings(int count) {
    return Arrays.stream(Feature.values()).map(feature -> finding(feature, count)).toList();
  }

  private Finding finding(Feature feature, int count) {
    List<Unit> units = new ArrayList<>();
    for (Sums sums : layers) {
      for (int u = 0; u < sums.unit.length; u++) {
        double correlation = correlation(sums, sums.features.get(feature), u);
        if (Double.isFinite(correlation)) {
          units.add(new Unit(sums.name, u, correlation));
        }
      }
    }
    double threshold = threshold(units.size());
    units.sort(Comparator.comparingDouble((Unit unit) -> -Math.abs(unit.correlation())));
    return new Finding(
        feature, List.copyOf(units.subList(0, Math.min(count, units.size()))), threshold);
  }

  /** Not a number where the unit or the feature never changes. */
  private static double correlation(Sums sums, Moments moments, int unit) {
    double n = sums.tokens;
    double spread = moments.square / n - square(moments.sum / n);
    double unitSpread = sums.unitSquare[unit] / n - square(sums.unit[unit] / n);
    double together = moments.product[unit] / n - moments.sum / n * (sums.unit[unit] / n);
    // Rounding leaves a rest of about 1e-16 of the square where there is no spread at all.
    boolean flat =
        spread <= 1e-12 * moments.square / n || unitSpread <= 1e-9 * sums.unitSquare[unit] / n;
    return n < TOKENS_AT_LEAST || flat
        ? Double.NaN
        : Math.max(-1, Math.min(1, together / Math.sqrt(spread * unitSpread)));
  }

  private static double square(double value) {
    return value * value;
  }

  /**
   * What chance alone reaches: Fisher's transform of a correlation of n independent pairs is normal
   * with a standard deviation of 1 / sqrt(n - 3), and a normal exceeds z with less than exp(-z²/2).
   */
  private double threshold(int units) {
    double z = Math.sqrt(2 * Math.log(2 * Math.max(1, units) / CHANCE));
    long free = tokens() - 3;
    double byChance = free < 1 ? 1 : Math.tanh(z / Math.sqrt(free));
    return Math.max(STRONG, byChance);
  }
}
