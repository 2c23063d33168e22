package org.truchman.seq2seq.decoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.BeamTree.Fate;
import org.truchman.seq2seq.decoding.BeamTree.Node;

/** The tree of a search says what was kept, finished and pruned, and when. */
class BeamHistoryTest {
  private static final int EOS = 3;
  private static final int A = 4;
  private static final int B = 5;

  private record Watched(List<Hypothesis> found, BeamTree tree) {}

  private static Watched watch(PrefixScorer.Model model, int limit, SearchConfig config) {
    BeamHistory history = new BeamHistory(config.beamSize());
    SentenceRequest request = SentenceRequest.atMost(new int[] {limit}).get(0);
    BeamSearch.Outcome outcome =
        BeamSearch.watched(new PrefixScorer(6, model), request, config, history);
    return new Watched(outcome.hypotheses(), history.tree());
  }

  /** Log p of (EOS, A, B) after a prefix; after any other prefix EOS -1, A -3, B -3. */
  private static PrefixScorer.Model table(Map<List<Integer>, int[]> rows) {
    return (sentence, prefix) -> {
      int[] row = rows.getOrDefault(prefix, new int[] {-1, -3, -3});
      return new float[] {0, 0, 0, row[0], row[1], row[2]};
    };
  }

  /*
   * K = 2, no length penalty:
   *   1. A (-1) and B (-2) open; EOS (-4) is passed over.
   *   2. B EOS (-3) finishes; A A (-4) and A B (-4) open. The best two of what is passed over are
   *      B A (-4) and A EOS (-5), not B B (-7). Nothing can exceed -3 any more.
   */
  @Test
  void theTreeIsTheSearchDoneByHand() {
    PrefixScorer.Model model =
        table(
            Map.of(
                List.of(), new int[] {-4, -1, -2},
                List.of(A), new int[] {-4, -3, -3},
                List.of(B), new int[] {-1, -2, -5}));
    BeamTree tree = watch(model, 10, Searches.of(2, 1, 0)).tree();
    assertEquals(BeamTree.End.DECIDED, tree.end());
    assertEquals(
        List.of(
            new Node(BeamTree.ROOT, 1, EOS, -4, null, Fate.PASSED_OVER),
            new Node(BeamTree.ROOT, 1, A, -1, null, Fate.CONTINUED),
            new Node(BeamTree.ROOT, 1, B, -2, null, Fate.CONTINUED),
            new Node(2, 2, A, -4, null, Fate.PASSED_OVER),
            new Node(1, 2, EOS, -5, null, Fate.PASSED_OVER),
            new Node(2, 2, EOS, -3, -3.0, Fate.FINISHED),
            new Node(1, 2, A, -4, null, Fate.LEFT_OPEN),
            new Node(1, 2, B, -4, null, Fate.LEFT_OPEN)),
        tree.nodes());
  }

  /*
   * The same, but B leads nowhere: all of it is worse than A A (-4) and A B (-4), so it is pruned
   * in step 2. In step 3 both finish, A A EOS (-5) and A B EOS (-5): as many as the beam is wide.
   */
  @Test
  void aHypothesisOfWhichNothingIsAmongTheBestIsPruned() {
    PrefixScorer.Model model =
        table(
            Map.of(
                List.of(), new int[] {-4, -1, -2},
                List.of(A), new int[] {-9, -3, -3},
                List.of(B), new int[] {-9, -9, -9}));
    BeamTree tree = watch(model, 10, Searches.of(2, 1, 0)).tree();
    assertEquals(BeamTree.End.ENOUGH_FINISHED, tree.end());
    Node pruned = new Node(BeamTree.ROOT, 1, B, -2, null, Fate.PRUNED);
    assertEquals(
        List.of(pruned), tree.nodes().stream().filter(node -> node.fate() == Fate.PRUNED).toList());
    assertEquals(
        List.of(-5.0, -5.0),
        tree.nodes().stream()
            .filter(node -> node.fate() == Fate.FINISHED)
            .map(Node::logProbability)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void lookingOnChangesNothing(long seed) {
    RandomModel model = new RandomModel(9, seed, seed % 2 == 0, 17);
    SearchConfig config = Searches.of(3, 2, 1);
    List<Hypothesis> alone =
        BeamSearch.search(new PrefixScorer(9, model), new int[] {6}, config).get(0);
    BeamHistory history = new BeamHistory(3);
    SentenceRequest request = SentenceRequest.atMost(new int[] {6}).get(0);
    BeamSearch.Outcome seen =
        BeamSearch.watched(new PrefixScorer(9, model), request, config, history);
    assertEquals(alone, seen.hypotheses());
    double best =
        history.tree().nodes().stream()
            .filter(node -> node.fate() == Fate.FINISHED)
            .mapToDouble(Node::score)
            .max()
            .orElse(alone.get(0).score());
    assertEquals(alone.get(0).score(), best);
  }
}
