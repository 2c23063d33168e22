package org.truchman.seq2seq.checkpoint;

/** How the numbers of a weights file are stored; they are always read back as float32. */
public enum WeightType {
  /** IEEE 754 binary32: exact. */
  F32,
  /** IEEE 754 binary16, rounded to nearest even: 11 significant bits, at most 65504. */
  F16,
  /** The upper half of binary32, rounded to nearest even: 8 significant bits. */
  BF16,
  /** Whole numbers -127 to 127 with a float32 scale for each row; vectors stay F32. */
  I8
}
