package org.truchman.seq2seq.decoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchMethod;
import org.truchman.seq2seq.model.SearchNetwork;

/**
 * Searches the translations of any number of sentences: sorted by length, in batches, given back in
 * the order in which they came.
 */
public final class CorpusSearch {
  /** Greatest limit of pieces, whatever the factor. */
  private static final int LONGEST = 1 << 20;

  private final ScorerFactory scorers;
  private final SearchConfig config;

  /** A search with one model and fixed settings. */
  public CorpusSearch(SearchNetwork network, SearchConfig config) {
    this(ScorerFactory.of(network), config);
  }

  /** A search with fixed settings. */
  public CorpusSearch(ScorerFactory scorers, SearchConfig config) {
    this.scorers = scorers;
    this.config = config;
  }

  /**
   * Translates sentences; runs on the thread that owns the engine.
   *
   * @param sources piece ids of each sentence, without EOS
   * @return for each sentence its hypotheses, best first
   */
  public List<List<Hypothesis>> search(List<int[]> sources) {
    return searchSentences(sources.stream().map(SourceSentence::of).toList());
  }

  /**
   * Translates sentences, some of which are told how their translation begins; runs on the thread
   * that owns the engine.
   *
   * @return for each sentence its hypotheses, best first
   */
  public List<List<Hypothesis>> searchSentences(List<SourceSentence> sentences) {
    Search search = new Search(sentences);
    List<Integer> free = new ArrayList<>();
    List<Integer> bound = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      (search.requests[i].isFree() ? free : bound).add(i);
    }
    // Sentences of which nothing is asked do not pay for those of which something is.
    search.run(free);
    for (List<Integer> next = bound; !next.isEmpty(); ) {
      next = search.run(next);
    }
    return search.found;
  }

  /**
   * A search that somebody looked at.
   *
   * @param hypotheses best first
   * @param tree all that it opened, finished and passed over
   */
  public record Watched(List<Hypothesis> hypotheses, BeamTree tree) {}

  /**
   * Translates one sentence by beam search and keeps all that happens; runs on the thread that owns
   * the engine. What it finds is what {@link #search} finds.
   *
   * @param source piece ids, without EOS
   */
  public Watched watch(int[] source) {
    SourceSentence sentence = SourceSentence.of(source);
    BeamHistory history = new BeamHistory(config.beamSize());
    try (StepScorer scorer = scorers.open(List.of(sentence), config.beamSize())) {
      BeamSearch.Outcome outcome = BeamSearch.watched(scorer, request(sentence), config, history);
      return new Watched(outcome.hypotheses(), history.tree());
    }
  }

  /** The sentences of one call, and what was found for them so far. */
  private final class Search {
    private final List<SourceSentence> sentences;
    private final SentenceRequest[] requests;
    private final List<List<Hypothesis>> found;

    Search(List<SourceSentence> sentences) {
      this.sentences = sentences;
      requests = sentences.stream().map(CorpusSearch.this::request).toArray(SentenceRequest[]::new);
      found = new ArrayList<>(Collections.nCopies(sentences.size(), null));
    }

    /**
     * Searches some of the sentences in batches, by their length.
     *
     * @return those for which nothing was found, as they could not say all that they must; less is
     *     asked of them from now on
     */
    List<Integer> run(List<Integer> chosen) {
      List<Integer> order = new ArrayList<>(chosen);
      order.sort(Comparator.comparingInt(i -> sentences.get(i).pieces().length));
      List<Integer> again = new ArrayList<>();
      for (int from = 0; from < order.size(); from += config.batchSize()) {
        List<Integer> batch =
            order.subList(from, Math.min(order.size(), from + config.batchSize()));
        List<BeamSearch.Outcome> outcomes = searchBatch(batch);
        for (int i = 0; i < batch.size(); i++) {
          BeamSearch.Outcome outcome = outcomes.get(i);
          found.set(batch.get(i), outcome.hypotheses());
          if (outcome.met() != null) {
            requests[batch.get(i)] = requests[batch.get(i)].withConstraints(outcome.met());
            again.add(batch.get(i));
          }
        }
      }
      return again;
    }

    private List<BeamSearch.Outcome> searchBatch(List<Integer> batch) {
      List<SentenceRequest> asked = batch.stream().map(i -> requests[i]).toList();
      List<SourceSentence> sources = batch.stream().map(sentences::get).toList();
      try (StepScorer scorer = scorers.open(sources, hypotheses(asked))) {
        if (config.method() == SearchMethod.SAMPLE) {
          return complete(SampleSearch.search(scorer, asked, config));
        }
        boolean free =
            config.noRepeatNgram() == 0
                && config.coveragePenalty() == 0
                && asked.stream().allMatch(SentenceRequest::isFree);
        if (config.beamSize() == 1 && free) {
          int[] limits = asked.stream().mapToInt(SentenceRequest::maxLength).toArray();
          return complete(GreedySearch.search(scorer, limits, config));
        }
        return BeamSearch.outcomes(scorer, asked, config);
      }
    }
  }

  /** Rows of a sentence at most; not known where demands widen its beam. */
  private int hypotheses(List<SentenceRequest> asked) {
    if (!asked.stream().allMatch(SentenceRequest::isFree)) {
      return 0;
    }
    return config.method() == SearchMethod.SAMPLE ? config.nBest() : config.beamSize();
  }

  private static List<BeamSearch.Outcome> complete(List<List<Hypothesis>> found) {
    return found.stream().map(list -> new BeamSearch.Outcome(list, null)).toList();
  }

  /** What is asked of one translation; its limits depend on its own sentence only. */
  private SentenceRequest request(SourceSentence sentence) {
    int[] source = sentence.pieces();
    int[] prefix = sentence.prefix();
    int least = (int) Math.min(LONGEST, Math.ceil(source.length * config.minLengthFactor()));
    double most = Math.ceil(source.length * config.maxLengthFactor()) + config.maxLengthOffset();
    int limit = (int) Math.max(1, Math.min(most, LONGEST));
    // A long prefix still leaves room for what follows it.
    limit = Math.max(limit, prefix.length + config.maxLengthOffset());
    return new SentenceRequest(
        least + 1,
        limit + 1,
        prefix,
        DrawnNumbers.key(source),
        sentence.constraints(),
        sentence.aligned());
  }
}
