package org.truchman.seq2seq.config;

/** The numbers in which a search takes its matrix products. */
public enum SearchPrecision {
  /** 32 bits: what the model learnt with, exactly. */
  FP32,
  /** bfloat16 weights and inputs, summed in 32 bits. */
  BF16,
  /**
   * 8 bits, with a scale for each row of the weights and each row of the input; on processors only.
   */
  INT8,
  /**
   * The fastest on the device among those whose BLEU on the validation set, which the training
   * recorded, is at most 0.1 below that of 32 bits over all pieces.
   */
  AUTO
}
