package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import org.truchman.seq2seq.tensor.Kernels;

/**
 * The operators of one step of a search, each one TorchScript call. They record no gradients and
 * may be called from any thread; results live on the manager of the first argument.
 */
public final class SearchOperators implements AutoCloseable {
  private static final String METHODS =
      """
        def lstm(self: __torch__.Ops,
          g: Tensor,
          c: Tensor) -> List[Tensor]:
          n = torch.size(c, 1)
          i = torch.sigmoid(torch.slice(g, 1, 0, n, 1))
          f = torch.sigmoid(torch.slice(g, 1, n, torch.mul(n, 2), 1))
          u = torch.tanh(torch.slice(g, 1, torch.mul(n, 2), torch.mul(n, 3), 1))
          o = torch.sigmoid(torch.slice(g, 1, torch.mul(n, 3), torch.mul(n, 4), 1))
          d = torch.addcmul_(torch.mul_(f, c), i, u)
          return [torch.mul_(o, torch.tanh(d)), d]
        def gru(self: __torch__.Ops,
          x: Tensor,
          r: Tensor,
          h: Tensor) -> List[Tensor]:
          n = torch.size(h, 1)
          m = torch.mul(n, 2)
          g = torch.sigmoid(torch.add(torch.slice(x, 1, 0, m, 1), torch.slice(r, 1, 0, m, 1)))
          reset = torch.slice(g, 1, 0, n, 1)
          stay = torch.slice(g, 1, n, m, 1)
          new = torch.tanh(torch.addcmul(torch.slice(x, 1, m, torch.mul(n, 3), 1), reset, torch.slice(r, 1, m, torch.mul(n, 3), 1)))
          return [torch.addcmul(new, stay, torch.sub(h, new))]
        def pick(self: __torch__.Ops,
          x: Tensor,
          rows: Tensor) -> Tensor:
          return torch.index_select(x, 0, rows)
        def weigh(self: __torch__.Ops,
          s: Tensor,
          far: float) -> Tensor:
          low = torch.lt(s, torch.sub(torch.amax(s, [2], True), far))
          return torch.softmax(torch.masked_fill_(s, low, -1000000000.), 2)
        def see(self: __torch__.Ops,
          p: Tensor,
          r: Tensor,
          values: Tensor,
          places: Tensor) -> Tensor:
          y = torch.reshape(torch.bmm(p, values), [-1, torch.size(values, 2)])
          return torch.tanh_(torch.add_(torch.embedding(y, places), r))
        def looked(self: __torch__.Ops,
          h: Tensor,
          keys: Tensor,
          mask: Tensor,
          rows: Tensor,
          far: float) -> Tensor:
          q = torch.reshape(torch.embedding(h, rows), [torch.size(keys, 0), -1, torch.size(h, 1)])
          return (self).weigh(torch.add_(torch.bmm(q, torch.transpose(keys, 1, 2)), mask), far, )
        def attend(self: __torch__.Ops,
          h: Tensor,
          r: Tensor,
          keys: Tensor,
          values: Tensor,
          mask: Tensor,
          rows: Tensor,
          places: Tensor,
          far: float) -> Tensor:
          return (self).see((self).looked(h, keys, mask, rows, far, ), r, values, places, )
        def best(self: __torch__.Ops,
          x: Tensor,
          mask: Tensor,
          k: int) -> List[Tensor]:
          z = torch.logsumexp(x, [1], True)
          v, i = torch.topk(torch.add(x, mask), k, 1, True, True)
          return [torch.sub(v, z), i]
        def all_of_them(self: __torch__.Ops,
          x: Tensor,
          mask: Tensor) -> Tensor:
          return torch.sub(torch.add(x, mask), torch.logsumexp(x, [1], True))
        def additive(self: __torch__.Ops,
          q: Tensor,
          keys: Tensor,
          v: Tensor,
          sentences: Tensor,
          chunk: int) -> Tensor:
          ys = torch.list(annotate(List[Tensor], []))
          r = torch.size(q, 0)
          i = 0
          go = torch.lt(0, r)
          while go:
            j = torch.add(i, chunk)
            k = torch.index_select(keys, 0, torch.slice(sentences, 0, i, j, 1))
            t = torch.tanh_(torch.add_(k, torch.unsqueeze(torch.slice(q, 0, i, j, 1), 1)))
            _0 = torch.append(ys, torch.sum(torch.mul_(t, v), [2]))
            go, i = torch.lt(j, r), j
          return torch.cat(ys)
        def looked_scored(self: __torch__.Ops,
          y: Tensor,
          mask: Tensor,
          rows: Tensor,
          far: float) -> Tensor:
          s = torch.add(torch.reshape(torch.embedding(y, rows), [torch.size(mask, 0), -1, torch.size(mask, 2)]), mask)
          return (self).weigh(s, far, )
        def attend_scored(self: __torch__.Ops,
          y: Tensor,
          r: Tensor,
          values: Tensor,
          mask: Tensor,
          rows: Tensor,
          places: Tensor,
          far: float) -> Tensor:
          return (self).see((self).looked_scored(y, mask, rows, far, ), r, values, places, )
        def own(self: __torch__.Ops,
          a: Tensor,
          e: Tensor,
          places: Tensor,
          ids: Tensor,
          mask: Tensor,
          rows: Tensor,
          k: int) -> List[Tensor]:
          y = torch.add_(torch.gather(e, 1, torch.index_select(places, 0, rows)), torch.index_select(mask, 0, rows))
          x = torch.cat([a, y], 1)
          v, i = torch.topk(x, k, 1, True, True)
          at = torch.add(torch.unsqueeze(torch.mul(rows, torch.size(ids, 1)), 1), i)
          return [torch.sub(v, torch.logsumexp(x, [1], True)), torch.take(ids, at)]
        def step(self: __torch__.Ops,
          index: Tensor,
          r: int,
          h: Tensor,
          c: Tensor,
          table: Tensor,
          cell: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          look: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          keys: Tensor,
          values: Tensor,
          mask: Tensor,
          far: float,
          deeps: List[Tensor],
          deep: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          common: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          extras: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          places: Tensor,
          ids: Tensor,
          own: Tensor,
          unit: float,
          zero: int,
          k: int) -> List[Tensor]:
          m = torch.mul(r, 3)
          n = torch.mul(r, 4)
          pieces = torch.slice(index, 0, 0, r, 1)
          g = torch.embedding(table, pieces)
          origin = torch.slice(index, 0, r, torch.mul(r, 2), 1)
          d = torch.embedding(c, origin)
          s = (self).lstm((self).linear_unit_plus(torch.embedding(h, origin), cell, g, unit, zero, ), d, )
          y = (self).linear_unit(s[0], look, unit, zero, )
          rows = torch.slice(index, 0, n, torch.size(index, 0), 1)
          t = (self).attend(s[0], y, keys, values, mask, rows, torch.slice(index, 0, m, n, 1), far, )
          x = t
          if torch.gt(torch.len(deeps), 0):
            x = torch.tanh_(torch.add_((self).linear_unit(t, deep, unit, zero, ), torch.embedding(deeps[0], pieces)))
          else:
            x = t
          a = (self).linear_unit(x, common, unit, zero, )
          e = (self).linear_unit(x, extras, unit, zero, )
          b = (self).own(a, e, places, ids, own, torch.slice(index, 0, torch.mul(r, 2), m, 1), k, )
          return [b[0], b[1], s[0], s[1]]
        def linear_half(self: __torch__.Ops,
          x: Tensor,
          w: Tensor,
          b: Tensor) -> Tensor:
          return torch.add_(torch.to(torch.linear(torch.to(x, 15), w), 6), b)
        def half(self: __torch__.Ops,
          w: Tensor) -> Tensor:
          return torch.to(w, 15)
        def pack(self: __torch__.Ops,
          w: Tensor,
          levels: float) -> __torch__.torch.classes.quantized.LinearPackedParamsBase:
          return ops.quantized.linear_prepack((self).rounded(w, levels, ))
        def pack_biased(self: __torch__.Ops,
          w: Tensor,
          b: Tensor,
          levels: float) -> __torch__.torch.classes.quantized.LinearPackedParamsBase:
          return ops.quantized.linear_prepack((self).rounded(w, levels, ), b)
        def rounded(self: __torch__.Ops,
          w: Tensor,
          levels: float) -> Tensor:
          s = torch.div(torch.clamp(torch.amax(torch.abs(w), [1]), 9.9999999999999995e-21), levels)
          return torch.quantize_per_channel(w, s, torch.zeros_like(s, dtype=4), 0, 12)
        def linear_unit(self: __torch__.Ops,
          x: Tensor,
          p: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          step: float,
          zero: int) -> Tensor:
          return ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(x, step, zero, p)
        def linear_unit_plus(self: __torch__.Ops,
          x: Tensor,
          p: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          plus: Tensor,
          step: float,
          zero: int) -> Tensor:
          return torch.add_((self).linear_unit(x, p, step, zero, ), plus)
        def linear_byte(self: __torch__.Ops,
          x: Tensor,
          p: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          b: Tensor,
          step: float,
          zero: int) -> Tensor:
          s = torch.clamp(torch.amax(torch.abs(x), [1], True), 9.9999999999999995e-21)
          y = ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(torch.div(x, s), step, zero, p)
          return torch.addcmul(b, y, s)
        def read(self: __torch__.Ops,
          x: Tensor,
          pads: Tensor,
          shut: Tensor,
          p: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          step: float,
          zero: int,
          back: bool) -> List[Tensor]:
          g = torch.addcmul(x, pads, shut)
          n = torch.size(x, 0)
          h = torch.zeros_like(torch.slice(torch.select(g, 0, 0), 1, 0, torch.floordiv(torch.size(x, 2), 4), 1))
          c = torch.zeros_like(h)
          ys = torch.list(annotate(List[Tensor], []))
          i = 0
          go = torch.lt(0, n)
          while go:
            t = i
            if back:
              t = torch.sub(torch.sub(n, 1), i)
            else:
              t = i
            r = (self).lstm((self).linear_unit_plus(h, p, torch.select(g, 0, t), step, zero, ), c, )
            h, c, = r[0], r[1]
            _0 = torch.append(ys, h)
            j = torch.add(i, 1)
            go, i = torch.lt(j, n), j
          y = torch.stack(ys)
          z = y
          if back:
            z = torch.flip(y, [0])
          else:
            z = y
          return [z, c]
      """;

  /** Floats of the additive score's hidden layer at a time, at most: 32 MiB. */
  private static final long HIDDEN_FLOATS = 1L << 23;

  private final ScriptModule module;

  private SearchOperators(ScriptModule module) {
    this.module = module;
  }

  /** Compiles the operators for the device of {@code parent}; close them before it. */
  public static SearchOperators open(NDManager parent) {
    return new SearchOperators(ScriptModule.open(parent, METHODS));
  }

  /**
   * How many steps of 8 bits this processor multiplies without losing any. Without VNNI the sum of
   * two products saturates at 16 bits, without a word: 127 x 127 x 2 does, 63 x 63 x 2 does not. A
   * product of ones tells.
   */
  private static int levels(ScriptModule module) {
    int units = 64;
    try (NDManager trial = module.manager().newSubManager()) {
      NDArray ones = trial.ones(new Shape(1, units));
      try (Linear map = new ByteLinear(module, ones, null, 127)) {
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
      case FP32 -> new FullLinear(weight, bias);
      case BF16 -> new HalfLinear(module, weight, bias);
      case INT8 ->
          range == Range.UNIT
              ? new UnitLinear(module, weight, bias, levels(module))
              : new ByteLinear(module, weight, bias, levels(module));
    };
  }

  /** Makes an affine map ready of whose input nothing is known. */
  public Linear linear(NDArray weight, NDArray bias, Format format) {
    return linear(weight, bias, format, Range.ANY);
  }

  private record FullLinear(NDArray weight, NDArray bias) implements Linear {
    @Override
    public NDArray apply(NDArray x) {
      return Kernels.linear(x, weight, bias);
    }

    @Override
    public void close() {}
  }

  private static NDArray biasOf(NDArray weight, NDArray bias) {
    long outputs = weight.getShape().get(0);
    return bias == null ? weight.getManager().zeros(new Shape(outputs)) : bias;
  }

  private static final class HalfLinear implements Linear {
    private final ScriptModule module;
    private final NDArray weight;
    private final NDArray bias;

    HalfLinear(ScriptModule module, NDArray weight, NDArray bias) {
      this.module = module;
      this.weight = module.call(weight.getManager(), "half", weight).get(0);
      this.bias = biasOf(weight, bias);
    }

    @Override
    public NDArray apply(NDArray x) {
      return module.call(x.getManager(), "linear_half", x, weight, bias).get(0);
    }

    @Override
    public void close() {
      weight.close();
    }
  }

  private static final class UnitLinear implements Linear {
    private final ScriptModule module;
    private final IValue packed;
    private final int levels;

    UnitLinear(ScriptModule module, NDArray weight, NDArray bias, int levels) {
      this.module = module;
      this.packed =
          bias == null
              ? module.keep("pack", weight, (double) levels)
              : module.keep("pack_biased", weight, bias, (double) levels);
      this.levels = levels;
    }

    @Override
    public NDArray apply(NDArray x) {
      return module.call(x.getManager(), "linear_unit", x, packed, 1.0 / levels, levels + 1).get(0);
    }

    @Override
    public NDArray applyPlus(NDArray x, NDArray plus) {
      return module
          .call(x.getManager(), "linear_unit_plus", x, packed, plus, 1.0 / levels, levels + 1)
          .get(0);
    }

    @Override
    public void close() {
      packed.close();
    }
  }

  private static final class ByteLinear implements Linear {
    private final ScriptModule module;
    private final IValue packed;
    private final NDArray bias;
    private final boolean biased;
    private final int levels;

    ByteLinear(ScriptModule module, NDArray weight, NDArray bias, int levels) {
      this.module = module;
      this.packed = module.keep("pack", weight, (double) levels);
      this.bias = biasOf(weight, bias);
      this.biased = bias != null;
      this.levels = levels;
    }

    @Override
    public NDArray apply(NDArray x) {
      return with(bias, x);
    }

    @Override
    public NDArray applyPlus(NDArray x, NDArray plus) {
      return with(biased ? plus.add(bias) : plus, x);
    }

    private NDArray with(NDArray added, NDArray x) {
      return module
          .call(x.getManager(), "linear_byte", x, packed, added, 1.0 / levels, levels + 1)
          .get(0);
    }

    @Override
    public void close() {
      packed.close();
    }
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
    int levels = levels(module);
    return new ByteRecurrence(
        module, module.keep("pack", weight, (double) levels), shut.reshape(-1), levels);
  }

  /** Recurrent weights in bytes. */
  public static final class ByteRecurrence implements AutoCloseable {
    private final ScriptModule module;
    private final IValue packed;
    private final NDArray shut;
    private final int levels;

    private ByteRecurrence(ScriptModule module, IValue packed, NDArray shut, int levels) {
      this.module = module;
      this.packed = packed;
      this.shut = shut;
      this.levels = levels;
    }

    /**
     * Reads sentences from a zero state; the state stays at PAD.
     *
     * @param gates W_ih x + b_ih + b_hh, {@code (T, B, 4 H)}, in the order i f g o
     * @param pads 1 at PAD, else 0, {@code (T, B, 1)}
     * @param backward whether to read from the end
     * @return hidden states, 0 at PAD, {@code (T, B, H)}, and the final cell state, {@code (B, H)}
     */
    public NDList read(NDArray gates, NDArray pads, boolean backward) {
      return module.call(
          gates.getManager(),
          "read",
          gates,
          pads,
          shut,
          packed,
          1.0 / levels,
          levels + 1,
          backward);
    }

    @Override
    public void close() {
      packed.close();
    }
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
   * The maps of a whole step.
   *
   * @param table the gates of each piece, {@code (V, 4 H)}
   * @param recurrent W_hh
   * @param fromHidden what attention adds a state to
   * @param deep the deep readout; null where states meet the output layer themselves
   * @param common logits of the common pieces
   * @param extras logits of those that single sentences may use beside them
   */
  public record StepMaps(
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

  /** Whether {@link #step} takes a map: one of bytes whose input lies within -1 and 1. */
  public static boolean isForStep(Linear map) {
    return map instanceof UnitLinear;
  }

  /**
   * The R rows of a step.
   *
   * @param pieces what each spoke last
   * @param origin the row of the state that each continues
   * @param sentences the sentence of each
   * @param placeOf the place of each, as {@link #attend} takes it
   * @param rowAt the row at each place, {@code (B P)}
   */
  public record StepRows(
      long[] pieces, long[] origin, long[] sentences, long[] placeOf, long[] rowAt) {
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
  }

  /**
   * What a step gives.
   *
   * @param hidden {@code (R, H)}
   * @param cell {@code (R, H)}
   */
  public record Stepped(Best best, NDArray hidden, NDArray cell) {}

  /**
   * A whole step of one layer of LSTM cells with attention over each sentence's own pieces, in one
   * call: {@link #lstm}, {@link #attend}, the readout and {@link #bestOfOwn}, to the same bits.
   *
   * @param maps for all of which {@link #isForStep} holds
   * @param hidden state before the step, {@code (R', H)}
   * @param cell its cell state
   * @param to where the results live
   */
  public Stepped step(
      StepMaps maps,
      Keys memory,
      Own own,
      StepRows rows,
      NDArray hidden,
      NDArray cell,
      int k,
      NDManager to) {
    int levels = ((UnitLinear) maps.recurrent()).levels;
    Deep deep = maps.deep();
    NDList r =
        module.call(
            to,
            "step",
            rows.index(to),
            rows.pieces().length,
            hidden,
            cell,
            maps.table(),
            packed(maps.recurrent()),
            packed(maps.fromHidden()),
            memory.keys(),
            memory.values(),
            memory.mask(),
            (double) memory.far(),
            deep == null ? new NDList() : new NDList(deep.table()),
            packed(deep == null ? maps.fromHidden() : deep.fromHidden()),
            packed(maps.common()),
            packed(maps.extras()),
            own.places(),
            own.ids(),
            own.mask(),
            1.0 / levels,
            levels + 1,
            k);
    return new Stepped(new Best(r.get(0), r.get(1)), r.get(2), r.get(3));
  }

  private static IValue packed(Linear map) {
    return ((UnitLinear) map).packed;
  }

  @Override
  public void close() {
    module.close();
  }
}
