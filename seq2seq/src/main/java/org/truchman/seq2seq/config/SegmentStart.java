package org.truchman.seq2seq.config;

/** Where a segment of truncated back-propagation begins. */
public enum SegmentStart {
  /** In the state that the segment before it ended in: only the gradient is cut. */
  CARRIED,
  /** In a state of zero: nothing before the segment is known. */
  ZERO
}
