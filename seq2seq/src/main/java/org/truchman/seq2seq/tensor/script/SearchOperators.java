package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The operators of one step of a search, each one TorchScript call. They record no gradients and
 * may be called from any thread; results live on the manager of the first argument.
 */
public final class SearchOperators implements AutoCloseable {
  /** Floats of the additive score's hidden layer at a time, at most: 32 MiB. */
  private static final long HIDDEN_FLOATS = 1L << 23;

  private final ScriptModule module;

  /** Steps of 8 bits to each side, as {@link #measuredLevels} finds them once. */
  private final int levels;

  private SearchOperators(ScriptModule module) {
    this.module = module;
    this.levels = measuredLevels(module);
  }

  /** Compiles the operators for the device of {@code parent}; close them before it. */
  public static SearchOperators open(NDManager parent) {
    return new SearchOperators(ScriptModule.open(parent, SearchScript.METHODS));
  }

  /**
   * How many steps of 8 bits this processor multiplies without losing any. Without VNNI the sum of
   * two products saturates at 16 bits, without a word: 127 x 127 x 2 does, 63 x 63 x 2 does not. A
   * product of ones tells.
   */
  private static int measuredLevels(ScriptModule module) {
    int units = 64;
    try (NDManager trial = module.manager().newSubManager()) {
      NDArray ones = trial.ones(new Shape(1, units));
      try (Linear map = new Linears.ByteLinear(module, ones, null, 127)) {
        return Math.abs(map.apply(ones).toFloatArray()[0] - units) < 0.01 * units ? 127 : 63;
      }
    }
  }

  /** The number formats of an affine map. */
  public enum Format {
    /** 32 bits. */
    FP32,
    /** bfloat16 products of weights that are kept so. */
    BF16,
    /** 8 bits with a scale for each row of the weight and each row of the input. */
    INT8
  }

  /** What is known of a map's input. */
  public enum Range {
    /** Nothing: products of bytes look for the greatest magnitude of each row. */
    ANY,
    /** It lies within -1 and 1: they have one scale for all rows, which takes half of the time. */
    UNIT
  }

  /**
   * Makes an affine map ready.
   *
   * <p>FP32 and BF16 rows give the same bits among any number of others when there are at least
   * sixteen of them; INT8 rows always do. INT8 rounds weights and inputs to 127 steps to each side
   * (63 where the processor would saturate), about 1 % of the result's norm.
   *
   * @param weight {@code (O, I)}, float32; kept in FP32, copied otherwise
   * @param bias {@code (O)}, or null
   * @param range of the input; what lies beyond it is cut off in INT8
   */
  public Linear linear(NDArray weight, NDArray bias, Format format, Range range) {
    return switch (format) {
      case FP32 -> new Linears.FullLinear(weight, bias);
      case BF16 -> new Linears.HalfLinear(module, weight, bias);
      case INT8 ->
          range == Range.UNIT
              ? new Linears.UnitLinear(module, weight, bias, levels)
              : new Linears.ByteLinear(module, weight, bias, levels);
    };
  }

  /**
   * Makes an affine map ready for maps that have some of its outputs only.
   *
   * @param weight {@code (O, I)}, float32; copied for inputs of {@link Range#UNIT} in INT8, else
   *     kept
   * @param bias {@code (O)}
   * @param range as in {@link #linear(NDArray, NDArray, Format, Range)}
   */
  public LinearRows rows(NDArray weight, NDArray bias, Format format, Range range) {
    return format == Format.INT8 && range == Range.UNIT
        ? new ByteRows(module, weight, bias, levels)
        : new LinearRows() {
          @Override
          public Linear of(NDArray rows) {
            return linear(pick(weight, rows), pick(bias, rows), format, range);
          }

          @Override
          public void close() {}
        };
  }

  /** Makes an affine map ready of whose input nothing is known. */
  public Linear linear(NDArray weight, NDArray bias, Format format) {
    return linear(weight, bias, format, Range.ANY);
  }

  /**
   * One step of LSTM cells (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
   * 2000).
   *
   * @param gates W_ih x + b_ih + W_hh h + b_hh, {@code (R, 4 H)}, in the order i f g o
   * @param cell {@code (R, H)}
   * @return hidden and cell state, {@code (R, H)} each
   */
  public NDList lstm(NDArray gates, NDArray cell) {
    return module.call(gates.getManager(), "lstm", gates, cell);
  }

  /**
   * Makes the recurrent weights of an LSTM ready to read whole sentences with products of bytes.
   *
   * @param weight W_hh, {@code (4 H, H)}, float32; copied
   * @param shut what shuts the gates at PAD, {@code (4 H, 1)}
   */
  public ByteRecurrence recurrence(NDArray weight, NDArray shut) {
    return new ByteRecurrence(
        module, PackedBytes.of(module, weight, null, levels), shut.reshape(-1));
  }

  /**
   * One step of gated recurrent units (Cho et al. 2014, with the reset gate after the product, as
   * the engine's fused operator has it).
   *
   * @param input W_ih x + b_ih, {@code (R, 3 H)}, gates in the order r z n
   * @param recurrent W_hh h + b_hh, {@code (R, 3 H)}
   * @param hidden {@code (R, H)}
   * @return hidden state, {@code (R, H)}
   */
  public NDArray gru(NDArray input, NDArray recurrent, NDArray hidden) {
    return module.call(input.getManager(), "gru", input, recurrent, hidden).get(0);
  }

  /**
   * Some rows of an array.
   *
   * @param x {@code (N, ...)}
   * @param rows {@code (M)}, int64
   * @return {@code (M, ...)}, on the manager of {@code rows}
   */
  public NDArray pick(NDArray x, NDArray rows) {
    return module.call(rows.getManager(), "pick", x, rows).get(0);
  }

  /**
   * What attention reads in a search.
   *
   * @param keys {@code (B, S, H)}; of additive attention {@code (B, S, A)}
   * @param values the states as the attentional layer sees them, {@code (B, S, O)}
   * @param mask added to the scores, {@code (B, 1, S)}
   * @param far how far below the best of its row a score counts as PAD
   */
  public record Keys(NDArray keys, NDArray values, NDArray mask, float far) {}

  /**
   * The attentional state tanh(W_c c + W_h h) (Luong et al. 2015, equation 5), with W_c already
   * applied to the memory.
   *
   * @param hidden h, {@code (R, H)}
   * @param fromHidden W_h h, {@code (R, O)}
   * @param rows the row at each place of a sentence, {@code (B P)}, int64
   * @param places the place of each row, {@code (R)}, int64
   * @return {@code (R, O)}
   */
  public NDArray attend(
      NDArray hidden, NDArray fromHidden, Keys memory, NDArray rows, NDArray places) {
    return module
        .call(
            hidden.getManager(),
            "attend",
            hidden,
            fromHidden,
            memory.keys(),
            memory.values(),
            memory.mask(),
            rows,
            places,
            (double) memory.far())
        .get(0);
  }

  /**
   * What {@link #attend} weighs the source with.
   *
   * @param hidden as there
   * @param rows as there
   * @return the attention of each place, {@code (B, P, S)}; sums to 1, PAD gets 0
   */
  public NDArray attention(NDArray hidden, Keys memory, NDArray rows) {
    return module
        .call(
            hidden.getManager(),
            "looked",
            hidden,
            memory.keys(),
            memory.mask(),
            rows,
            (double) memory.far())
        .get(0);
  }

  /**
   * The additive scores v' tanh(W q + U s) (Bahdanau et al. 2015, appendix A.1.2), without their
   * mask; what a row gives does not depend on the other rows.
   *
   * @param queries W q of each row, {@code (R, A)}
   * @param keys U s, {@code (B, S, A)}
   * @param vector v, {@code (1, A)}
   * @param sentences the sentence of each row, {@code (R)}, int64
   * @return {@code (R, S)}
   */
  public NDArray additiveScores(NDArray queries, NDArray keys, NDArray vector, NDArray sentences) {
    long pairs = keys.getShape().get(1) * keys.getShape().get(2);
    int chunk = (int) Math.max(1, HIDDEN_FLOATS / pairs);
    return module
        .call(queries.getManager(), "additive", queries, keys, vector, sentences, chunk)
        .get(0);
  }

  /**
   * The same as {@link #attend} from scores that are there already.
   *
   * @param scores of each row, without mask, {@code (R, S)}
   * @param memory its keys are not read
   */
  public NDArray attendScored(
      NDArray scores, NDArray fromHidden, Keys memory, NDArray rows, NDArray places) {
    return module
        .call(
            scores.getManager(),
            "attend_scored",
            scores,
            fromHidden,
            memory.values(),
            memory.mask(),
            rows,
            places,
            (double) memory.far())
        .get(0);
  }

  /** The same as {@link #attention} from scores; arguments as in {@link #attendScored}. */
  public NDArray attentionScored(NDArray scores, Keys memory, NDArray rows) {
    return module
        .call(
            scores.getManager(),
            "looked_scored",
            scores,
            memory.mask(),
            rows,
            (double) memory.far())
        .get(0);
  }

  /** The best pieces of each row. */
  public record Best(NDArray logProbabilities, NDArray pieces) {}

  /**
   * The k pieces of highest log-probability in each row, best first.
   *
   * @param logits {@code (R, V)}
   * @param mask added before the choice, {@code (V)}: 0 for allowed pieces, -infinity for others;
   *     the probabilities stay normalised over all pieces
   * @return log-probabilities {@code (R, k)} and piece ids {@code (R, k)}, int64
   */
  public Best best(NDArray logits, NDArray mask, int k) {
    NDList r = module.call(logits.getManager(), "best", logits, mask, k);
    return new Best(r.get(0), r.get(1));
  }

  /**
   * The log-probability of every piece in each row; the same numbers as {@link #best} gives.
   *
   * @param logits {@code (R, V)}
   * @param mask as there
   * @return {@code (R, V)}
   */
  public NDArray logProbabilities(NDArray logits, NDArray mask) {
    return module.call(logits.getManager(), "all_of_them", logits, mask).get(0);
  }

  /**
   * The pieces that each of B sentences may use: F that are common to all, and C places for each
   * sentence's own.
   *
   * @param places the columns of its own ones among the extra logits, {@code (B, C)}, int64
   * @param ids piece ids of all, the common ones first, {@code (B, F + C)}, int64
   * @param mask 0 at candidates, -infinity at places that are none, {@code (B, C)}
   */
  public record Own(NDArray places, NDArray ids, NDArray mask) {}

  /**
   * What the output layer says of the pieces that a batch may use.
   *
   * @param common of the common pieces, {@code (R, F)}
   * @param extra of all that single sentences may use beside them, {@code (R, U)}
   */
  public record OwnLogits(NDArray common, NDArray extra) {}

  /**
   * The k best of each row among its sentence's own pieces, over which its probabilities are
   * normalised.
   *
   * @param sentences the sentence of each row, {@code (R)}, int64
   * @param k at most F + C; places beyond a sentence's candidates hold -infinity
   */
  public Best bestOfOwn(OwnLogits logits, Own own, NDArray sentences, int k) {
    NDList r =
        module.call(
            logits.common().getManager(),
            "own",
            logits.common(),
            logits.extra(),
            own.places(),
            own.ids(),
            own.mask(),
            sentences,
            k);
    return new Best(r.get(0), r.get(1));
  }

  /**
   * Makes a whole step ready for one call.
   *
   * @param maps for all of which {@link FusedStep#takes} holds
   */
  public FusedStep step(FusedStep.Maps maps) {
    return new FusedStep(module, maps);
  }

  @Override
  public void close() {
    module.close();
  }
}
