package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.text.vocab.SpecialToken;

/**
 * Finds the n best translations of each sentence of a batch by beam search.
 *
 * <p>The sentences share the network's calls and nothing else: the result of a sentence depends
 * neither on its neighbours nor on their order, and a sentence that is done leaves the batch.
 */
public final class BeamSearch {
  private final StepScorer scorer;
  private final Coverage coverage;
  private final BeamStep step;
  private final List<SentenceBeam> open;
  private int[] pieces;
  private int[] origin;
  private int[] sentence;

  /**
   * What was found for a sentence.
   *
   * @param hypotheses best first; none if something that must be said could not be said
   * @param met the constraints without what could not be met; null if all was
   */
  record Outcome(List<Hypothesis> hypotheses, Constraints met) {
    private static Outcome of(SentenceBeam beam) {
      List<Hypothesis> hypotheses = beam.hypotheses();
      return new Outcome(hypotheses, hypotheses.isEmpty() ? beam.constraintsMet() : null);
    }
  }

  private BeamSearch(StepScorer scorer, List<SentenceBeam> beams, SearchConfig config) {
    this.scorer = scorer;
    this.coverage = Coverage.of(config);
    this.step = new BeamStep(config.beamSize());
    this.open = new ArrayList<>(beams);
  }

  /**
   * Searches a batch of B sentences.
   *
   * @param scorer the network's side; the caller closes it
   * @param maxLengths pieces of each translation at most, EOS counted, each at least 1, {@code (B)}
   * @param config beam size K, n-best size (1 to K), length penalty, and what may not repeat
   * @return for each sentence, in order, 1 to n hypotheses, all different, greatest score first.
   *     All are complete, or, if none ended in EOS within the limit (or the rules left it nothing
   *     to say before), none is. There are fewer than n when fewer have finished
   * @throws IllegalArgumentException if a limit is less than 1, or the vocabulary has no EOS
   * @throws IllegalStateException if the scorer gives another number of candidates than asked for
   */
  public static List<List<Hypothesis>> search(
      StepScorer scorer, int[] maxLengths, SearchConfig config) {
    requireLimits(maxLengths);
    return outcomes(scorer, SentenceRequest.atMost(maxLengths), config).stream()
        .map(Outcome::hypotheses)
        .toList();
  }

  /** Searches a batch of sentences of which more is asked than a greatest length. */
  static List<Outcome> outcomes(
      StepScorer scorer, List<SentenceRequest> requests, SearchConfig config) {
    candidatesPerRow(scorer, 1);
    Trellis trellis = new Trellis();
    List<SentenceBeam> beams = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      beams.add(new SentenceBeam(i, requests.get(i), config, trellis));
    }
    new BeamSearch(scorer, beams, config).run();
    return beams.stream().map(Outcome::of).toList();
  }

  /**
   * Searches one sentence, and keeps all that happens.
   *
   * @param history takes down every step
   */
  static Outcome watched(
      StepScorer scorer, SentenceRequest request, SearchConfig config, BeamHistory history) {
    candidatesPerRow(scorer, 1);
    SentenceBeam beam = new SentenceBeam(0, request, config, new Trellis()).watchedBy(history);
    new BeamSearch(scorer, List.of(beam), config).run();
    return Outcome.of(beam);
  }

  /** Checks that every sentence may have at least its EOS. */
  static void requireLimits(int[] maxLengths) {
    for (int i = 0; i < maxLengths.length; i++) {
      if (maxLengths[i] < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "maxLengths[%d] is %d; it counts the EOS, so it must be at least 1",
                i,
                maxLengths[i]));
      }
    }
  }

  /** Gives how many candidates to ask for: those wanted, or all that a vocabulary has. */
  static int candidatesPerRow(StepScorer scorer, long wanted) {
    // EOS and all behind it: PAD, UNK and BOS, which stand before it, are never proposed.
    int possible = scorer.vocabularySize() - SpecialToken.EOS.id();
    if (possible < 1) {
      throw new IllegalArgumentException(
          "a vocabulary of " + scorer.vocabularySize() + " pieces has no EOS; it needs at least 4");
    }
    return (int) Math.min(wanted, possible);
  }

  private void run() {
    boolean first = true;
    while (!open.isEmpty()) {
      gatherRows();
      takeStep(ask(first ? null : origin));
      open.removeIf(SentenceBeam::isDone);
      first = false;
    }
  }

  /**
   * Asks for as many candidates as can matter: a hypothesis has K + 1 of them at most, behind those
   * that it may not say. Who is forced, or must say something, needs one that may be anywhere.
   */
  private SentenceBeam.Answer ask(int[] from) {
    long wanted = 0;
    boolean anywhere = false;
    boolean attended = coverage.isOn();
    for (SentenceBeam beam : open) {
      wanted = Math.max(wanted, beam.applyRules() + beam.width() + 1L);
      anywhere |= beam.isForced() || beam.isDemanding();
      attended |= beam.isAligned();
    }
    int k = candidatesPerRow(scorer, wanted);
    Distributions all = anywhere ? distributions(from) : null;
    Candidates candidates =
        anywhere
            ? all.best(k)
            : scorer.advance(pieces, from, sentence, k).require(pieces.length, k);
    return new SentenceBeam.Answer(candidates, all, attended ? scorer.attention() : null);
  }

  /** Asks for everything, and leaves a row that is forced no choice. */
  private Distributions distributions(int[] from) {
    Distributions all = scorer.distributions(pieces, from, sentence).require(pieces.length);
    int row = 0;
    for (SentenceBeam beam : open) {
      for (int i = 0; i < beam.openCount(); i++, row++) {
        if (beam.isForced()) {
          all.keepOnly(row, beam.forcedPiece());
        }
      }
    }
    return all;
  }

  /** Lays out the open hypotheses as rows. */
  private void gatherRows() {
    int rows = open.stream().mapToInt(SentenceBeam::openCount).sum();
    pieces = new int[rows];
    origin = new int[rows];
    sentence = new int[rows];
    int row = 0;
    for (SentenceBeam beam : open) {
      for (int i = 0; i < beam.openCount(); i++, row++) {
        pieces[row] = beam.piece(i);
        origin[row] = beam.origin(i);
        sentence[row] = beam.sentence();
      }
    }
  }

  private void takeStep(SentenceBeam.Answer answer) {
    int row = 0;
    for (SentenceBeam beam : open) {
      int rows = beam.openCount();
      beam.advance(step, answer, row);
      row += rows;
    }
  }
}
