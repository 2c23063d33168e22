package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * A whole step of one layer of LSTM cells with attention over each sentence's own pieces, in one
 * call: {@link SearchOperators#lstm}, {@link SearchOperators#attend}, the readout and {@link
 * SearchOperators#bestOfOwn}, to the same bits.
 */
public final class FusedStep {
  private final ScriptModule module;
  private final Maps maps;

  FusedStep(ScriptModule module, Maps maps) {
    this.module = module;
    this.maps = maps;
  }

  /**
   * The maps of a step.
   *
   * @param table the gates of each piece, {@code (V, 4 H)}
   * @param recurrent W_hh
   * @param fromHidden what attention adds a state to
   * @param deep the deep readout; null where states meet the output layer themselves
   * @param common logits of the common pieces
   * @param extras logits of those that single sentences may use beside them, from {@link
   *     SearchOperators#rows}
   */
  public record Maps(
      NDArray table,
      Linear recurrent,
      Linear fromHidden,
      Deep deep,
      Linear common,
      Linear extras) {}

  /**
   * A readout tanh(e + W h).
   *
   * @param table e of each piece, {@code (V, O)}
   * @param fromHidden W
   */
  public record Deep(NDArray table, Linear fromHidden) {}

  /** Whether a map can be one of a step: it has products of bytes and an input within -1 and 1. */
  public static boolean takes(Linear map) {
    return map instanceof Linears.UnitLinear;
  }

  /**
   * The R rows of a step.
   *
   * @param pieces what each spoke last
   * @param origin the row of the state that each continues
   * @param sentences the sentence of each
   * @param placeOf the place of each, as {@link SearchOperators#attend} takes it
   * @param rowAt the row at each place, {@code (B P)}
   */
  public record Rows(long[] pieces, long[] origin, long[] sentences, long[] placeOf, long[] rowAt) {
    /** All numbers one after the other: an array of the device costs more than what is in it. */
    private NDArray index(NDManager manager) {
      int rows = pieces.length;
      long[] all = Arrays.copyOf(pieces, 4 * rows + rowAt.length);
      System.arraycopy(origin, 0, all, rows, rows);
      System.arraycopy(sentences, 0, all, 2 * rows, rows);
      System.arraycopy(placeOf, 0, all, 3 * rows, rows);
      System.arraycopy(rowAt, 0, all, 4 * rows, rowAt.length);
      return manager.create(all, new Shape(all.length));
    }

    /** Whether each row continues the row of the same number, of as many. */
    private boolean stays(long before) {
      return before == origin.length && counts(origin);
    }

    /** Whether rows stand at their places in order, and no place is empty. */
    private boolean isStraight() {
      return rowAt.length == pieces.length && counts(rowAt);
    }

    private static boolean counts(long[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        if (numbers[i] != i) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The state of rows.
   *
   * @param hidden {@code (R, H)}
   * @param cell {@code (R, H)}
   */
  public record State(NDArray hidden, NDArray cell) {}

  /** What a step gives. */
  public record Result(SearchOperators.Best best, State state) {}

  /**
   * Takes a step.
   *
   * @param before the state of any number of rows, of which {@code rows} continue some
   * @param k candidates of each row
   * @param to where the results live
   */
  public Result take(
      SearchOperators.Keys memory,
      SearchOperators.Own own,
      State before,
      Rows rows,
      int k,
      NDManager to) {
    PackedBytes recurrent = packed(maps.recurrent);
    Deep deep = maps.deep;
    ByteRows.Some extras = (ByteRows.Some) maps.extras;
    NDList r =
        module.call(
            to,
            "step",
            rows.index(to),
            rows.pieces.length,
            before.hidden,
            before.cell,
            maps.table,
            recurrent.weight(),
            packed(maps.fromHidden).weight(),
            memory.keys(),
            memory.values(),
            memory.mask(),
            (double) memory.far(),
            deep == null ? new NDList() : new NDList(deep.table),
            packed(deep == null ? maps.fromHidden : deep.fromHidden).weight(),
            packed(maps.common).weight(),
            extras.packed().weight(),
            extras.scales(),
            extras.bias(),
            own.places(),
            own.ids(),
            own.mask(),
            recurrent.step(),
            recurrent.zero(),
            rows.stays(before.hidden.getShape().get(0)),
            rows.isStraight(),
            k);
    return new Result(new SearchOperators.Best(r.get(0), r.get(1)), new State(r.get(2), r.get(3)));
  }

  private static PackedBytes packed(Linear map) {
    return ((Linears.UnitLinear) map).packed();
  }
}
