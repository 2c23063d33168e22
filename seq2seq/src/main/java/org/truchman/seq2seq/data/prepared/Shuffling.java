package org.truchman.seq2seq.data.prepared;

import org.truchman.seq2seq.data.EpochPlan;

/** Whether pairs are brought into random order when a corpus is prepared. */
public enum Shuffling {
  /**
   * Where a training could not do it in memory: with more than {@link EpochPlan#WINDOW} pairs. A
   * smaller corpus keeps its order, and each epoch shuffles all of it anyway.
   */
  AUTO,
  /** Always. */
  ALWAYS,
  /** Never; for a corpus that is shuffled already. */
  NEVER;

  /** Whether so many pairs are to be shuffled. */
  boolean applies(int pairs) {
    return switch (this) {
      case AUTO -> pairs > EpochPlan.WINDOW;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
