package org.truchman.text.corpus;

/** Why a sentence pair is not learnt from, in the order in which the reasons are looked for. */
public enum DropReason {
  /** Bytes of a side are not UTF-8, and such pairs are to be dropped. */
  UNDECODABLE("undecodable"),
  /** The source side is blank, the target side is not. */
  EMPTY_SOURCE("empty source"),
  /** The target side is blank, the source side is not. */
  EMPTY_TARGET("empty target"),
  /** Both sides are blank. */
  EMPTY_BOTH("both sides empty"),
  /** A side has more characters than allowed. */
  TOO_MANY_CHARACTERS("too many characters"),
  /** A side has more words than allowed. */
  TOO_MANY_WORDS("too many words"),
  /** One side is too many times as long as the other. */
  LENGTH_RATIO("length ratio"),
  /** Both sides are the same text. */
  SAME_TEXT("same text on both sides"),
  /** The source side is not written in the script of its language. */
  WRONG_SCRIPT_SOURCE("wrong script in source"),
  /** The target side is not written in the script of its language. */
  WRONG_SCRIPT_TARGET("wrong script in target"),
  /** The source side is in another language, as a detector tells. */
  WRONG_LANGUAGE_SOURCE("wrong language in source"),
  /** The target side is in another language, as a detector tells. */
  WRONG_LANGUAGE_TARGET("wrong language in target"),
  /** The same pair came before. */
  DUPLICATE_PAIR("duplicate pair"),
  /** A pair with the same source side came before. */
  DUPLICATE_SOURCE("duplicate source"),
  /** A pair with the same target side came before. */
  DUPLICATE_TARGET("duplicate target"),
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
