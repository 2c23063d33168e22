package org.truchman.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.truchman.text.LearningProgress.Stage;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.Spans;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.subword.BpeLearner;
import org.truchman.text.subword.BpeMerge;
import org.truchman.text.subword.BpeSegmenter;
import org.truchman.text.subword.ChunkWord;
import org.truchman.text.subword.ChunkWord.Kind;
import org.truchman.text.subword.Markup;
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
    Side source = new Side(sourceLanguage, config);
    Side target = new Side(targetLanguage, config);
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

  /** Learns from text of one language alone; both pipelines are the same. */
  TextPipelines learn(Iterable<String> lines, String language) {
    Side side = new Side(language, config);
    long read = 0;
    for (String line : lines) {
      side.count(line, null);
      report(++read);
    }
    progress.report(Stage.READING, read, 0);
    if (side.isEmpty()) {
      throw new CorpusException(
          "there is no text in " + read + " lines; there is nothing to learn from");
    }
    side.markWords();
    learn(List.of(side));
    return new TextPipelines(config, side.pipeline, side.pipeline);
  }

  private void report(long read) {
    if (read % PAIRS_BETWEEN_REPORTS == 0) {
      progress.report(Stage.READING, read, 0);
    }
  }

  private void read(Iterable<SentencePair> pairs, Side source, Side target) {
    long read = 0;
    for (SentencePair pair : pairs) {
      target.count(pair.target(), source.count(pair.source(), null));
      report(++read);
    }
    progress.report(Stage.READING, read, 0);
    if (source.isEmpty() || target.isEmpty()) {
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "the %s side has no text in %s; there is nothing to learn from",
              source.isEmpty() ? "source" : "target",
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
      side.pipeline =
          new TextPipeline(side.language, side.tokenizer, config.markup(), codes, vocabulary);
    }
  }

  private Vocabulary vocabulary(List<Side> sides, Map<String, Long> words, BpeCodes codes) {
    Map<String, Long> counts = new HashMap<>();
    Markup markup = config.markup();
    BpeSegmenter segmenter = new BpeSegmenter(codes);
    PieceEncoder encoder = new PieceEncoder(segmenter, piece -> true, markup);
    for (Side side : sides) {
      side.marked.forEach(
          (marked, count) ->
              encoder
                  .encode(marked, segmenter::segment)
                  .forEach(piece -> counts.merge(markup.key(piece), count, Long::sum)));
    }
    counts.values().removeIf(count -> count < config.minPieceCount());
    // Always there, so that nothing is unknown: seen characters, all marks, and all bytes.
    characters(words).forEach(character -> counts.putIfAbsent(character, 0L));
    if (config.bpeDropout() > 0) {
      partsOfPieces(words, codes).forEach(piece -> counts.putIfAbsent(piece, 0L));
    }
    counts.putIfAbsent(PieceSpelling.LONE_MARK, 0L);
    markup.pieces().forEach(piece -> counts.putIfAbsent(piece, 0L));
    PieceSpelling.bytes().forEach(piece -> counts.putIfAbsent(piece, 0L));
    return Vocabulary.ofCounts(counts);
  }

  /**
   * What words are cut into when merges are left out: every symbol, within a word and at its end.
   */
  private Set<String> partsOfPieces(Map<String, Long> words, BpeCodes codes) {
    Set<String> parts = new HashSet<>();
    for (BpeMerge merge : codes.merges()) {
      String merged = merge.merged();
      parts.add(
          merged.endsWith(BpeMerge.END)
              ? merged.substring(0, merged.length() - BpeMerge.END.length())
              : merged + JoinerMarks.MARK);
    }
    characters(words).forEach(character -> parts.add(character + JoinerMarks.MARK));
    parts.removeIf(part -> !PieceSpelling.isValid(part, config.markup()));
    return parts;
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
  private static final class Side implements LineCutter.Sink {
    final String language;
    final WordTokenizer tokenizer;
    final Map<List<ChunkWord>, Long> marked = new HashMap<>();
    TextPipeline pipeline;
    private final Markup markup;
    private final LineCutter cutter;
    private final Map<String, Long> chunks = new HashMap<>();

    Side(String language, TextConfig config) {
      this.language = language;
      this.tokenizer = config.wordTokenizer().of(language);
      this.markup = config.markup();
      this.cutter = new LineCutter(tokenizer, markup.protection());
    }

    /** Counts a line; its own spans have placeholders unless others are given. */
    Spans count(String line, Spans given) {
      String normal = Normalizer.normalize(line);
      Spans spans = given == null ? cutter.number(normal) : given;
      cutter.cut(normal, spans, this);
      return spans;
    }

    boolean isEmpty() {
      return chunks.isEmpty() && marked.isEmpty();
    }

    @Override
    public void plain(String chunk) {
      chunks.merge(chunk, 1L, Long::sum);
    }

    @Override
    public void words(List<ChunkWord> words) {
      marked.merge(words.stream().map(this::withoutText).toList(), 1L, Long::sum);
    }

    /** A placeholder counts as such, whatever it stands for. */
    private ChunkWord withoutText(ChunkWord word) {
      MarkedWord marks = word.word();
      return word.kind() == Kind.PLACEHOLDER
          ? new ChunkWord(
              new MarkedWord(markup.key(marks.text()), marks.joinsLeft(), marks.joinsRight()),
              Kind.PLACEHOLDER)
          : word;
    }

    void markWords() {
      chunks.forEach(
          (chunk, count) ->
              marked.put(
                  cutter.words(chunk).stream().map(word -> new ChunkWord(word, Kind.WORD)).toList(),
                  count));
    }

    void addWords(Map<String, Long> words) {
      marked.forEach(
          (chunk, count) -> {
            for (ChunkWord word : chunk) {
              PieceEncoder.bareWords(word, markup, bare -> words.merge(bare, count, Long::sum));
            }
          });
    }
  }
}
