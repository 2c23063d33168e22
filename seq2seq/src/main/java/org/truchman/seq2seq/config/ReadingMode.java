package org.truchman.seq2seq.config;

/** When the decoder may speak: only after the whole source, or in step with it. */
public enum ReadingMode {
  WHOLE_SENTENCE,
  IN_STEP
}
