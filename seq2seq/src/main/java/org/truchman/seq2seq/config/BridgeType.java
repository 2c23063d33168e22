package org.truchman.seq2seq.config;

/** How the encoder's final state becomes the decoder's first state. */
public enum BridgeType {
  ZERO,
  LAST,
  DENSE
}
