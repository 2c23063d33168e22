package org.truchman.text.protect;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which spans are protected, and how.
 *
 * @param types the types of span; none protects nothing
 * @param mode what becomes of them
 */
public record Protection(Set<SpanType> types, ProtectionMode mode) {
  /** Protects nothing. */
  public static final Protection NONE = new Protection(Set.of(), ProtectionMode.UNSPLIT);

  /** Copies the set. */
  public Protection {
    types = Set.copyOf(types);
    Objects.requireNonNull(mode, "mode");
  }

  /**
   * The protection that a setting names.
   *
   * @param labels types separated by commas, such as {@code "url,tag"}; or {@code "none"}
   * @param mode what becomes of the spans
   * @throws IllegalArgumentException for another name, or one that is there twice
   */
  public static Protection of(String labels, ProtectionMode mode) {
    Set<SpanType> types = EnumSet.noneOf(SpanType.class);
    if (!labels.equals("none")) {
      for (String label : labels.split(",", -1)) {
        if (!types.add(type(label))) {
          throw new IllegalArgumentException("\"" + labels + "\" names " + label + " twice");
        }
      }
    }
    return new Protection(types, mode);
  }

  private static SpanType type(String label) {
    return Arrays.stream(SpanType.values())
        .filter(type -> type.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + label
                        + "\" cannot be protected; none, or some of "
                        + all()
                        + " with commas between them, are allowed"));
  }

  /** The labels of all types, as a setting names them. */
  public static String all() {
    return Arrays.stream(SpanType.values()).map(SpanType::label).collect(Collectors.joining(","));
  }

  /** The labels of these types in their fixed order; {@code "none"} for none. */
  public String labels() {
    return types.isEmpty()
        ? "none"
        : types.stream().sorted().map(SpanType::label).collect(Collectors.joining(","));
  }

  /** Whether spans become placeholders. */
  public boolean isNumbered() {
    return mode == ProtectionMode.NUMBERED && !types.isEmpty();
  }
}
