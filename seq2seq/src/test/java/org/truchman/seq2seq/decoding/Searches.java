package org.truchman.seq2seq.decoding;

import org.truchman.seq2seq.config.SearchConfig;

/** Search settings of the tests. */
final class Searches {
  private Searches() {}

  /** Gives settings of which the search itself reads the first three. */
  static SearchConfig of(int beamSize, int nBest, double lengthPenalty) {
    return new SearchConfig(beamSize, nBest, lengthPenalty, 2, 10, 64, 200);
  }
}
