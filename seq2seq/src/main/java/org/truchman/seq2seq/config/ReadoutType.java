package org.truchman.seq2seq.config;

/** What stands between the decoder's state and the output layer. */
public enum ReadoutType {
  DIRECT,
  DEEP
}
