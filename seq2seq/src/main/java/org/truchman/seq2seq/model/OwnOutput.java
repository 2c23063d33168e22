package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/**
 * An output layer of a few pieces only: the union of what a batch's sentences may use is computed
 * once, and each sentence is normalised and searched over its own pieces, at places that depend on
 * nothing but the sentence. So neighbours change nothing.
 */
public final class OwnOutput {
  /** Products of other numbers of columns, and sums of other lengths, would give other bits. */
  private static final int MULTIPLE = 16;

  private final NDArray weight;
  private final NDArray bias;
  private final SearchOperators.Own own;

  private OwnOutput(NDArray weight, NDArray bias, SearchOperators.Own own) {
    this.weight = weight;
    this.bias = bias;
    this.own = own;
  }

  /**
   * Picks the pieces' rows of an output layer.
   *
   * @param manager of the search
   * @param weight of all pieces, {@code (V, D)}
   * @param bias {@code (V)}
   * @param candidates the pieces of each sentence, ascending, at least one each
   * @param least the greatest k that {@link #best} will be asked for
   */
  static OwnOutput of(
      NDManager manager, NDArray weight, NDArray bias, List<int[]> candidates, int least) {
    int[] union = candidates.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    long[] rows = new long[roundedUp(union.length)];
    Arrays.fill(rows, union[0]);
    for (int i = 0; i < union.length; i++) {
      rows[i] = union[i];
    }
    NDArray index = manager.create(rows, new Shape(rows.length));
    NDArray ownBias = Kernels.rows(index, bias.reshape(-1, 1)).reshape(-1);
    return new OwnOutput(
        Kernels.rows(index, weight), ownBias, own(manager, union, candidates, least));
  }

  private static SearchOperators.Own own(
      NDManager manager, int[] union, List<int[]> candidates, int least) {
    int most = candidates.stream().mapToInt(pieces -> pieces.length).max().orElse(1);
    int width = roundedUp(Math.max(most, least));
    Shape shape = new Shape(candidates.size(), width);
    long[] places = new long[candidates.size() * width];
    long[] ids = new long[places.length];
    float[] mask = new float[places.length];
    Arrays.fill(mask, Float.NEGATIVE_INFINITY);
    for (int b = 0; b < candidates.size(); b++) {
      int[] pieces = candidates.get(b);
      for (int c = 0; c < pieces.length; c++) {
        places[b * width + c] = Arrays.binarySearch(union, pieces[c]);
        ids[b * width + c] = pieces[c];
        mask[b * width + c] = 0;
      }
    }
    return new SearchOperators.Own(
        manager.create(places, shape), manager.create(ids, shape), manager.create(mask, shape));
  }

  private static int roundedUp(int count) {
    return (count + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }

  /** How many pieces a sentence can have at most, those that only fill up among them. */
  public int width() {
    return (int) own.ids().getShape().get(1);
  }

  /** The k best own pieces of each row. */
  SearchOperators.Best best(SearchOperators operators, NDArray readout, NDArray sentences, int k) {
    return operators.bestOfOwn(Kernels.linear(readout, weight, bias), own, sentences, k);
  }
}
