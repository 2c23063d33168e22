package org.truchman.seq2seq;

/** What happens to a line of more pieces than the model's limit. */
public enum LongLines {
  /** It is split at sentence ends, or else at the limit; the parts are translated and rejoined. */
  SPLIT,
  /** Nothing is translated, and an error names the line. */
  FAIL
}
