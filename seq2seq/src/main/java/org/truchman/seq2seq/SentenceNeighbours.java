package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Lines with their vectors, among which those are found that are nearest by cosine. */
public final class SentenceNeighbours {
  private final List<String> lines;
  private final List<float[]> unit = new ArrayList<>();

  /**
   * A line near another one.
   *
   * @param number of the line, from 1
   * @param line its text
   * @param similarity cosine of both vectors, from -1 to 1
   */
  public record Neighbour(int number, String line, double similarity) {}

  /**
   * Lines to be searched, all of them compared with each one that is asked for.
   *
   * @param vectors of the lines; those without one, {@code float[0]}, are nobody's neighbour
   * @throws IllegalArgumentException if there are not as many
   */
  public SentenceNeighbours(List<String> lines, List<float[]> vectors) {
    if (lines.size() != vectors.size()) {
      throw new IllegalArgumentException(
          lines.size() + " lines, but " + vectors.size() + " vectors; each line needs one");
    }
    this.lines = List.copyOf(lines);
    vectors.forEach(vector -> unit.add(normal(vector)));
  }

  private static float[] normal(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    float[] normal = new float[vector.length];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = (float) (vector[i] / Math.max(Double.MIN_NORMAL, Math.sqrt(square)));
    }
    return normal;
  }

  /**
   * The nearest lines.
   *
   * @param vector of a line; one without numbers has no neighbours
   * @param count at most
   * @return nearest first; of equals, the earlier line
   */
  public List<Neighbour> nearest(float[] vector, int count) {
    float[] wanted = normal(vector);
    Comparator<Neighbour> farthestFirst =
        Comparator.comparingDouble(Neighbour::similarity)
            .thenComparing(Comparator.comparingInt(Neighbour::number).reversed());
    PriorityQueue<Neighbour> best = new PriorityQueue<>(farthestFirst);
    for (int i = 0; vector.length > 0 && i < unit.size(); i++) {
      if (unit.get(i).length > 0) {
        best.add(new Neighbour(i + 1, lines.get(i), cosine(wanted, unit.get(i))));
        if (best.size() > count) {
          best.remove();
        }
      }
    }
    return best.stream().sorted(farthestFirst.reversed()).toList();
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
