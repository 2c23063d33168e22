package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.truchman.seq2seq.config.SearchConfig;

/**
 * The beam search of the textbook for one sentence: it expands every piece of every hypothesis,
 * leaves out what is not allowed, sorts the rest, takes the 2K best, and never stops because nobody
 * can win.
 */
final class ReferenceSearch {

  private record Path(List<Integer> pieces, double sum) {}

  private ReferenceSearch() {}

  static List<Hypothesis> search(
      PrefixScorer.Model model,
      int vocabularySize,
      int sentence,
      SentenceRequest request,
      SearchConfig config) {
    int beam = config.beamSize();
    Expansion expansion = new Expansion(model, vocabularySize, sentence, request, config);
    List<Path> open = List.of(new Path(List.of(), 0));
    List<Hypothesis> finished = new ArrayList<>();
    int length = 1;
    for (; length <= request.maxLength() && finished.size() < beam; length++) {
      List<Path> all = expansion.of(open);
      if (all.isEmpty() && finished.isEmpty()) {
        break;
      }
      List<Path> ranked = all.subList(0, Math.min(2 * beam, all.size()));
      open = new ArrayList<>();
      for (int rank = 0; rank < ranked.size(); rank++) {
        Path path = ranked.get(rank);
        if (endsInEos(path) && rank < beam) {
          List<Integer> pieces = path.pieces().subList(0, length - 1);
          finished.add(expansion.hypothesis(pieces, path.sum(), true));
        } else if (!endsInEos(path) && open.size() < beam) {
          open.add(path);
        }
      }
    }
    if (finished.isEmpty()) {
      for (Path path : open) {
        finished.add(expansion.hypothesis(path.pieces(), path.sum(), false));
      }
    }
    return best(finished, config.nBest());
  }

  /** Gives every complete hypothesis that is allowed, best first. */
  static List<Hypothesis> everything(
      PrefixScorer.Model model,
      int vocabularySize,
      int sentence,
      SentenceRequest request,
      SearchConfig config) {
    Expansion expansion = new Expansion(model, vocabularySize, sentence, request, config);
    List<Path> open = List.of(new Path(List.of(), 0));
    List<Hypothesis> finished = new ArrayList<>();
    for (int length = 1; length <= request.maxLength(); length++) {
      List<Path> next = expansion.of(open);
      open = new ArrayList<>();
      for (Path path : next) {
        if (endsInEos(path)) {
          List<Integer> pieces = path.pieces().subList(0, length - 1);
          finished.add(expansion.hypothesis(pieces, path.sum(), true));
        } else {
          open.add(path);
        }
      }
    }
    return best(finished, finished.size());
  }

  /** All continuations that the rules allow. */
  private record Expansion(
      PrefixScorer.Model model,
      int vocabularySize,
      int sentence,
      SentenceRequest request,
      SearchConfig config) {

    /** Gives them by (sum descending, parent, log p descending, piece). */
    List<Path> of(List<Path> open) {
      List<Path> all = new ArrayList<>();
      for (Path path : open) {
        float[] logs = model.logProbabilities(sentence, path.pieces());
        IntStream.range(3, vocabularySize)
            .boxed()
            .sorted(Comparator.comparing(piece -> -logs[piece]))
            .forEach(
                piece -> {
                  List<Integer> pieces = new ArrayList<>(path.pieces());
                  pieces.add(piece);
                  if (isAllowed(pieces)) {
                    all.add(new Path(pieces, path.sum() + logs[piece]));
                  }
                });
      }
      // A stable sort: equal sums stay in the order of the loops above.
      all.sort(Comparator.comparing(Path::sum, Collections.reverseOrder()));
      return all;
    }

    Hypothesis hypothesis(List<Integer> pieces, double sum, boolean complete) {
      int[] ids = pieces.stream().mapToInt(Integer::intValue).toArray();
      int length = Math.max(1, complete ? ids.length + 1 : ids.length);
      double strength = config.lengthPenalty();
      double score =
          switch (config.lengthPenaltyType()) {
            case NONE -> sum;
            case AVERAGE -> sum / StrictMath.pow(length, strength);
            case GNMT -> sum / StrictMath.pow((5 + length) / 6.0, strength);
            case WORD_REWARD -> sum + strength * length;
          };
      double beta = config.coveragePenalty();
      return new Hypothesis(ids, sum, beta == 0 ? score : score + lost(pieces, complete), complete);
    }

    /** The coverage penalty, source piece by source piece. */
    private double lost(List<Integer> pieces, boolean complete) {
      int said = complete ? pieces.size() + 1 : pieces.size();
      double sum = 0;
      for (int i = 0; i < 3 && said > 0; i++) {
        double looked = 0;
        for (int j = 0; j < said; j++) {
          looked += model.attention(sentence, pieces.subList(0, j))[i];
        }
        sum += looked >= 1 ? 0 : StrictMath.log(looked < 1e-9 ? 1e-9 : looked);
      }
      return config.coveragePenalty() * sum;
    }

    private boolean isAllowed(List<Integer> pieces) {
      int size = pieces.size();
      int last = pieces.get(size - 1);
      if (size <= request.prefix().length) {
        return last == request.prefix()[size - 1];
      }
      if (last == 3) {
        return size >= request.minLength();
      }
      int n = config.noRepeatNgram();
      return n == 0
          || size < n
          || Collections.indexOfSubList(pieces, pieces.subList(size - n, size)) == size - n;
    }
  }

  private static boolean endsInEos(Path path) {
    return path.pieces().get(path.pieces().size() - 1) == 3;
  }

  private static List<Hypothesis> best(List<Hypothesis> found, int count) {
    List<Hypothesis> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Hypothesis::score, Collections.reverseOrder()));
    return sorted.subList(0, Math.min(count, sorted.size()));
  }
}
