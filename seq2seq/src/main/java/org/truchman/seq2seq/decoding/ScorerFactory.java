package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.truchman.seq2seq.model.SearchNetwork;

/** Opens the network's side of a search for a batch of sentences. */
@FunctionalInterface
public interface ScorerFactory {

  /**
   * Opens a scorer, which the caller closes.
   *
   * @param sources piece ids of each sentence, without EOS
   */
  StepScorer open(List<int[]> sources);

  /** One model. */
  static ScorerFactory of(SearchNetwork network) {
    return sources -> ModelScorer.open(network, sources);
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
   */
  static ScorerFactory ensemble(List<Member> members) {
    double[] weights = members.stream().mapToDouble(Member::weight).toArray();
    return sources -> {
      List<StepScorer> scorers = new ArrayList<>();
      try {
        for (Member member : members) {
          List<int[]> read = sources.stream().map(member.reading()).toList();
          scorers.add(ModelScorer.open(member.network(), read));
        }
        return new EnsembleScorer(scorers, weights);
      } catch (RuntimeException | Error e) {
        scorers.forEach(StepScorer::close);
        throw e;
      }
    };
  }
}
