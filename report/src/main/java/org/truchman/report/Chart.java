package org.truchman.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A chart with a legend, units on its axes, and its figures as a table for those who cannot see it.
 *
 * @param kind bars over categories, or lines over numbers
 * @param title what it shows
 * @param xLabel what stands along the bottom, with its unit
 * @param yLabel what stands along the side, with its unit
 * @param categories below the bars, from left to right; empty for lines
 * @param series what is compared, in the order of the legend
 * @param logX whether the places of lines stand on a logarithmic axis; they are above 0 then
 * @param logY whether the values do
 */
public record Chart(
    Kind kind,
    String title,
    String xLabel,
    String yLabel,
    List<String> categories,
    List<Series> series,
    boolean logX,
    boolean logY) {

  /** How values are drawn. */
  public enum Kind {
    /** Bars side by side over categories. */
    BARS,
    /** Lines over numbers. */
    LINES
  }

  /**
   * One of the things compared.
   *
   * @param name in the legend
   * @param x where the values stand, finite and as many; empty for bars
   * @param y the values, finite; null where there is none
   */
  public record Series(String name, List<Double> x, List<Double> y) {
    /** Keeps its own copies; refuses what cannot be drawn. */
    public Series {
      x = List.copyOf(x);
      y = Collections.unmodifiableList(new ArrayList<>(y));
      if (!x.isEmpty() && x.size() != y.size()) {
        throw new IllegalArgumentException(
            name + ": " + x.size() + " places, but " + y.size() + " values");
      }
      requireFinite(name, x);
      requireFinite(name, y);
    }

    private static void requireFinite(String name, List<Double> values) {
      for (Double value : values) {
        if (value != null && !Double.isFinite(value)) {
          throw new IllegalArgumentException(
              name + ": " + value + " cannot be drawn; null stands for a missing value");
        }
      }
    }
  }

  /** Keeps its own copies; refuses bars that do not fit the categories. */
  public Chart {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
    for (Series one : series) {
      boolean fits =
          switch (kind) {
            case BARS -> one.x().isEmpty() && one.y().size() == categories.size();
            case LINES -> categories.isEmpty() && one.x().size() == one.y().size();
          };
      if (!fits) {
        throw new IllegalArgumentException(
            title
                + ": "
                + one.name()
                + " needs a value for each category (bars) or a place for each value (lines)");
      }
      requirePositive(logX, one.name(), one.x());
      requirePositive(logY, one.name(), one.y());
    }
    if (logX && kind == Kind.BARS) {
      throw new IllegalArgumentException(
          title + ": categories stand on no logarithmic axis; only the places of lines do");
    }
  }

  private static void requirePositive(boolean logarithmic, String name, List<Double> values) {
    for (Double value : values) {
      if (logarithmic && value != null && value <= 0) {
        throw new IllegalArgumentException(
            name + ": " + value + " has no place on a logarithmic axis; allowed: above 0");
      }
    }
  }

  /**
   * Bars side by side.
   *
   * @param title what it shows
   * @param xLabel what the categories are
   * @param yLabel what the values are, with their unit
   * @param categories from left to right
   * @param series each with a value, or null, for each category
   * @return the chart
   */
  public static Chart bars(
      String title, String xLabel, String yLabel, List<String> categories, List<Series> series) {
    return new Chart(Kind.BARS, title, xLabel, yLabel, categories, series, false, false);
  }

  /**
   * Lines.
   *
   * @param title what it shows
   * @param xLabel what runs along the bottom, with its unit
   * @param yLabel what the values are, with their unit
   * @param series each with places and values
   * @return the chart
   */
  public static Chart lines(String title, String xLabel, String yLabel, List<Series> series) {
    return new Chart(Kind.LINES, title, xLabel, yLabel, List.of(), series, false, false);
  }

  /**
   * The same on logarithmic axes, where equal factors are equally far apart.
   *
   * @param x whether the places of lines stand on one
   * @param y whether the values do
   * @return the changed chart
   * @throws IllegalArgumentException if something on such an axis is not above 0
   */
  public Chart onLogarithmicAxes(boolean x, boolean y) {
    return new Chart(kind, title, xLabel, yLabel, categories, series, x, y);
  }

  /**
   * The chart as HTML; {@code page.js} draws it.
   *
   * @return a {@code figure} with the figures in it as JSON
   */
  public Html html() {
    return Html.element("figure", Map.of("class", "chart"), Html.json(Map.of(), this));
  }
}
