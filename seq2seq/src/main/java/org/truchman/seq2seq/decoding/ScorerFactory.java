package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.truchman.seq2seq.lexicon.Shortlist;
import org.truchman.seq2seq.model.SearchNetwork;

/** Opens the network's side of a search for a batch of sentences. */
@FunctionalInterface
public interface ScorerFactory {

  /**
   * Opens a scorer for sentences, which the caller closes.
   *
   * @param hypotheses rows of a sentence in a step at most; 0 where it is not known
   */
  StepScorer open(List<SourceSentence> sentences, int hypotheses);

  /** One model that searches over all pieces. */
  static ScorerFactory of(SearchNetwork network) {
    return of(network, null);
  }

  /**
   * One model.
   *
   * @param shortlist the one whose common pieces the network was made with; null for searches over
   *     all pieces
   */
  static ScorerFactory of(SearchNetwork network, Shortlist shortlist) {
    return (sentences, hypotheses) ->
        ModelScorer.open(network, sources(sentences), hypotheses, extras(sentences, shortlist));
  }

  /**
   * A model of an ensemble.
   *
   * @param network the model, ready for searches
   * @param weight above 0; only the ratios of weights count
   * @param reading from the ids of a source sentence, as the first member's pieces, to the ids of
   *     this model's pieces
   */
  record Member(SearchNetwork network, double weight, UnaryOperator<int[]> reading) {}

  /**
   * Several models as one.
   *
   * @param members at least one, with the same target vocabulary
   * @param shortlist the first member's, for the pieces of all; null for searches over all pieces
   */
  static ScorerFactory ensemble(List<Member> members, Shortlist shortlist) {
    double[] weights = members.stream().mapToDouble(Member::weight).toArray();
    return (sentences, hypotheses) -> {
      List<int[]> sources = sources(sentences);
      List<int[]> extras = extras(sentences, shortlist);
      List<StepScorer> scorers = new ArrayList<>();
      try {
        for (Member member : members) {
          List<int[]> read = sources.stream().map(member.reading()).toList();
          scorers.add(ModelScorer.open(member.network(), read, hypotheses, extras));
        }
        return new EnsembleScorer(scorers, weights);
      } catch (RuntimeException | Error e) {
        scorers.forEach(StepScorer::close);
        throw e;
      }
    };
  }

  private static List<int[]> sources(List<SourceSentence> sentences) {
    return sentences.stream().map(SourceSentence::pieces).toList();
  }

  /** What each sentence may use beside the common pieces, and always what is asked of it. */
  private static List<int[]> extras(List<SourceSentence> sentences, Shortlist shortlist) {
    return shortlist == null
        ? null
        : sentences.stream().map(s -> shortlist.extras(s.pieces(), s.alsoAllowed())).toList();
  }
}
