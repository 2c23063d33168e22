package org.truchman.seq2seq.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.FlatParameters;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.Weights;

/**
 * Reads a text and sums how improbable the model finds it. The state goes on from line to line.
 *
 * <p>Several rows are read side by side, which is faster; each but the first begins in a state of
 * zero after the piece before it, so that it knows nothing of what stands further back. With one
 * row the model knows all of the text before.
 */
public final class TextReader {
  /** Rows at most, as Zaremba et al. 2014 read validation text. */
  private static final int MOST_ROWS = 20;

  /** A row has so many pieces at least: what it does not know at its beginning must not matter. */
  private static final int LEAST_LENGTH = 2000;

  /** Rows of the output layer at a time. */
  private static final int CHUNK = 1024;

  private final LanguageModel model;
  private final NDArray vector;

  /**
   * A reader with the given parameters.
   *
   * @param vector the model's own, or their moving average
   */
  public TextReader(LanguageModel model, NDArray vector) {
    this.model = model;
    this.vector = vector;
  }

  /**
   * Rows for a text of so many pieces: up to 20, of 2,000 pieces at least; a short text has one.
   */
  public static int rowsFor(int pieces) {
    return Math.max(1, Math.min(MOST_ROWS, pieces / LEAST_LENGTH));
  }

  /**
   * Reads a text.
   *
   * @param ids of the text
   * @param rows read side by side, at least 1
   * @return the summed negative log-likelihood of all pieces, each given those before, in nats
   */
  public double negativeLogLikelihood(int[] ids, int rows) {
    TextRows text = new TextRows(ids, rows, Math.max(1, CHUNK / rows));
    try (NDManager manager = model.manager().newSubManager()) {
      Sum sum = new Sum(manager, rows);
      for (int i = 0; i < text.segments(); i++) {
        sum.add(text.segment(i));
      }
      int[] rest = Arrays.copyOfRange(ids, text.length() * rows, ids.length);
      if (rest.length > 0) {
        int before = text.length() * rows - 1;
        sum.goOnInLastRow();
        sum.add(segment(before < 0 ? -1 : ids[before], rest));
      }
      return sum.nll;
    }
  }

  /** A few pieces behind the rows, as one row. */
  private static TextRows.Segment segment(int before, int[] rest) {
    TextRows.Segment plain = new TextRows(rest, 1, 0).segment(0);
    if (before >= 0) {
      plain.input()[0] = before;
    }
    return plain;
  }

  /** What was read so far. */
  private final class Sum {
    private final NDManager text;
    private final Weights weights;
    private NDManager current;
    private DecoderState state;
    private double nll;

    Sum(NDManager text, int rows) {
      this.text = text;
      this.weights = model.parameters().weights(FlatParameters.alias(vector, text));
      this.current = text.newSubManager();
      this.state = model.start(current, rows);
    }

    void add(TextRows.Segment segment) {
      try (NDManager step = text.newSubManager()) {
        NDArray input = step.create(segment.input(), new Shape(segment.rows(), segment.steps()));
        LanguageModel.Reading reading = model.read(weights, input, state, Regime.EXACT);
        NDArray losses =
            model
                .operators()
                .negativeLogLikelihood(
                    step,
                    reading.rows(),
                    model.outputLayer(weights),
                    step.create(segment.labels()));
        for (float loss : losses.toFloatArray()) {
          nll += loss;
        }
        keep(reading.state());
      }
    }

    void goOnInLastRow() {
      long last = state.hidden().get(0).getShape().get(0) - 1;
      try (NDManager step = text.newSubManager()) {
        keep(state.rows(step.create(new long[] {last})));
      }
    }

    /** Takes a state over; what it was made of may be closed. */
    private void keep(DecoderState next) {
      NDManager later = text.newSubManager();
      state = next.moveTo(later);
      current.close();
      current = later;
    }
  }
}
