package org.truchman.seq2seq.decoding;

import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchMethod;

/** Search settings of the tests. */
final class Searches {
  private Searches() {}

  /** Gives settings of a beam, its penalty an exponent of the length. */
  static SearchConfig of(int beamSize, int nBest, double lengthPenalty) {
    return SearchConfig.defaults()
        .withBeamSize(beamSize)
        .withNBest(nBest)
        .withLengthPenalty(lengthPenalty);
  }

  /** Gives settings of sampling. */
  static SearchConfig sampling(int samples, double temperature, int topK, double topP) {
    return SearchConfig.defaults()
        .withMethod(SearchMethod.SAMPLE)
        .withNBest(samples)
        .withTemperature(temperature)
        .withTopK(topK)
        .withTopP(topP);
  }
}
