package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Operators that run as one TorchScript call each, without recording gradients.
 *
 * <p>One instance belongs to one device; its methods may be called from any thread, and their
 * results live on the manager that is given.
 */
public final class ScriptedOperators implements AutoCloseable {
  private static final String METHODS =
      """
        def cross_entropy(self: __torch__.Ops,
          h: Tensor,
          w: Tensor,
          b: Tensor,
          t: Tensor,
          e: float,
          a: float,
          rows: int) -> List[Tensor]:
          n = torch.size(h, 0)
          v = torch.size(w, 0)
          wt = torch.t(w)
          sw = torch.sum(w, [0])
          sb = torch.sum(b)
          dh = torch.empty_like(h)
          dw = torch.zeros_like(w)
          db = torch.zeros_like(b)
          nll = torch.zeros_like(sb)
          smooth = torch.zeros_like(sb)
          i = 0
          go = torch.lt(0, n)
          while go:
            j = torch.add(i, rows)
            x = torch.slice(h, 0, i, j, 1)
            ti = torch.slice(t, 0, i, j, 1)
            wi = torch.embedding(w, ti)
            lp = torch.log_softmax(torch.addmm(b, x, wt), 1)
            picked = torch.squeeze(torch.gather(lp, 1, torch.unsqueeze(ti, 1)), 1)
            logit = torch.add(torch.sum(torch.mul(x, wi), [1]), torch.squeeze(torch.embedding(torch.unsqueeze(b, 1), ti), 1))
            lse = torch.sub(logit, picked)
            total = torch.sub(torch.add(torch.mv(x, sw), sb), torch.mul(lse, v))
            _1 = torch.sub_(nll, torch.sum(picked))
            _2 = torch.sub_(smooth, torch.div(torch.sum(total), v))
            p = torch.exp_(lp)
            d = torch.sub(torch.mm(p, w), torch.add(torch.mul(wi, torch.sub(1., e)), torch.mul(sw, torch.div(e, v))))
            _3 = torch.copy_(torch.slice(dh, 0, i, j, 1), torch.mul(d, a))
            _4 = torch.addmm_(dw, torch.t(p), x)
            _5 = torch.add_(db, torch.sum(p, [0]))
            go, i = torch.lt(j, n), j
          hot = torch.mul(a, torch.sub(1., e))
          _6 = torch.sub_(torch.mul_(dw, a), torch.mul(torch.sum(h, [0]), torch.div(torch.mul(a, e), v)))
          _7 = torch.index_add_(dw, 0, t, h, alpha=torch.neg(hot))
          _8 = torch.sub_(torch.mul_(db, a), torch.div(torch.mul(torch.mul(a, e), n), v))
          _9 = torch.index_add_(db, 0, t, torch.ones_like(t, dtype=6), alpha=torch.neg(hot))
          loss = torch.add(torch.mul(nll, torch.sub(1., e)), torch.mul(smooth, e))
          return [torch.mul(loss, a), nll, dh, dw, db]
        def nll(self: __torch__.Ops,
          h: Tensor,
          w: Tensor,
          b: Tensor,
          t: Tensor) -> Tensor:
          lp = torch.log_softmax(torch.addmm(b, h, torch.t(w)), 1)
          return torch.neg(torch.squeeze(torch.gather(lp, 1, torch.unsqueeze(t, 1)), 1))
        def adam(self: __torch__.Ops,
          ws: List[Tensor],
          gs: List[Tensor],
          ms: List[Tensor],
          vs: List[Tensor],
          ss: List[Tensor],
          lr: float,
          clip: float) -> Tensor:
          n = torch.linalg_vector_norm(gs[0], 2)
          bad = torch.to(torch.logical_not(torch.isfinite(n)), 6)
          sc = torch.clamp(torch.div(n, clip), 1.)
          _1 = torch.add_(ss[0], torch.rsub(bad, 1.))
          _0 = torch._fused_adam_(ws, gs, ms, vs, [], ss, lr=lr, beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-8, amsgrad=False, maximize=False, grad_scale=sc, found_inf=bad)
          return torch.stack([n, bad])
        def lerp(self: __torch__.Ops,
          a: Tensor,
          w: Tensor,
          s: float) -> Tensor:
          return torch.lerp_(a, w, s)
        def best(self: __torch__.Ops,
          h: Tensor,
          w: Tensor,
          b: Tensor,
          mask: Tensor,
          k: int) -> List[Tensor]:
          x = torch.addmm(b, h, torch.t(w))
          z = torch.logsumexp(x, [1], True)
          v, i = torch.topk(torch.add_(x, mask), k, 1, True, True)
          return [torch.sub(v, z), i]
      """;

  private final PtNDManager manager;
  private final PtSymbolBlock block;

  private ScriptedOperators(PtNDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  /** Compiles the operators for the device of {@code parent}; close them before it. */
  public static ScriptedOperators open(NDManager parent) {
    PtNDManager manager = (PtNDManager) parent.newSubManager();
    byte[] archive = ScriptArchive.of(METHODS);
    try {
      JniUtils.setGraphExecutorOptimize(false);
      return new ScriptedOperators(
          manager, JniUtils.loadModule(manager, new ByteArrayInputStream(archive), true, false));
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException("scripted operators cannot be loaded", e);
    }
  }

  /** What the output layer gives for one batch of rows. */
  public record CrossEntropy(
      NDArray loss,
      NDArray nll,
      NDArray rowGradient,
      NDArray weightGradient,
      NDArray biasGradient) {}

  /**
   * Label-smoothed cross-entropy of the output layer with its gradients, in chunks of rows, so that
   * no N x V matrix is kept.
   *
   * <p>With q = (1 - eps) onehot(t) + eps / V (Szegedy et al. 2016, section 7) the loss of a row is
   * the cross-entropy of q and softmax(x W' + b).
   *
   * @param rows {@code (N, D)}
   * @param weight {@code (V, D)}
   * @param bias {@code (V)}
   * @param labels {@code (N)}, int64
   * @param smoothing eps
   * @param scale factor of the sum over rows; 1/N gives the mean
   * @param chunk rows at a time
   * @return {@code scale} times the summed loss, the plain summed negative log-likelihood, and the
   *     gradients of the former
   */
  public CrossEntropy crossEntropy(
      NDManager to,
      NDArray rows,
      NDArray weight,
      NDArray bias,
      NDArray labels,
      double smoothing,
      double scale,
      int chunk) {
    NDList r = call(to, "cross_entropy", rows, weight, bias, labels, smoothing, scale, chunk);
    return new CrossEntropy(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4));
  }

  /** Negative log-likelihood of each label, {@code (N)}; arguments as in {@link #crossEntropy}. */
  public NDArray negativeLogLikelihood(
      NDManager to, NDArray rows, NDArray weight, NDArray bias, NDArray labels) {
    return call(to, "nll", rows, weight, bias, labels).get(0);
  }

  /**
   * One step of Adam (Kingma and Ba 2015; beta 0.9 and 0.999, epsilon 1e-8) on flat vectors, after
   * the gradient was scaled down to the norm {@code clip}. A gradient that is not finite changes
   * nothing.
   *
   * @param steps count of updates done, float32 scalar; raised in place
   * @param learningRate step size
   * @param clip greatest norm; infinity for none
   * @return the norm before clipping and 1 if the update was skipped (else 0), {@code (2)}
   */
  public NDArray adam(
      NDManager to,
      NDArray parameters,
      NDArray gradient,
      NDArray firstMoment,
      NDArray secondMoment,
      NDArray steps,
      double learningRate,
      double clip) {
    return call(
            to,
            "adam",
            new NDList(parameters),
            new NDList(gradient),
            new NDList(firstMoment),
            new NDList(secondMoment),
            new NDList(steps),
            learningRate,
            clip)
        .get(0);
  }

  /** Moves {@code average} towards {@code values} by the share {@code share}, in place. */
  public void moveTowards(NDManager to, NDArray average, NDArray values, double share) {
    call(to, "lerp", average, values, share);
  }

  /** The best pieces of each row. */
  public record Best(NDArray logProbabilities, NDArray pieces) {}

  /**
   * The k pieces of highest log-probability in each row, best first.
   *
   * @param mask added before the choice, {@code (V)}: 0 for allowed pieces, -infinity for others;
   *     the probabilities stay normalised over all pieces
   * @return log-probabilities {@code (N, k)} and piece ids {@code (N, k)}, int64
   */
  public Best best(NDManager to, NDArray rows, NDArray weight, NDArray bias, NDArray mask, int k) {
    NDList r = call(to, "best", rows, weight, bias, mask, k);
    return new Best(r.get(0), r.get(1));
  }

  private NDList call(NDManager to, String method, Object... arguments) {
    IValue[] values = new IValue[arguments.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = value(arguments[i]);
      }
      try (IValue result = IValueUtils.runMethod(block, method, values)) {
        return result.toNDList((PtNDManager) to);
      }
    } finally {
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          values[i].close();
        }
      }
    }
  }

  private static IValue value(Object argument) {
    if (argument instanceof Integer number) {
      return IValue.from(number.longValue());
    }
    if (argument instanceof Double number) {
      return IValue.from(number.doubleValue());
    }
    if (argument instanceof NDList list) {
      return IValue.listFrom(list.toArray(new PtNDArray[0]));
    }
    return IValue.from((PtNDArray) argument);
  }

  @Override
  public void close() {
    manager.close();
  }
}
