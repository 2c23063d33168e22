package org.truchman.seq2seq.decoding;

import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.text.vocab.SpecialToken;

/**
 * The rules that say what a hypothesis may say next, in the order of their strength: a prefix that
 * is forced; the least length, before which no EOS comes; and that no n pieces in a row may stand
 * twice. What was forced counts as said, and may itself repeat.
 */
final class PieceRules {
  private final int noRepeatNgram;
  private final Trellis trellis;

  /**
   * Takes the rules of a search.
   *
   * @param trellis of its hypotheses
   */
  PieceRules(SearchConfig config, Trellis trellis) {
    this.noRepeatNgram = config.noRepeatNgram();
    this.trellis = trellis;
  }

  /**
   * Says what a hypothesis may say next.
   *
   * @param request what is asked of its sentence
   * @param node its last piece
   * @param said how many pieces it has
   * @param next is told the answer
   */
  void apply(SentenceRequest request, int node, int said, NextPieces next) {
    next.reset();
    if (said < request.prefix().length) {
      next.force(request.prefix()[said]);
      return;
    }
    if (said + 1 < request.minLength()) {
      next.ban(SpecialToken.EOS.id());
    }
    if (noRepeatNgram > 0 && said >= noRepeatNgram) {
      banRepetitions(trellis.path(node, said), next);
    }
  }

  /** Bans every piece that followed the last n - 1 pieces when they stood there before. */
  private void banRepetitions(int[] path, NextPieces next) {
    int context = noRepeatNgram - 1;
    int last = path.length - context;
    for (int start = 0; start + context < path.length; start++) {
      if (isSame(path, start, last, context)) {
        next.ban(path[start + context]);
      }
    }
  }

  private static boolean isSame(int[] path, int from, int otherFrom, int length) {
    for (int i = 0; i < length; i++) {
      if (path[from + i] != path[otherFrom + i]) {
        return false;
      }
    }
    return true;
  }
}
