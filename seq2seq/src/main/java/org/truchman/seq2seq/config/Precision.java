package org.truchman.seq2seq.config;

/** The numbers in which a training takes its matrix products; parameters are float32 in all. */
public enum Precision {
  /** 32 bits. */
  FP32,
  /** 16 bits with the exponents of float32 (bfloat16); sums and everything else in 32. */
  BF16,
  /** The faster of the two on the device, as measured when the training begins. */
  AUTO
}
