package org.truchman.seq2seq.decoding;

import org.truchman.seq2seq.config.SearchConfig;

/**
 * Draws one of the next pieces: of the k most probable (Fan et al. 2018), and of these of the
 * smallest set of the most probable that has the probability p together ("nucleus", Holtzman et al.
 * 2020, equation 2), each as probable as {@code exp(log p / temperature)}, normalised over what is
 * left. The probability that p cuts at is the one after the temperature.
 */
public final class PieceSampler {
  private final double temperature;
  private final int topK;
  private final double topP;

  /** Weight of the piece at each place together with all before it. */
  private double[] sums = new double[16];

  /** Takes the settings of a search. */
  public PieceSampler(SearchConfig config) {
    temperature = config.temperature();
    topK = config.topK() == 0 ? Integer.MAX_VALUE : config.topK();
    topP = config.topP();
  }

  /**
   * Draws when every piece may be said.
   *
   * @param candidates of the whole batch, the k best of each row at least
   * @param row of which is drawn
   * @param uniform decides, at least 0 and less than 1
   * @return the place of the piece in the row
   */
  public int draw(Candidates candidates, int row, double uniform) {
    return draw(candidates, row, new NextPieces(), uniform);
  }

  /**
   * Draws.
   *
   * @param candidates of the whole batch: enough that k of them may be said
   * @param row of which is drawn
   * @param next what may be said there
   * @param uniform decides, at least 0 and less than 1
   * @return the place of the piece in the row, or -1 if nothing may be said
   */
  int draw(Candidates candidates, int row, NextPieces next, double uniform) {
    int places = weigh(candidates, row, next);
    if (places == 0 || sums[places - 1] == 0) {
      return -1;
    }
    double nucleus = topP * sums[places - 1];
    int last = 0;
    while (last < places - 1 && sums[last] < nucleus) {
      last++;
    }
    double wanted = uniform * sums[last];
    int place = 0;
    while (place < last && sums[place] <= wanted) {
      place++;
    }
    return place;
  }

  /** Sums the weights of the first k pieces that may be said; gives how many places that are. */
  private int weigh(Candidates candidates, int row, NextPieces next) {
    if (sums.length < candidates.k()) {
      sums = new double[candidates.k()];
    }
    double sum = 0;
    double best = Double.NaN;
    int taken = 0;
    int place = 0;
    for (; place < candidates.k() && taken < topK; place++) {
      double log = candidates.logProbability(row, place);
      if (log > Double.NEGATIVE_INFINITY && next.allows(candidates.piece(row, place))) {
        best = taken == 0 ? log : best;
        // Against the best one, so that no temperature makes all weights 0.
        sum += StrictMath.exp((log - best) / temperature);
        taken++;
      }
      sums[place] = sum;
    }
    return place;
  }
}
