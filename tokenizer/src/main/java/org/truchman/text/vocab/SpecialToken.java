package org.truchman.text.vocab;

/** What stands in a sequence of ids without being text; its id is its place here. */
public enum SpecialToken {
  /** Fills a batch behind shorter sentences: 0. */
  PAD,
  /** An unknown piece: 1. No text leads to it, because every character can be spelled. */
  UNK,
  /** Begins a sentence: 2. */
  BOS,
  /** Ends a sentence: 3. */
  EOS;

  /** How many there are; the ids of pieces begin here. */
  public static final int COUNT = values().length;

  /** The id of this token. */
  public int id() {
    return ordinal();
  }
}
