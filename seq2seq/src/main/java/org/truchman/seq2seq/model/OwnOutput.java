package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.truchman.seq2seq.tensor.script.Linear;
import org.truchman.seq2seq.tensor.script.LinearRows;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/**
 * An output layer of a few pieces only. Those that every sentence may use are made ready once; what
 * single sentences may use beside them is picked for a batch, computed for all of its sentences
 * together, and each sentence is normalised and searched over its own pieces, at places that depend
 * on nothing but the sentence. So neighbours change nothing.
 */
public final class OwnOutput implements AutoCloseable {
  /** Products of other numbers of columns, and sums of other lengths, would give other bits. */
  private static final int MULTIPLE = 64;

  private final SearchOperators operators;

  private final int[] common;
  private final long[] commonIds;
  private final Linear ofCommon;
  private final LinearRows rows;

  /**
   * Makes the common pieces ready.
   *
   * @param layer of all pieces; read as long as this is open
   * @param common pieces of every sentence, ascending, at least one
   */
  OwnOutput(SearchOperators operators, OutputLayer layer, int[] common) {
    this.operators = operators;
    this.common = common.clone();
    this.commonIds = filled(common, common[0]);
    this.ofCommon = ofCommon(layer);
    this.rows = layer.rows(operators);
  }

  /** The layer of the common pieces; places that only fill up can never be chosen. */
  private Linear ofCommon(OutputLayer layer) {
    NDManager manager = layer.weight().getManager();
    NDArray index = manager.create(commonIds);
    float[] mask = new float[commonIds.length];
    Arrays.fill(mask, common.length, mask.length, Float.NEGATIVE_INFINITY);
    NDArray bias = operators.pick(layer.bias(), index).add(manager.create(mask));
    return new OutputLayer(
            operators.pick(layer.weight(), index), bias, layer.format(), layer.range())
        .ready(operators);
  }

  private static long[] filled(int[] pieces, int filler) {
    long[] all = new long[roundedUp(pieces.length)];
    Arrays.fill(all, filler);
    for (int i = 0; i < pieces.length; i++) {
      all[i] = pieces[i];
    }
    return all;
  }

  private static int roundedUp(int count) {
    return Math.max(1, (count + MULTIPLE - 1) / MULTIPLE) * MULTIPLE;
  }

  /** The layer for one batch; closed with the batch's search. */
  public final class Batch implements AutoCloseable {
    private final Linear ofExtras;
    private final SearchOperators.Own own;

    private Batch(Linear ofExtras, SearchOperators.Own own) {
      this.ofExtras = ofExtras;
      this.own = own;
    }

    /** How many pieces a sentence can have at most, those that only fill up among them. */
    public int width() {
      return (int) own.ids().getShape().get(1);
    }

    /** The k best own pieces of each row, at most {@link #width}. */
    SearchOperators.Best best(NDArray readout, NDArray sentences, int k) {
      return operators.bestOfOwn(
          new SearchOperators.OwnLogits(ofCommon.apply(readout), ofExtras.apply(readout)),
          own,
          sentences,
          k);
    }

    /** The maps to logits: of the common pieces, and of the others. */
    Linear ofCommon() {
      return ofCommon;
    }

    /** See {@link #ofCommon}. */
    Linear ofExtras() {
      return ofExtras;
    }

    /** Where each sentence has its pieces. */
    SearchOperators.Own own() {
      return own;
    }

    /** What is left when some sentences are done; to be closed instead of this. */
    Batch keep(NDArray sentences) {
      SearchOperators.Own kept =
          new SearchOperators.Own(
              operators.pick(own.places(), sentences),
              operators.pick(own.ids(), sentences),
              operators.pick(own.mask(), sentences));
      return new Batch(ofExtras, kept);
    }

    @Override
    public void close() {
      ofExtras.close();
    }
  }

  /**
   * The layer for a batch.
   *
   * @param manager of the search
   * @param extras what each sentence may use beside the common pieces, ascending
   */
  Batch batch(NDManager manager, List<int[]> extras) {
    int[] union = extras.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    int width = roundedUp(extras.stream().mapToInt(pieces -> pieces.length).max().orElse(0));
    long[] places = new long[extras.size() * width];
    int all = commonIds.length + width;
    long[] ids = new long[extras.size() * all];
    float[] mask = new float[places.length];
    Arrays.fill(mask, Float.NEGATIVE_INFINITY);
    for (int b = 0; b < extras.size(); b++) {
      int[] pieces = extras.get(b);
      System.arraycopy(commonIds, 0, ids, b * all, commonIds.length);
      for (int c = 0; c < pieces.length; c++) {
        places[b * width + c] = Arrays.binarySearch(union, pieces[c]);
        ids[b * all + commonIds.length + c] = pieces[c];
        mask[b * width + c] = 0;
      }
    }
    Shape shape = new Shape(extras.size(), width);
    SearchOperators.Own own =
        new SearchOperators.Own(
            manager.create(places, shape),
            manager.create(ids, new Shape(extras.size(), all)),
            manager.create(mask, shape));
    return new Batch(rows.of(manager.create(filled(union, common[0]))), own);
  }

  @Override
  public void close() {
    ofCommon.close();
    rows.close();
  }
}
