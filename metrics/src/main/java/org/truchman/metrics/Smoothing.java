package org.truchman.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What BLEU does with an n-gram order that has no match.
 *
 * @see <a href="https://aclanthology.org/W14-3346">Chen and Cherry 2014</a>
 */
public enum Smoothing {
  /** Halves an imaginary match at every order without one, as mteval-v13a does. */
  EXP("exp", Double.NaN),
  /** Puts a small value in the place of no match. */
  FLOOR("floor", 0.1),
  /** Adds a value to matches and totals of all orders above the first. */
  ADD_K("add-k", 1),
  /** Leaves it: the score is 0. */
  NONE("none", Double.NaN);

  private final String label;
  private final double defaultValue;

  Smoothing(String label, double defaultValue) {
    this.label = label;
    this.defaultValue = defaultValue;
  }

  /**
   * The method of a name as it stands on the command line and in signatures.
   *
   * @param label one of exp, floor, add-k, none
   * @return the method
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Smoothing of(String label) {
    for (Smoothing smoothing : values()) {
      if (smoothing.label.equals(label)) {
        return smoothing;
      }
    }
    String known = Arrays.stream(values()).map(s -> s.label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "unknown smoothing method '" + label + "': choose one of " + known);
  }

  /**
   * The name on the command line and in signatures.
   *
   * @return for example add-k
   */
  public String label() {
    return label;
  }

  /**
   * Whether the method has a value at all.
   *
   * @return true for floor and add-k
   */
  public boolean hasValue() {
    return !Double.isNaN(defaultValue);
  }

  /**
   * The value that is used where none is given.
   *
   * @return 0.1 for floor, 1 for add-k
   * @throws IllegalStateException if the method has no value
   */
  public double defaultValue() {
    if (!hasValue()) {
      throw new IllegalStateException("smoothing " + label + " has no value");
    }
    return defaultValue;
  }
}
