package org.truchman.seq2seq.config;

/** The recurrent cell of encoder and decoder. */
public enum CellType {
  LSTM,
  GRU,
  RNN_TANH,
  RNN_RELU
}
