package org.truchman.metrics.significance;

import java.util.List;
import java.util.Objects;

/**
 * One system's translations.
 *
 * @param name as it is printed
 * @param lines one for each segment
 */
public record SystemOutput(String name, List<String> lines) {

  /** Refuses a system without a name or lines. */
  public SystemOutput {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(lines, "lines");
  }
}
