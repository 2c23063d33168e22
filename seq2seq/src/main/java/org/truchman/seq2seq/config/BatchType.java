package org.truchman.seq2seq.config;

/** What the size of a batch counts. */
public enum BatchType {
  /** Sentence pairs: {@code training.batchSize}. */
  SENTENCES,
  /** Tokens of the wider side, EOS and PAD among them: {@code training.batchTokens}. */
  TOKENS
}
