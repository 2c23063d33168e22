package org.truchman.seq2seq.config;

/** The numbers in which a training takes its matrix products; parameters are float32 in all. */
public enum Precision {
  /** 32 bits. */
  FP32,
  /**
   * 16 bits with the exponents of float32 (bfloat16) in the output layer, attention and readout;
   * recurrences, sums and everything else in 32. Processors without matrix units run recurrences in
   * 16 bits no faster.
   */
  BF16,
  /** bfloat16 in recurrences, too. */
  BF16_ALL,
  /** The fastest of these on the device, as measured when the training begins. */
  AUTO
}
