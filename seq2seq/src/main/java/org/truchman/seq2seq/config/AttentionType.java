package org.truchman.seq2seq.config;

/** How the decoder looks back at the encoder's states while it speaks. */
public enum AttentionType {
  NONE
}
