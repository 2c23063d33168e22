package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.text.vocab.SpecialToken;

/**
 * Draws n translations of each sentence at random, piece by piece.
 *
 * <p>What is drawn is decided by the seed, the sentence's key, the sample's number and the piece's
 * place in it: neighbours and the size of the batch change nothing, the first of n samples is the
 * single one of n = 1, and two sentences that are the same have the same samples.
 */
final class SampleSearch {
  private final StepScorer scorer;
  private final List<SentenceRequest> requests;
  private final SearchConfig config;
  private final LengthPenalty penalty;
  private final Coverage coverage;
  private final Trellis trellis = new Trellis();
  private final PieceRules rules;
  private final PieceSampler sampler;
  private final NextPieces next = new NextPieces();
  private final List<ConstraintTracker> trackers = new ArrayList<>();
  private final List<Hypothesis[]> results = new ArrayList<>();

  /** One sample that has not ended. */
  private static final class Sample {
    final int sentence;
    final int number;
    int node = Trellis.ROOT;
    int piece = SpecialToken.BOS.id();
    double sum;
    double[] looked;
    ConstraintState state;

    /** Its row in the last call. */
    int row;

    Sample(int sentence, int number) {
      this.sentence = sentence;
      this.number = number;
      this.row = sentence;
    }
  }

  private SampleSearch(StepScorer scorer, List<SentenceRequest> requests, SearchConfig config) {
    this.scorer = scorer;
    this.requests = requests;
    this.config = config;
    this.penalty = LengthPenalty.of(config);
    this.coverage = Coverage.of(config);
    this.rules = new PieceRules(config, trellis);
    this.sampler = new PieceSampler(config);
    for (SentenceRequest request : requests) {
      Constraints constraints = request.constraints();
      trackers.add(constraints.isNone() ? null : new ConstraintTracker(constraints));
    }
  }

  /**
   * Draws translations of a batch of sentences.
   *
   * @param config number of samples, temperature, top-k, top-p, seed, length penalty and rules
   * @return for each sentence, in order, n samples in the order in which they are drawn; some may
   *     be equal. Those that met the limit of length are not complete. Log-probabilities are those
   *     of the network, whatever the temperature
   */
  static List<List<Hypothesis>> search(
      StepScorer scorer, List<SentenceRequest> requests, SearchConfig config) {
    BeamSearch.candidatesPerRow(scorer, 1);
    SampleSearch search = new SampleSearch(scorer, requests, config);
    search.run();
    return search.results.stream().map(Arrays::asList).map(List::copyOf).toList();
  }

  private void run() {
    List<Sample> open = new ArrayList<>();
    for (int sentence = 0; sentence < requests.size(); sentence++) {
      results.add(new Hypothesis[config.nBest()]);
      for (int number = 0; number < config.nBest(); number++) {
        open.add(new Sample(sentence, number));
      }
    }
    for (int said = 0; !open.isEmpty(); said++) {
      Candidates candidates = said == 0 ? first() : ask(open, said);
      float[][] attention = isAttended() ? scorer.attention() : null;
      for (Sample sample : open) {
        takeStep(sample, said, candidates, attention);
      }
      open.removeIf(sample -> results.get(sample.sentence)[sample.number] != null);
    }
  }

  private boolean isAttended() {
    return coverage.isOn() || requests.stream().anyMatch(SentenceRequest::aligned);
  }

  /** All samples of a sentence begin with the same row. */
  private Candidates first() {
    int[] sentences = new int[requests.size()];
    Arrays.setAll(sentences, i -> i);
    int[] pieces = new int[sentences.length];
    Arrays.fill(pieces, SpecialToken.BOS.id());
    List<Sample> ones = new ArrayList<>();
    for (int sentence : sentences) {
      ones.add(new Sample(sentence, 0));
    }
    return ask(pieces, null, sentences, ones, 0);
  }

  /** Every open sample has a row of its own. */
  private Candidates ask(List<Sample> open, int said) {
    int[] pieces = open.stream().mapToInt(sample -> sample.piece).toArray();
    int[] origin = open.stream().mapToInt(sample -> sample.row).toArray();
    int[] sentences = open.stream().mapToInt(sample -> sample.sentence).toArray();
    for (int row = 0; row < pieces.length; row++) {
      open.get(row).row = row;
    }
    return ask(pieces, origin, sentences, open, said);
  }

  /** Asks for the k best of those that may be said, or for all. */
  private Candidates ask(int[] pieces, int[] origin, int[] sentences, List<Sample> rows, int said) {
    int banned = 0;
    boolean all = config.topK() == 0;
    for (Sample sample : rows) {
      applyRules(sample, said);
      banned = Math.max(banned, next.bannedCount());
      all |= said < requests.get(sample.sentence).prefix().length;
    }
    long wanted = all ? scorer.vocabularySize() : (long) config.topK() + banned;
    int k = BeamSearch.candidatesPerRow(scorer, wanted);
    if (!all) {
      return scorer.advance(pieces, origin, sentences, k).require(pieces.length, k);
    }
    Distributions known = scorer.distributions(pieces, origin, sentences).require(pieces.length);
    for (int row = 0; row < pieces.length; row++) {
      int[] prefix = requests.get(sentences[row]).prefix();
      if (said < prefix.length) {
        known.keepOnly(row, prefix[said]);
      }
    }
    return known.best(k);
  }

  /** What must be said is not seen to here: a draw cannot promise it. */
  private void applyRules(Sample sample, int said) {
    SentenceRequest request = requests.get(sample.sentence);
    rules.apply(request, sample.node, said, next);
    ConstraintTracker tracker = trackers.get(sample.sentence);
    if (tracker != null && said >= request.prefix().length) {
      tracker.ban(sample.state == null ? tracker.start() : sample.state, next);
    }
  }

  private void takeStep(Sample sample, int said, Candidates candidates, float[][] attention) {
    SentenceRequest request = requests.get(sample.sentence);
    applyRules(sample, said);
    double uniform = DrawnNumbers.uniform(config.seed(), request.key(), sample.number, said);
    int place = sampler.draw(candidates, sample.row, next, uniform);
    if (place < 0) {
      end(sample, said, said, false);
      return;
    }
    if (coverage.isOn()) {
      sample.looked = Coverage.after(sample.looked, attention[sample.row]);
    }
    sample.piece = candidates.piece(sample.row, place);
    sample.sum += candidates.logProbability(sample.row, place);
    if (sample.piece == SpecialToken.EOS.id()) {
      end(sample, said, said + 1, true);
      return;
    }
    sample.node =
        request.aligned()
            ? trellis.add(sample.node, sample.piece, attention[sample.row])
            : trellis.add(sample.node, sample.piece);
    ConstraintTracker tracker = trackers.get(sample.sentence);
    if (tracker != null) {
      ConstraintState state = sample.state == null ? tracker.start() : sample.state;
      sample.state = tracker.after(state, sample.piece);
    }
    if (said + 1 == request.maxLength()) {
      end(sample, said + 1, said + 1, false);
    }
  }

  private void end(Sample sample, int depth, int length, boolean complete) {
    double score = penalty.score(sample.sum, Math.max(1, length)) + coverage.penalty(sample.looked);
    boolean aligned = requests.get(sample.sentence).aligned();
    results.get(sample.sentence)[sample.number] =
        new Hypothesis(
            trellis.path(sample.node, depth),
            sample.sum,
            score,
            complete,
            aligned ? trellis.attention(sample.node, depth) : null);
  }
}
