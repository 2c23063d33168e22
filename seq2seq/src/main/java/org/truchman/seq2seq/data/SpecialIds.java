package org.truchman.seq2seq.data;

/** The ids of the special tokens that a batch adds; every vocabulary starts with them. */
final class SpecialIds {
  /** Fills a row behind its EOS. */
  static final int PAD = 0;

  /** Stands for a piece that is in no vocabulary. */
  static final int UNK = 1;

  /** Beginning of a sentence: the decoder's first input. */
  static final int BOS = 2;

  /** End of a sentence: the source's last piece, the decoder's last label. */
  static final int EOS = 3;

  private SpecialIds() {}
}
