package org.truchman.seq2seq;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchPrecision;
import org.truchman.seq2seq.config.ShortlistUse;
import org.truchman.seq2seq.lexicon.Shortlist;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.script.SearchOperators.Format;

/**
 * A way to compute a search.
 *
 * <p>A training records the validation set's BLEU of each way among the model's scores; {@code
 * auto} takes the fastest of those that lose next to nothing.
 *
 * @param format numbers of the products
 * @param shortlist whether each sentence is searched over pieces of its own
 */
record SearchWay(Format format, boolean shortlist) {
  /** The exact one, which the others are measured by. */
  static final SearchWay EXACT = new SearchWay(Format.FP32, false);

  /** BLEU that a way may lose to be taken by itself. */
  private static final double LOSS = 0.1;

  /** The fastest first, as scripts/benchmark-translation finds them on processors. */
  private static final List<Format> ON_PROCESSOR = List.of(Format.INT8, Format.FP32, Format.BF16);

  /** The engine's products of bytes are for processors only. */
  private static final List<Format> ON_GPU = List.of(Format.BF16, Format.FP32);

  /**
   * Every way, the fastest first.
   *
   * @param lexicon whether there is one to take shortlists from
   * @param gpu whether the device is one
   */
  static List<SearchWay> all(boolean lexicon, boolean gpu) {
    List<SearchWay> ways = new ArrayList<>();
    for (boolean shortlist : lexicon ? new boolean[] {true, false} : new boolean[] {false}) {
      for (Format format : gpu ? ON_GPU : ON_PROCESSOR) {
        ways.add(new SearchWay(format, shortlist));
      }
    }
    return ways;
  }

  /**
   * What a model is opened for.
   *
   * @param lexicon whether all models that translate together can take the first one's shortlists
   * @param gpu whether the device is one
   */
  record Opening(List<Map<String, Double>> scores, boolean lexicon, boolean gpu) {}

  /**
   * The way that settings ask for.
   *
   * @throws IllegalArgumentException if they ask for what the model or the device has not
   */
  static SearchWay of(SearchConfig wanted, Opening opening) {
    if (wanted.shortlist() == ShortlistUse.ON && !opening.lexicon) {
      throw new IllegalArgumentException(
          "search.shortlist is on, but the model has no lexicon; allowed: off or auto, or a model"
              + " trained with training.lexicon true");
    }
    if (wanted.precision() == SearchPrecision.INT8 && opening.gpu) {
      throw new IllegalArgumentException(
          "search.precision is int8, which is for processors only; allowed on a GPU: fp32, bf16,"
              + " auto");
    }
    List<SearchWay> asked =
        all(opening.lexicon, opening.gpu).stream().filter(way -> way.isAskedBy(wanted)).toList();
    return asked.stream()
        .filter(way -> asked.size() == 1 || opening.scores.stream().allMatch(way::isAsGood))
        .findFirst()
        .orElse(asked.get(0).plainest(wanted));
  }

  private boolean isAskedBy(SearchConfig wanted) {
    boolean format =
        wanted.precision() == SearchPrecision.AUTO
            || wanted.precision().name().equals(this.format.name());
    return format
        && (wanted.shortlist() == ShortlistUse.AUTO
            || shortlist == (wanted.shortlist() == ShortlistUse.ON));
  }

  /** What is left to choose becomes 32 bits and all pieces. */
  private SearchWay plainest(SearchConfig wanted) {
    return new SearchWay(
        wanted.precision() == SearchPrecision.AUTO ? Format.FP32 : format,
        wanted.shortlist() == ShortlistUse.ON);
  }

  private boolean isAsGood(Map<String, Double> scores) {
    Double exact = scores.get(EXACT.score());
    Double own = scores.get(score());
    return exact != null && own != null && own >= exact - LOSS;
  }

  /** The name of its BLEU among a model's scores. */
  String score() {
    String name = format.name().charAt(0) + format.name().substring(1).toLowerCase(Locale.ROOT);
    return "searchBleu" + name + (shortlist ? "Shortlist" : "");
  }

  /** A model made ready for it. */
  SearchNetwork network(Seq2SeqModel model, NDArray vector, Shortlist candidates) {
    return new SearchNetwork(model, vector, format, shortlist ? candidates.common() : null);
  }

  /** The settings with what was decided. */
  SearchConfig in(SearchConfig search) {
    return search
        .withPrecision(SearchPrecision.valueOf(format.name()))
        .withShortlist(shortlist ? ShortlistUse.ON : ShortlistUse.OFF);
  }

  @Override
  public String toString() {
    return format.name().toLowerCase(Locale.ROOT) + (shortlist ? " over shortlists" : "");
  }
}
