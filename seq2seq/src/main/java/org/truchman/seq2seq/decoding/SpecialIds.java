package org.truchman.seq2seq.decoding;

/** The ids of the special tokens that a search meets; every vocabulary starts with them. */
final class SpecialIds {
  /** Beginning of a sentence: the first piece that the decoder is given; never proposed. */
  static final int BOS = 2;

  /** End of a sentence: the piece that finishes a hypothesis. */
  static final int EOS = 3;

  /** PAD, UNK and BOS are never proposed as a next piece. */
  static final int NEVER_PROPOSED = 3;

  private SpecialIds() {}
}
