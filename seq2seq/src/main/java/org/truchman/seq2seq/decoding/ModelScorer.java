package org.truchman.seq2seq.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.truchman.seq2seq.data.PaddedRows;
import org.truchman.seq2seq.model.AttentionRows;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.SearchMemory;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.SearchOperators;
import org.truchman.text.vocab.SpecialToken;

/**
 * The model's side of one search: encodes the sentences once, then advances their hypotheses step
 * by step on the device.
 *
 * <p>One manager lives as long as the search, and one as long as a step's state is wanted.
 *
 * <p>Rows, sentences and source lengths are rounded up ({@link SearchNetwork#rowMultiple}, {@link
 * SearchNetwork#sentenceMultiple}), so that a sentence that stands alone gets the same bits. What
 * fills up is read by nobody.
 */
public final class ModelScorer implements StepScorer {
  private static final int COLUMNS = 16;

  /** A memory is made smaller when no more than this share of its sentences goes on. */
  private static final double WORTH_KEEPING = 0.75;

  private final SearchNetwork network;
  private final NDManager search;
  private SearchMemory memory;
  private int remembered;
  private final NDArray mask;
  private NDManager current;
  private DecoderState state;

  /** The rows of the last call, and the sentence of each, those that only fill up included. */
  private int rows;

  private int[] sentences;

  private ModelScorer(
      SearchNetwork network, PaddedRows source, SearchNetwork.Asked asked, NDManager search) {
    this.network = network;
    this.search = search;
    TokenTensor tokens = TokenTensor.of(search, source.ids(), source.lengths());
    this.memory = network.encode(tokens, asked);
    this.remembered = asked.sentences();
    this.mask = search.create(neverSpoken(network.vocabulary()));
    this.current = search.newSubManager();
    this.state = network.start(memory).moveTo(current);
  }

  /** Encodes a batch of sentences that may use all pieces. */
  public static ModelScorer open(SearchNetwork network, List<int[]> sources) {
    return open(network, sources, 0, null);
  }

  /**
   * Encodes a batch of sentences.
   *
   * @param sources piece ids of each sentence, without EOS
   * @param hypotheses rows of a sentence in a step at most; 0 where it is not known
   * @param extras target pieces that each of them may use beside the common ones; null with a
   *     network that searches over all pieces
   */
  public static ModelScorer open(
      SearchNetwork network, List<int[]> sources, int hypotheses, List<int[]> extras) {
    if (network.hasOwnPieces() == (extras == null)) {
      throw new IllegalArgumentException(
          extras == null
              ? "the network searches over pieces of each sentence's own; say which"
              : "the network searches over all pieces; sentences cannot have pieces of their own");
    }
    List<int[]> filled = filled(sources, network.sentenceMultiple());
    PaddedRows batch = PaddedRows.ofSources(filled, network.config().reverseSource(), COLUMNS);
    NDManager search = network.newSearch();
    try {
      SearchNetwork.Asked asked = new SearchNetwork.Asked(sources.size(), hypotheses, extras);
      return new ModelScorer(network, batch, asked, search);
    } catch (RuntimeException | Error e) {
      search.close();
      throw e;
    }
  }

  /** The sentences, and empty ones that only fill up the batch. */
  private static List<int[]> filled(List<int[]> sources, int multiple) {
    List<int[]> filled = new ArrayList<>(sources);
    while (filled.size() % multiple != 0) {
      filled.add(new int[0]);
    }
    return filled;
  }

  private static float[] neverSpoken(int vocabulary) {
    float[] mask = new float[vocabulary];
    for (SpecialToken token : SpecialToken.values()) {
      if (token != SpecialToken.EOS) {
        mask[token.id()] = Float.NEGATIVE_INFINITY;
      }
    }
    return mask;
  }

  @Override
  public int vocabularySize() {
    return network.vocabulary();
  }

  @Override
  public Candidates advance(int[] pieces, int[] origin, int[] sentence, int k) {
    NDManager next = search.newSubManager();
    Candidates candidates =
        network.isFused()
            ? fused(next, pieces, origin, sentence, k)
            : best(step(next, pieces, origin, sentence), k);
    finish(next);
    return candidates;
  }

  /** Step and choice in one. */
  private Candidates fused(NDManager next, int[] pieces, int[] origin, int[] sentence, int k) {
    int padded = layOut(sentence);
    int[] from = repeatFirst(before(origin, pieces.length), padded);
    int known = Math.min(k, memory.own().width());
    SearchNetwork.Advance taken =
        network.advance(memory, state, from, repeatFirst(pieces, padded), sentences, known, next);
    state = taken.state();
    return read(taken.best(), known, k);
  }

  @Override
  public Distributions distributions(int[] pieces, int[] origin, int[] sentence) {
    NDManager next = search.newSubManager();
    NDArray readout = step(next, pieces, origin, sentence);
    Distributions all =
        memory.own() == null
            ? all(readout)
            : Distributions.of(best(readout, memory.own().width()), vocabularySize());
    finish(next);
    return all;
  }

  /** Takes the step; gives the rows that meet the output layer, on the step's manager. */
  private NDArray step(NDManager next, int[] pieces, int[] origin, int[] sentence) {
    int padded = layOut(sentence);
    DecoderState from = state.rows(index(next, before(origin, pieces.length), padded));
    SearchNetwork.Step step = network.step(memory, from, index(next, pieces, padded), sentences);
    state = step.state().moveTo(next);
    return step.readout();
  }

  /** Decides which rows there are; gives their number with those that only fill up. */
  private int layOut(int[] sentence) {
    int multiple = network.rowMultiple();
    int padded = (sentence.length + multiple - 1) / multiple * multiple;
    forget(sentence);
    rows = sentence.length;
    sentences = repeatFirst(sentence, padded);
    return padded;
  }

  private static int[] before(int[] origin, int rows) {
    return origin == null ? IntStream.range(0, rows).toArray() : origin;
  }

  /** Sentences that are done leave the memory. */
  private void forget(int[] sentence) {
    int[] open = Arrays.stream(sentence).sorted().distinct().toArray();
    if (open.length <= WORTH_KEEPING * remembered) {
      memory = network.keep(memory, open, search);
      remembered = open.length;
    }
  }

  /** Nothing of the step before is needed any more. */
  private void finish(NDManager next) {
    current.close();
    current = next;
  }

  /** The k best of each row; where a sentence may use fewer pieces, the rest is impossible. */
  private Candidates best(NDArray readout, int k) {
    int known = memory.own() == null ? k : Math.min(k, memory.own().width());
    return read(network.best(memory, readout, mask, sentences, known), known, k);
  }

  private Distributions all(NDArray readout) {
    float[] all = network.logProbabilities(readout, mask).toFloatArray();
    float[] logs = Arrays.copyOf(all, rows * vocabularySize());
    for (int i = 0; i < logs.length; i++) {
      logs[i] = atMostZero(logs[i]);
    }
    return new Distributions(rows, vocabularySize(), logs);
  }

  @Override
  public float[][] attention() {
    AttentionRows attention = network.attention(memory, state, sentences);
    if (attention == null) {
      return StepScorer.super.attention();
    }
    float[][] looked = attention.values(rows);
    for (int row = 0; row < rows; row++) {
      looked[row] = Arrays.copyOf(looked[row], memory.encoder().lengths()[sentences[row]] - 1);
    }
    return looked;
  }

  private static NDArray index(NDManager manager, int[] values, int padded) {
    long[] index = Arrays.stream(repeatFirst(values, padded)).asLongStream().toArray();
    return manager.create(index, new Shape(padded));
  }

  /** Rows that only fill up the batch repeat the first one; nobody reads what they give. */
  private static int[] repeatFirst(int[] values, int padded) {
    int[] all = Arrays.copyOf(values, padded);
    Arrays.fill(all, values.length, padded, values[0]);
    return all;
  }

  private Candidates read(SearchOperators.Best best, int known, int k) {
    long[] ids = best.pieces().toLongArray();
    float[] values = best.logProbabilities().toFloatArray();
    int[] pieces = new int[rows * k];
    float[] logs = new float[rows * k];
    Arrays.fill(logs, Float.NEGATIVE_INFINITY);
    for (int row = 0; row < rows; row++) {
      for (int place = 0; place < known; place++) {
        pieces[row * k + place] = (int) ids[row * known + place];
        logs[row * k + place] = atMostZero(values[row * known + place]);
      }
    }
    return Candidates.ofTopK(rows, k, pieces, logs);
  }

  /** The difference of logit and normaliser can round to just above 0. */
  private static float atMostZero(float log) {
    return Math.min(0f, log);
  }

  @Override
  public void close() {
    memory.close();
    search.close();
  }
}
