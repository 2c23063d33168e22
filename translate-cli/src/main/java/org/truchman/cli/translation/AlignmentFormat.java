package org.truchman.cli.translation;

/** How the alignment of a translation is printed. */
public enum AlignmentFormat {
  /** Not at all. */
  NONE,
  /** Behind the translation, as pairs of word numbers. */
  PHARAOH,
  /** With all weights, as JSON. */
  SOFT
}
