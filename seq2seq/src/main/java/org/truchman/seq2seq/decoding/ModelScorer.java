package org.truchman.seq2seq.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.data.PaddedRows;
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
 * <p>Rows and source lengths are rounded up: the kernels of matrix products take other paths for
 * few rows (fewer than 4 on AMD Zen 4, up to 12 on Intel with AVX-512, as measured), and would give
 * other bits to a sentence that stands alone. The rows that fill up are read by nobody.
 */
public final class ModelScorer implements StepScorer {
  private static final int ROWS = 16;
  private static final int COLUMNS = 16;

  private final SearchNetwork network;
  private final NDManager search;
  private final SearchMemory memory;
  private final NDArray mask;
  private NDManager current;
  private DecoderState state;

  private ModelScorer(
      SearchNetwork network,
      PaddedRows source,
      SearchNetwork.Shortlist shortlist,
      NDManager search) {
    this.network = network;
    this.search = search;
    TokenTensor tokens = TokenTensor.of(search, source.ids(), source.lengths());
    this.memory = network.encode(tokens, shortlist);
    this.mask = search.create(neverSpoken(network.vocabulary()));
    this.current = search.newSubManager();
    this.state = network.start(memory).moveTo(current);
  }

  /** Encodes a batch of sentences that may use all pieces. */
  public static ModelScorer open(SearchNetwork network, List<int[]> sources) {
    return open(network, sources, null);
  }

  /**
   * Encodes a batch of sentences.
   *
   * @param sources piece ids of each sentence, without EOS
   * @param shortlist what each of them may use, or null for all pieces
   */
  public static ModelScorer open(
      SearchNetwork network, List<int[]> sources, SearchNetwork.Shortlist shortlist) {
    List<int[]> filled = new ArrayList<>(sources);
    while (filled.size() % ROWS != 0) {
      filled.add(new int[0]);
    }
    PaddedRows batch = PaddedRows.ofSources(filled, network.config().reverseSource(), COLUMNS);
    NDManager search = network.newSearch();
    try {
      return new ModelScorer(network, batch, filled(shortlist, filled.size()), search);
    } catch (RuntimeException | Error e) {
      search.close();
      throw e;
    }
  }

  /** The sentences that only fill up the batch may use EOS. */
  private static SearchNetwork.Shortlist filled(SearchNetwork.Shortlist shortlist, int size) {
    if (shortlist == null) {
      return null;
    }
    List<int[]> candidates = new ArrayList<>(shortlist.candidates());
    while (candidates.size() < size) {
      candidates.add(new int[] {SpecialToken.EOS.id()});
    }
    return new SearchNetwork.Shortlist(candidates, shortlist.most());
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
    int rows = pieces.length;
    int padded = (rows + ROWS - 1) / ROWS * ROWS;
    NDManager next = search.newSubManager();
    DecoderState from = origin == null ? state : state.rows(index(next, origin, padded));
    SearchNetwork.Step step =
        network.step(memory, from, index(next, pieces, padded), repeatFirst(sentence, padded));
    SearchOperators.Best best =
        network.best(memory, step.readout(), mask, repeatFirst(sentence, padded), k);
    state = step.state().moveTo(next);
    Candidates candidates = read(best, rows, k);
    current.close();
    current = next;
    return candidates;
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

  private static Candidates read(SearchOperators.Best best, int rows, int k) {
    long[] ids = best.pieces().toLongArray();
    float[] logs = Arrays.copyOf(best.logProbabilities().toFloatArray(), rows * k);
    int[] pieces = new int[rows * k];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = (int) ids[i];
      // The difference of logit and normaliser can round to just above 0.
      logs[i] = Math.min(0f, logs[i]);
    }
    return Candidates.ofTopK(rows, k, pieces, logs);
  }

  @Override
  public void close() {
    search.close();
  }
}
