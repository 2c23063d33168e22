package org.truchman.seq2seq;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truchman.metrics.Bleu;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.decoding.CorpusSearch;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.ScorerFactory;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.seq2seq.lexicon.Shortlist;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.text.TextPipelines;

/**
 * Scores every way to compute a search with a trained model, so that {@code auto} knows which of
 * them lose nothing.
 *
 * @param sources piece ids of some sentences
 * @param bleu scores the best translation of each, as piece ids
 * @param search the model's own settings
 * @param shortlist what the lexicon gives, where there is one
 */
record SearchTrial(
    List<int[]> sources,
    ToDoubleFunction<List<int[]>> bleu,
    SearchConfig search,
    Optional<Shortlist> shortlist) {
  /**
   * Sentences at most: enough for differences of 0.1, as the same ones are translated each time.
   */
  static final int SENTENCES = 1000;

  /**
   * A trial on some of these pairs, evenly spread.
   *
   * @param pairs at least one
   * @param lines the target side as it was written
   * @param lexicon what shortlists are made of, where there is one
   */
  static SearchTrial of(
      TextPipelines text,
      List<IndexedPair> pairs,
      List<String> lines,
      SearchConfig search,
      Optional<Lexicon> lexicon) {
    int[] chosen = spread(pairs.size(), SENTENCES);
    List<String> all = references(text, pairs, lines);
    List<List<String>> references = List.of(Arrays.stream(chosen).mapToObj(all::get).toList());
    Bleu bleu = Bleu.standard();
    return new SearchTrial(
        Arrays.stream(chosen).mapToObj(line -> pairs.get(line).source()).toList(),
        best ->
            bleu.corpus(best.stream().map(text.target()::lineOfIds).toList(), references).score(),
        search,
        lexicon.map(words -> shortlist(words, text)));
  }

  /** The shortlist of a model's own lexicon. */
  static Shortlist shortlist(Lexicon lexicon, TextPipelines text) {
    return Shortlist.of(lexicon, text.source().vocabulary(), text.target().vocabulary());
  }

  /** Lines of a set, at most so many, evenly spread. */
  static int[] spread(int size, int most) {
    int count = Math.min(most, size);
    return IntStream.range(0, count).map(i -> (int) ((i + 0.5) * size / count)).toArray();
  }

  /** Target lines; with placeholders where a translation has them, which count as one word then. */
  static List<String> references(TextPipelines text, List<IndexedPair> pairs, List<String> lines) {
    return text.config().markup().protection().isNumbered()
        ? pairs.stream().map(pair -> text.target().lineOfIds(pair.target())).toList()
        : lines;
  }

  /**
   * Runs it on the engine's thread.
   *
   * @param stop asked between two ways
   * @return BLEU by {@link SearchWay#score}; nothing when told to stop
   */
  Optional<Map<String, Double>> run(
      Seq2SeqModel model, boolean gpu, BooleanSupplier stop, Consumer<String> listener) {
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, String> shown = new LinkedHashMap<>();
    for (SearchWay way : SearchWay.all(shortlist.isPresent(), gpu)) {
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      double score = score(model, way);
      scores.put(way.score(), score);
      shown.put(way.toString(), String.format(Locale.ROOT, "%.2f", score));
    }
    listener.accept(
        String.format(
            Locale.ROOT,
            "BLEU of %d validation sentences, beam %d: %s",
            sources.size(),
            search.beamSize(),
            shown.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "))));
    return Optional.of(scores);
  }

  private double score(Seq2SeqModel model, SearchWay way) {
    try (SearchNetwork network = way.network(model, model.flat(), shortlist.orElse(null))) {
      ScorerFactory scorers =
          ScorerFactory.of(network, way.shortlist() ? shortlist.orElseThrow() : null);
      List<int[]> best =
          new CorpusSearch(scorers, search)
              .search(sources).stream()
                  .map(hypotheses -> hypotheses.get(0))
                  .map(Hypothesis::pieces)
                  .toList();
      return bleu.applyAsDouble(best);
    }
  }
}
