package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.truchman.seq2seq.config.SearchConfig;

/**
 * The beam search of the textbook for one sentence: it expands every piece of every hypothesis,
 * sorts them all, takes the 2K best, and never stops because nobody can win.
 */
final class ReferenceSearch {

  private record Path(List<Integer> pieces, double sum) {}

  private ReferenceSearch() {}

  static List<Hypothesis> search(
      PrefixScorer.Model model, int vocabularySize, int sentence, int limit, SearchConfig config) {
    int beam = config.beamSize();
    List<Path> open = List.of(new Path(List.of(), 0));
    List<Hypothesis> finished = new ArrayList<>();
    for (int length = 1; length <= limit && finished.size() < beam; length++) {
      List<Path> all = expand(model, vocabularySize, sentence, open);
      List<Path> ranked = all.subList(0, Math.min(2 * beam, all.size()));
      open = new ArrayList<>();
      for (int rank = 0; rank < ranked.size(); rank++) {
        Path path = ranked.get(rank);
        if (endsInEos(path) && rank < beam) {
          List<Integer> pieces = path.pieces().subList(0, length - 1);
          finished.add(hypothesis(pieces, path.sum(), length, true, config));
        } else if (!endsInEos(path) && open.size() < beam) {
          open.add(path);
        }
      }
    }
    if (finished.isEmpty()) {
      for (Path path : open) {
        finished.add(hypothesis(path.pieces(), path.sum(), limit, false, config));
      }
    }
    return best(finished, config.nBest());
  }

  /** Gives every complete hypothesis of at most {@code limit} pieces, EOS counted, best first. */
  static List<Hypothesis> everything(
      PrefixScorer.Model model, int vocabularySize, int sentence, int limit, SearchConfig config) {
    List<Path> open = List.of(new Path(List.of(), 0));
    List<Hypothesis> finished = new ArrayList<>();
    for (int length = 1; length <= limit; length++) {
      List<Path> next = expand(model, vocabularySize, sentence, open);
      open = new ArrayList<>();
      for (Path path : next) {
        if (endsInEos(path)) {
          List<Integer> pieces = path.pieces().subList(0, length - 1);
          finished.add(hypothesis(pieces, path.sum(), length, true, config));
        } else {
          open.add(path);
        }
      }
    }
    return best(finished, finished.size());
  }

  /** Gives all continuations by (sum descending, parent, log p descending, piece). */
  private static List<Path> expand(
      PrefixScorer.Model model, int vocabularySize, int sentence, List<Path> open) {
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
                all.add(new Path(pieces, path.sum() + logs[piece]));
              });
    }
    // A stable sort: equal sums stay in the order of the loops above.
    all.sort(Comparator.comparing(Path::sum, Collections.reverseOrder()));
    return all;
  }

  private static boolean endsInEos(Path path) {
    return path.pieces().get(path.pieces().size() - 1) == 3;
  }

  private static Hypothesis hypothesis(
      List<Integer> pieces, double sum, int length, boolean complete, SearchConfig config) {
    int[] ids = pieces.stream().mapToInt(Integer::intValue).toArray();
    double score = sum / StrictMath.pow(length, config.lengthPenalty());
    return new Hypothesis(ids, sum, score, complete);
  }

  private static List<Hypothesis> best(List<Hypothesis> found, int count) {
    List<Hypothesis> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Hypothesis::score, Collections.reverseOrder()));
    return sorted.subList(0, Math.min(count, sorted.size()));
  }
}
