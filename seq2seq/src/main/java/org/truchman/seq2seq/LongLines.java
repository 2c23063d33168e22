package org.truchman.seq2seq;

/** What happens to a line that is longer than the model's limit. */
public enum LongLines {
  SPLIT,
  FAIL
}
