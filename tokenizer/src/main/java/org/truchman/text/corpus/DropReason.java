package org.truchman.text.corpus;

/** Why a sentence pair is not learnt from. */
public enum DropReason {
  /** The source side is blank, the target side is not. */
  EMPTY_SOURCE("empty source"),
  /** The target side is blank, the source side is not. */
  EMPTY_TARGET("empty target"),
  /** Both sides are blank. */
  EMPTY_BOTH("both sides empty"),
  /** A side has more pieces than the training allows. */
  TOO_LONG("too long");

  private final String label;

  DropReason(String label) {
    this.label = label;
  }

  /** The reason in the words of a report. */
  public String label() {
    return label;
  }
}
