package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.decoding.ForcedScorer;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;
import org.truchman.text.vocab.Vocabulary;

/**
 * Says how probable a model finds given translations (force-decoding), to compare, filter or rerank
 * them.
 *
 * <pre>{@code
 * try (TranslationScorer scorer = TranslationScorer.open(Path.of("models/en-de"), engine)) {
 *   double score = scorer.score("A dog runs.", "Ein Hund rennt.").logProbability();
 * }
 * }</pre>
 *
 * <p>A line is scored as a whole, however long: it is never split. The text is cut into pieces as
 * in training; a search may have found the same text in other pieces, whose probability is another.
 * Thread-safe: callers wait in line for the one thread that owns the engine.
 */
public final class TranslationScorer implements AutoCloseable {
  private final OpenNetwork<LoadedModel> model;
  private final TextPipelines text;
  private final int batchSize;

  private TranslationScorer(OpenNetwork<LoadedModel> model, int batchSize) {
    this.model = model;
    this.text = model.call(LoadedModel::text);
    this.batchSize = batchSize;
  }

  /**
   * Opens a model; every file of it is verified.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model is missing, damaged,
   *     or of another format version
   * @throws IllegalArgumentException if the device is not there or libtorch does not fit
   */
  public static TranslationScorer open(Path model, EngineOptions options) {
    ModelDirectory directory = ModelDirectory.open(model);
    OpenNetwork<LoadedModel> open =
        OpenNetwork.open(
            "the scorer of " + model, options, engine -> LoadedModel.load(directory, engine));
    return new TranslationScorer(open, directory.configuration().search().batchSize());
  }

  /** Scores one translation; see {@link #score(List)}. */
  public ScoredTranslation score(String source, String target) {
    return score(List.of(new SentencePair(source, target, 1))).get(0);
  }

  /**
   * Scores translations.
   *
   * @param pairs sources and their translations; a blank line is one without pieces
   * @return as many scores, in the same order
   * @throws IllegalStateException if the scorer is closed
   */
  public List<ScoredTranslation> score(List<SentencePair> pairs) {
    List<IndexedPair> indexed = new ArrayList<>(pairs.size());
    for (SentencePair pair : pairs) {
      IndexedLine source = text.source().index(pair.source());
      int[] target = text.target().ids(pair.target(), source.spans());
      indexed.add(new IndexedPair(source.ids(), target));
    }
    List<float[]> scores = model.call(loaded -> scores(loaded.network(), indexed));
    List<ScoredTranslation> scored = new ArrayList<>(pairs.size());
    for (int i = 0; i < scores.size(); i++) {
      scored.add(scored(indexed.get(i).target(), scores.get(i)));
    }
    return scored;
  }

  private List<float[]> scores(Seq2SeqModel network, List<IndexedPair> pairs) {
    return new ForcedScorer(network, network.flat(), batchSize).score(pairs);
  }

  private ScoredTranslation scored(int[] target, float[] logs) {
    Vocabulary vocabulary = text.target().vocabulary();
    List<ScoredTranslation.Piece> pieces = new ArrayList<>(logs.length);
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      boolean last = i == target.length;
      String text = last ? ScoredTranslation.END : vocabulary.piece(target[i]);
      pieces.add(new ScoredTranslation.Piece(text, logs[i]));
      sum += logs[i];
    }
    return new ScoredTranslation(sum, pieces);
  }

  @Override
  public void close() {
    model.close();
  }
}
