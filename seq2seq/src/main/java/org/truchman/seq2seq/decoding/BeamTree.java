package org.truchman.seq2seq.decoding;

import java.util.List;

/**
 * What a beam search did for one sentence: everything that it opened, finished and passed over, as
 * a tree whose root is the empty hypothesis.
 *
 * @param nodes in the order in which they came about, so that a parent stands before its children
 * @param end why the search stopped
 */
public record BeamTree(List<Node> nodes, End end) {
  /** The parent of what follows the empty hypothesis. */
  public static final int ROOT = -1;

  /**
   * A hypothesis, or what would have become one.
   *
   * @param parent index of the hypothesis that it continues, or {@link #ROOT}
   * @param step when it came about, from 1
   * @param piece its last piece; EOS when it finished
   * @param logProbability summed over its pieces
   * @param score after the penalties of length and coverage; null unless it finished
   * @param fate what became of it
   */
  public record Node(
      int parent, int step, int piece, double logProbability, Double score, Fate fate) {}

  /** What became of a hypothesis. */
  public enum Fate {
    /** Something of it was opened or finished. */
    CONTINUED,
    /** It was open for one step, and then nothing of it was among the best. */
    PRUNED,
    /** It was never opened: the best of what did not come among the best. */
    PASSED_OVER,
    /** It ended in EOS. */
    FINISHED,
    /** It was open when the search stopped. */
    LEFT_OPEN
  }

  /** Why a search stops. */
  public enum End {
    /** As many hypotheses finished as the beam is wide. */
    ENOUGH_FINISHED,
    /** No open hypothesis could win any more. */
    DECIDED,
    /** The limit of length was reached. */
    LONGEST,
    /** No hypothesis was open any more. */
    NOTHING_OPEN,
    /** The rules left nothing to say, and nothing had finished. */
    STUCK
  }

  /** Keeps its own copy. */
  public BeamTree {
    nodes = List.copyOf(nodes);
  }
}
