package org.truchman.metrics.significance;

/** Colours text for a terminal, or leaves it plain. */
enum Paint {
  PLAIN,
  ANSI;

  private static final String RESET = "\u001B[0m";

  /** The colours in use, by their ANSI codes. */
  enum Color {
    NONE(0),
    RED(31),
    GREEN(32),
    YELLOW(33),
    CYAN(36);

    private final int code;

    Color(int code) {
      this.code = code;
    }
  }

  static Paint of(boolean colored) {
    return colored ? ANSI : PLAIN;
  }

  /** The text in that colour. */
  String text(String text, Color color) {
    boolean plain = this == PLAIN || color == Color.NONE || text.isEmpty();
    return plain ? text : "\u001B[" + color.code + "m" + text + RESET;
  }
}
