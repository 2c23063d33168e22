package org.truchman.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truchman.text.LearningProgress.Stage;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.subword.BpeLearner;
import org.truchman.text.subword.BpeSegmenter;
import org.truchman.text.subword.PieceEncoder;
import org.truchman.text.subword.PieceSpelling;
import org.truchman.text.vocab.Vocabulary;
import org.truchman.text.words.JoinerMarks;
import org.truchman.text.words.MarkedWord;
import org.truchman.text.words.WordTokenizer;

/**
 * Learns text pipelines: counts chunks in one pass over the corpus, then works on the counts alone.
 *
 * <p>Marks take no part in merging: merges are learnt on the bare words, so that a word is cut
 * alike wherever it stands. The vocabulary then holds every piece, with its marks, that the
 * training text is spelled with.
 */
final class TextLearner {
  private static final int PAIRS_BETWEEN_REPORTS = 10_000;

  private final TextConfig config;
  private final LearningProgress progress;

  TextLearner(TextConfig config, LearningProgress progress) {
    this.config = config;
    this.progress = progress;
  }

  TextPipelines learn(Iterable<SentencePair> pairs, String sourceLanguage, String targetLanguage) {
    Side source = new Side(sourceLanguage, config.wordTokenizer().of(sourceLanguage));
    Side target = new Side(targetLanguage, config.wordTokenizer().of(targetLanguage));
    read(pairs, source, target);
    source.markWords();
    target.markWords();
    if (config.jointBpe()) {
      learn(List.of(source, target));
    } else {
      learn(List.of(source));
      learn(List.of(target));
    }
    return new TextPipelines(config, source.pipeline, target.pipeline);
  }

  private void read(Iterable<SentencePair> pairs, Side source, Side target) {
    long read = 0;
    for (SentencePair pair : pairs) {
      source.count(pair.source());
      target.count(pair.target());
      if (++read % PAIRS_BETWEEN_REPORTS == 0) {
        progress.report(Stage.READING, read, 0);
      }
    }
    progress.report(Stage.READING, read, 0);
    if (source.chunks.isEmpty() || target.chunks.isEmpty()) {
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "the %s side has no text in %s; there is nothing to learn from",
              source.chunks.isEmpty() ? "source" : "target",
              read == 1 ? "1 sentence pair" : read + " sentence pairs"));
    }
  }

  /** Gives all these sides the same merges and the same vocabulary. */
  private void learn(List<Side> sides) {
    Map<String, Long> words = new HashMap<>();
    sides.forEach(side -> side.addWords(words));
    BpeCodes codes =
        BpeLearner.learn(
            words,
            config.bpeMerges(),
            done -> progress.report(Stage.MERGING, done, config.bpeMerges()));
    Vocabulary vocabulary = vocabulary(sides, words, codes);
    for (Side side : sides) {
      side.pipeline = new TextPipeline(side.language, side.tokenizer, codes, vocabulary);
    }
  }

  private Vocabulary vocabulary(List<Side> sides, Map<String, Long> words, BpeCodes codes) {
    Map<String, Long> counts = new HashMap<>();
    PieceEncoder encoder = new PieceEncoder(new BpeSegmenter(codes), piece -> true);
    for (Side side : sides) {
      side.marked.forEach(
          (marked, count) ->
              encoder.encode(marked).forEach(piece -> counts.merge(piece, count, Long::sum)));
    }
    counts.values().removeIf(count -> count < config.minPieceCount());
    // Always there, so that nothing is unknown: seen characters, the lone mark, and all bytes.
    characters(words).forEach(character -> counts.putIfAbsent(character, 0L));
    counts.putIfAbsent(PieceSpelling.LONE_MARK, 0L);
    PieceSpelling.bytes().forEach(piece -> counts.putIfAbsent(piece, 0L));
    return Vocabulary.ofCounts(counts);
  }

  private List<String> characters(Map<String, Long> words) {
    Map<Integer, Long> counts = new HashMap<>();
    words.forEach(
        (word, count) ->
            word.codePoints().forEach(codePoint -> counts.merge(codePoint, count, Long::sum)));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= config.minPieceCount())
        .map(entry -> Character.toString(entry.getKey()))
        .toList();
  }

  /** One language of the corpus while it is learnt from. */
  private static final class Side {
    final String language;
    final WordTokenizer tokenizer;
    final Map<String, Long> chunks = new HashMap<>();
    final Map<List<MarkedWord>, Long> marked = new HashMap<>();
    TextPipeline pipeline;

    Side(String language, WordTokenizer tokenizer) {
      this.language = language;
      this.tokenizer = tokenizer;
    }

    void count(String line) {
      String normal = Normalizer.normalize(line);
      if (!normal.isEmpty()) {
        Arrays.stream(normal.split(" ")).forEach(chunk -> chunks.merge(chunk, 1L, Long::sum));
      }
    }

    void markWords() {
      chunks.forEach(
          (chunk, count) -> marked.put(JoinerMarks.mark(tokenizer.tokenize(chunk)), count));
    }

    void addWords(Map<String, Long> words) {
      marked.forEach(
          (chunk, count) -> {
            for (MarkedWord word : chunk) {
              if (word.text().indexOf(JoinerMarks.JOINER) < 0) {
                words.merge(word.text(), count, Long::sum);
              }
            }
          });
    }
  }
}
