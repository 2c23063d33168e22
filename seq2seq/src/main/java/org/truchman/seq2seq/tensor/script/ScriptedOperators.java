package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.truchman.seq2seq.tensor.Products;

/**
 * Operators that run as one TorchScript call each, without recording gradients; {@link
 * #halfProducts} are those that record them.
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
          rows: int,
          room: Tensor) -> List[Tensor]:
          n = torch.size(h, 0)
          v = torch.size(w, 0)
          d = torch.size(w, 1)
          wt = torch.t(w)
          smoothed = torch.ne(e, 0.)
          dh = torch.empty_like(h)
          wide = torch.mul(torch.floordiv(torch.add(d, 15), 16), 16)
          dw = torch.slice(torch.new_empty(w, [v, wide]), 1, 0, d, 1)
          db = torch.zeros_like(b)
          nll = torch.zeros_like(torch.select(b, 0, 0))
          smooth = torch.zeros_like(nll)
          i = 0
          go = torch.lt(0, n)
          while go:
            j = torch.add(i, rows)
            x = torch.slice(h, 0, i, j, 1)
            ti = torch.unsqueeze(torch.slice(t, 0, i, j, 1), 1)
            all = torch.slice(room, 0, 0, torch.size(x, 0), 1)
            z = torch.slice(all, 1, 0, v, 1)
            _0 = torch.fill_(torch.slice(all, 1, v, torch.size(all, 1), 1), -3e38)
            _1 = torch.addmm(b, x, wt, out=z)
            logit = torch.squeeze(torch.gather(z, 1, ti), 1)
            most = torch.amax(all, [1])
            _2 = torch._softmax(all, 1, False, out=all)
            lse = torch.sub(most, torch.log(torch.amax(all, [1])))
            ones = torch.ones_like(lse)
            _3 = torch.add_(nll, torch.sum(torch.sub(lse, logit)))
            _4 = torch.scatter_add_(z, 1, ti, torch.unsqueeze(torch.mul(ones, torch.sub(e, 1.)), 1))
            q = torch.mul(torch.mm(z, w), a)
            if smoothed:
              sw = torch.sum(w, [0])
              total = torch.sub(torch.add(torch.mv(x, sw), torch.sum(b)), torch.mul(lse, v))
              _5 = torch.sub_(smooth, torch.div(torch.sum(total), v))
              _6 = torch.sub_(q, torch.mul(sw, torch.div(torch.mul(a, e), v)))
            _7 = torch.copy_(torch.slice(dh, 0, i, j, 1), q)
            xa = torch.mul(x, a)
            if torch.eq(i, 0):
              _8 = torch.mm(torch.t(z), xa, out=dw)
            else:
              _9 = torch.addmm_(dw, torch.t(z), xa)
            _10 = torch.add_(db, torch.mv(torch.t(z), ones))
            go, i = torch.lt(j, n), j
          _11 = torch.mul_(db, a)
          loss = (self).spread(nll, smooth, h, dw, db, v, e, a, )
          return [loss, nll, dh, torch.contiguous(dw), db]
        def cross_entropy_half(self: __torch__.Ops,
          h: Tensor,
          w: Tensor,
          b: Tensor,
          t: Tensor,
          e: float,
          a: float,
          rows: int,
          room: Tensor) -> List[Tensor]:
          n = torch.size(h, 0)
          v = torch.size(w, 0)
          smoothed = torch.ne(e, 0.)
          hx = torch.to(h, 15)
          ha = torch.to(torch.mul(h, a), 15)
          wx = torch.to(w, 15)
          bx = torch.to(b, 15)
          wt = torch.t(wx)
          dh = torch.empty_like(h)
          db = torch.zeros_like(b)
          nll = torch.zeros_like(torch.select(b, 0, 0))
          smooth = torch.zeros_like(nll)
          dw = nll
          i = 0
          go = torch.lt(0, n)
          while go:
            j = torch.add(i, rows)
            x = torch.slice(h, 0, i, j, 1)
            xx = torch.slice(hx, 0, i, j, 1)
            ti = torch.slice(t, 0, i, j, 1)
            wi = torch.embedding(w, ti)
            z = torch.slice(room, 0, 0, torch.size(xx, 0), 1)
            _0 = torch.addmm(bx, xx, wt, out=z)
            most = torch.amax(z, [1])
            p = torch._softmax(z, 1, False, out=z)
            lse = torch.sub(torch.to(most, 6), torch.log(torch.to(torch.amax(p, [1]), 6)))
            logit = torch.add(torch.sum(torch.mul(x, wi), [1]), torch.squeeze(torch.embedding(torch.unsqueeze(b, 1), ti), 1))
            _1 = torch.add_(nll, torch.sum(torch.sub(lse, logit)))
            g = torch.sub(torch.to(torch.mm(p, wx), 6), torch.mul(wi, torch.sub(1., e)))
            m = torch.mm(torch.t(p), torch.slice(ha, 0, i, j, 1))
            if smoothed:
              sw = torch.sum(w, [0])
              total = torch.sub(torch.add(torch.mv(x, sw), torch.sum(b)), torch.mul(lse, v))
              _2 = torch.sub_(smooth, torch.div(torch.sum(total), v))
              _3 = torch.sub_(g, torch.mul(sw, torch.div(e, v)))
            if torch.eq(i, 0):
              more = torch.to(m, 6)
            else:
              more = torch.add_(dw, m)
            _4 = torch.copy_(torch.slice(dh, 0, i, j, 1), torch.mul(g, a))
            _5 = torch.add_(db, torch.sum(p, [0]))
            go, i, dw = torch.lt(j, n), j, more
          hot = torch.mul(a, torch.sub(1., e))
          _6 = torch.index_add_(dw, 0, t, h, alpha=torch.neg(hot))
          _7 = torch.mul_(db, a)
          _8 = torch.index_add_(db, 0, t, torch.to(torch.ones_like(t), w), alpha=torch.neg(hot))
          loss = (self).spread(nll, smooth, h, dw, db, v, e, a, )
          return [loss, nll, dh, dw, db]
        def spread(self: __torch__.Ops,
          nll: Tensor,
          smooth: Tensor,
          h: Tensor,
          dw: Tensor,
          db: Tensor,
          v: int,
          e: float,
          a: float) -> Tensor:
          if torch.ne(e, 0.):
            share = torch.div(torch.mul(a, e), v)
            _0 = torch.sub_(dw, torch.mul(torch.sum(h, [0]), share))
            _1 = torch.sub_(db, torch.mul(share, torch.size(h, 0)))
          loss = torch.add(torch.mul(nll, torch.sub(1., e)), torch.mul(smooth, e))
          return torch.mul(loss, a)
        def cross_entropy_twice(self: __torch__.Ops,
          h: Tensor,
          w: Tensor,
          b: Tensor,
          t: Tensor,
          e: float,
          a: float,
          r: float,
          n: int,
          rows: int,
          kind: int) -> List[Tensor]:
          v = torch.size(w, 0)
          wx = torch.to(w, kind)
          bx = torch.to(b, kind)
          wt = torch.t(wx)
          m = torch.mul(n, 2)
          h1 = torch.slice(h, 0, 0, n, 1)
          h2 = torch.slice(h, 0, n, m, 1)
          t1 = torch.slice(t, 0, 0, n, 1)
          t2 = torch.slice(t, 0, n, m, 1)
          dh = torch.empty_like(h)
          dh1 = torch.slice(dh, 0, 0, n, 1)
          dh2 = torch.slice(dh, 0, n, m, 1)
          dw = torch.zeros_like(w)
          db = torch.zeros_like(b)
          nll = torch.zeros_like(torch.sum(b))
          smooth = torch.zeros_like(nll)
          apart = torch.zeros_like(nll)
          i = 0
          go = torch.lt(0, n)
          while go:
            j = torch.add(i, rows)
            xx = torch.to(torch.cat([torch.slice(h1, 0, i, j, 1), torch.slice(h2, 0, i, j, 1)]), kind)
            ti = torch.unsqueeze(torch.cat([torch.slice(t1, 0, i, j, 1), torch.slice(t2, 0, i, j, 1)]), 1)
            lp = torch.log_softmax(torch.to(torch.addmm(bx, xx, wt), h), 1)
            p = torch.exp(lp)
            both = torch.size(lp, 0)
            c = torch.size(torch.slice(h1, 0, i, j, 1), 0)
            p1 = torch.slice(p, 0, 0, c, 1)
            p2 = torch.slice(p, 0, c, both, 1)
            d = torch.sub(torch.slice(lp, 0, 0, c, 1), torch.slice(lp, 0, c, both, 1))
            k1 = torch.sum(torch.mul(p1, d), [1], True)
            k2 = torch.neg(torch.sum(torch.mul(p2, d), [1], True))
            u = torch.sub(p1, p2)
            g1 = torch.add(torch.mul(p1, torch.sub(d, k1)), u)
            g2 = torch.neg(torch.add(torch.mul(p2, torch.add(d, k2)), u))
            _1 = torch.sub_(nll, torch.sum(torch.gather(lp, 1, ti)))
            _2 = torch.sub_(smooth, torch.div(torch.sum(lp), v))
            _3 = torch.add_(apart, torch.add(torch.sum(k1), torch.sum(k2)))
            hot = torch.mul(torch.to(torch.ones_like(ti), h), torch.mul(torch.neg(a), torch.sub(1., e)))
            g = torch.sub_(torch.mul_(p, a), torch.div(torch.mul(a, e), v))
            _4 = torch.add_(torch.scatter_add_(g, 1, ti, hot), torch.cat([g1, g2]), alpha=r)
            gx = torch.to(g, kind)
            q = torch.mm(gx, wx)
            _5 = torch.copy_(torch.slice(dh1, 0, i, j, 1), torch.slice(q, 0, 0, c, 1))
            _6 = torch.copy_(torch.slice(dh2, 0, i, j, 1), torch.slice(q, 0, c, both, 1))
            _7 = torch.add_(dw, torch.mm(torch.t(gx), xx))
            _8 = torch.add_(db, torch.sum(g, [0]))
            go, i = torch.lt(j, n), j
          of_labels = torch.add(torch.mul(nll, torch.sub(1., e)), torch.mul(smooth, e))
          loss = torch.add(torch.mul(of_labels, a), torch.mul(apart, r))
          return [loss, torch.mul(nll, 0.5), dh, dw, db]
        def room(self: __torch__.Ops,
          b: Tensor,
          rows: int,
          kind: int) -> Tensor:
          v = torch.size(b, 0)
          wide = v
          if torch.ne(kind, 15):
            wide = torch.mul(torch.floordiv(torch.add(v, 15), 16), 16)
          return torch.new_empty(torch.to(b, kind), [rows, wide])
        def nll(self: __torch__.Ops,
          h: Tensor,
          w: Tensor,
          b: Tensor,
          t: Tensor) -> Tensor:
          lp = torch.log_softmax(torch.addmm(b, h, torch.t(w)), 1)
          return torch.neg(torch.squeeze(torch.gather(lp, 1, torch.unsqueeze(t, 1)), 1))
        def inspect(self: __torch__.Ops,
          gs: List[Tensor],
          loss: Tensor) -> Tensor:
          n = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gs, 2)), 2)
          fine = torch.logical_and(torch.isfinite(n), torch.isfinite(loss))
          return torch.stack([n, torch.to(torch.logical_not(fine), 6)])
        def adam(self: __torch__.Ops,
          ws: List[Tensor],
          gs: List[Tensor],
          ms: List[Tensor],
          vs: List[Tensor],
          ss: List[Tensor],
          found: Tensor,
          lr: float,
          clip: float) -> Tensor:
          bad = torch.select(found, 0, 1)
          sc = torch.clamp(torch.div(torch.select(found, 0, 0), clip), 1.)
          _1 = torch.add_(ss[0], torch.rsub(bad, 1.))
          _0 = torch._fused_adam_(ws, gs, ms, vs, [], ss, lr=lr, beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-8, amsgrad=False, maximize=False, grad_scale=sc, found_inf=bad)
          return found
        def sgd(self: __torch__.Ops,
          ws: List[Tensor],
          gs: List[Tensor],
          ms: List[Tensor],
          ss: List[Tensor],
          found: Tensor,
          lr: float,
          clip: float,
          momentum: float) -> Tensor:
          bad = torch.select(found, 0, 1)
          sc = torch.clamp(torch.div(torch.select(found, 0, 0), clip), 1.)
          _1 = torch.add_(ss[0], torch.rsub(bad, 1.))
          if torch.eq(momentum, 0.):
            _0 = torch._fused_sgd_(ws, gs, [], weight_decay=0., momentum=momentum, lr=torch.mul(torch.reciprocal(sc), lr), dampening=0., nesterov=False, maximize=False, is_first_step=False, found_inf=bad)
          else:
            _2 = torch._fused_sgd_(ws, gs, ms, weight_decay=0., momentum=momentum, lr=lr, dampening=0., nesterov=False, maximize=False, is_first_step=False, grad_scale=sc, found_inf=bad)
          return found
        def put_rows(self: __torch__.Ops,
          w: Tensor,
          n: Tensor,
          v: Tensor) -> Tensor:
          return torch.index_copy_(w, 0, n, v)
        def shrink(self: __torch__.Ops,
          w: Tensor,
          mask: Tensor,
          found: Tensor,
          share: float) -> Tensor:
          keep = torch.rsub(torch.select(found, 0, 1), 1.)
          return torch.addcmul_(w, w, torch.mul(mask, torch.mul(keep, torch.neg(share))))
        def tally(self: __torch__.Ops,
          sums: Tensor,
          nll: Tensor,
          found: Tensor,
          tokens: float,
          update: float,
          limit: float) -> Tensor:
          bad = torch.select(found, 0, 1)
          good = torch.rsub(bad, 1.)
          none = torch.zeros_like(bad)
          skip = torch.gt(bad, 0.5)
          streak = torch.mul(torch.add(torch.select(sums, 0, 4), bad), bad)
          before = torch.select(sums, 0, 5)
          fatal = torch.logical_and(torch.ge(streak, limit), torch.eq(before, 0.))
          last = torch.add(before, torch.mul(torch.to(fatal, 6), update))
          lost = torch.where(skip, none, torch.squeeze(nll))
          norm = torch.where(skip, none, torch.select(found, 0, 0))
          more = torch.stack([lost, torch.mul(good, tokens), norm, bad])
          new = torch.cat([torch.add(torch.slice(sums, 0, 0, 4, 1), more), torch.stack([streak, last])])
          return torch.copy_(sums, new)
        def lerp(self: __torch__.Ops,
          a: Tensor,
          w: Tensor,
          s: float) -> Tensor:
          return torch.lerp_(a, w, s)
        def linear_half(self: __torch__.Ops,
          x: Tensor,
          w: Tensor) -> Tensor:
          return torch.to(torch.linear(torch.to(x, 15), torch.to(w, 15)), 6)
        def affine_half(self: __torch__.Ops,
          x: Tensor,
          w: Tensor,
          b: Tensor) -> Tensor:
          return torch.to(torch.linear(torch.to(x, 15), torch.to(w, 15), torch.to(b, 15)), 6)
        def batch_half(self: __torch__.Ops,
          x: Tensor,
          y: Tensor) -> Tensor:
          return torch.to(torch.bmm(torch.to(x, 15), torch.to(y, 15)), 6)
        def lstm_half(self: __torch__.Ops,
          x: Tensor,
          h: Tensor,
          c: Tensor,
          wi: Tensor,
          wh: Tensor,
          bi: Tensor,
          bh: Tensor) -> List[Tensor]:
          ps = [torch.to(wi, 15), torch.to(wh, 15), torch.to(bi, 15), torch.to(bh, 15)]
          y, hn, cn = torch.lstm(torch.to(x, 15), [torch.to(h, 15), torch.to(c, 15)], ps, True, 1, 0., True, False, True)
          return [torch.to(y, 6), torch.to(hn, 6), torch.to(cn, 6)]
        def lstm_both_half(self: __torch__.Ops,
          x: Tensor,
          h: Tensor,
          c: Tensor,
          wi: Tensor,
          wh: Tensor,
          bi: Tensor,
          bh: Tensor,
          vi: Tensor,
          vh: Tensor,
          ai: Tensor,
          ah: Tensor) -> List[Tensor]:
          ps = [torch.to(wi, 15), torch.to(wh, 15), torch.to(bi, 15), torch.to(bh, 15), torch.to(vi, 15), torch.to(vh, 15), torch.to(ai, 15), torch.to(ah, 15)]
          y, hn, cn = torch.lstm(torch.to(x, 15), [torch.to(h, 15), torch.to(c, 15)], ps, True, 1, 0., True, True, True)
          return [torch.to(y, 6), torch.to(hn, 6), torch.to(cn, 6)]
        def lstm_unrolled(self: __torch__.Ops,
          x: Tensor,
          h: Tensor,
          c: Tensor,
          wi: Tensor,
          wh: Tensor,
          bi: Tensor,
          bh: Tensor) -> List[Tensor]:
          rows = torch.size(x, 0)
          steps = torch.size(x, 1)
          units = torch.size(wh, 1)
          two = torch.mul(units, 2)
          three = torch.mul(units, 3)
          four = torch.mul(units, 4)
          xs = torch.reshape(torch.transpose(torch.to(x, 15), 0, 1), [-1, torch.size(x, 2)])
          us = torch.to(wi, 15)
          ws = torch.to(wh, 15)
          wt = torch.t(ws)
          z = torch.view(torch.addmm(torch.to(torch.add(bi, bh), 15), xs, torch.t(us)), [steps, rows, four])
          hs = torch.new_empty(z, [torch.add(steps, 1), rows, units])
          cs = torch.new_empty(c, [torch.add(steps, 1), rows, units])
          _0 = torch.copy_(torch.select(hs, 0, 0), torch.select(h, 0, 0))
          _1 = torch.copy_(torch.select(cs, 0, 0), torch.select(c, 0, 0))
          t = 0
          go = torch.lt(0, steps)
          while go:
            n = torch.add(t, 1)
            a = torch.addmm_(torch.select(z, 0, t), torch.select(hs, 0, t), wt)
            _2 = torch.sigmoid_(torch.slice(a, 1, 0, two, 1))
            g = torch.tanh_(torch.slice(a, 1, two, three, 1))
            o = torch.sigmoid_(torch.slice(a, 1, three, four, 1))
            cn = torch.select(cs, 0, n)
            _3 = torch.mul(torch.slice(a, 1, units, two, 1), torch.select(cs, 0, t), out=cn)
            _4 = torch.addcmul_(cn, torch.slice(a, 1, 0, units, 1), g)
            _5 = torch.mul(o, torch.tanh(cn), out=torch.select(hs, 0, n))
            go, t = torch.lt(n, steps), n
          y = torch.contiguous(torch.to(torch.transpose(torch.slice(hs, 0, 1, torch.add(steps, 1), 1), 0, 1), 6))
          hn = torch.to(torch.slice(hs, 0, steps, torch.add(steps, 1), 1), 6)
          cn = torch.clone(torch.slice(cs, 0, steps, torch.add(steps, 1), 1))
          asked = torch.tensor([ops.prim.requires_grad(x), ops.prim.requires_grad(h), ops.prim.requires_grad(c), ops.prim.requires_grad(wi), ops.prim.requires_grad(wh), ops.prim.requires_grad(bi), ops.prim.requires_grad(bh)])
          return [asked, y, hn, cn, xs, us, ws, z, hs, cs]
        def lstm_unrolled_back(self: __torch__.Ops,
          dy: Tensor,
          dhn: Tensor,
          dcn: Tensor,
          xs: Tensor,
          us: Tensor,
          ws: Tensor,
          z: Tensor,
          hs: Tensor,
          cs: Tensor) -> List[Tensor]:
          rows = torch.size(dy, 0)
          steps = torch.size(dy, 1)
          units = torch.size(ws, 1)
          dys = torch.contiguous(torch.transpose(dy, 0, 1))
          gates = torch.view(z, [steps, rows, 4, units])
          i = torch.select(gates, 2, 0)
          f = torch.select(gates, 2, 1)
          g = torch.select(gates, 2, 2)
          o = torch.select(gates, 2, 3)
          cb = torch.slice(cs, 0, 0, steps, 1)
          th = torch.tanh(torch.slice(cs, 0, 1, torch.add(steps, 1), 1))
          m = torch.new_empty(dy, [steps, rows, 4, units])
          _0 = torch.mul_(torch.mul(i, torch.rsub(i, 1.), out=torch.select(m, 2, 0)), g)
          _1 = torch.mul_(torch.mul(f, torch.rsub(f, 1.), out=torch.select(m, 2, 1)), cb)
          _2 = torch.mul_(torch.add_(torch.neg_(torch.mul(g, g, out=torch.select(m, 2, 2))), 1.), i)
          _3 = torch.mul_(torch.mul(o, torch.rsub(o, 1.), out=torch.select(m, 2, 3)), th)
          shown = torch.mul_(torch.rsub(torch.mul(th, th), 1.), o)
          stays = torch.to(f, 6)
          dz = torch.new_empty(z, [steps, rows, 4, units])
          dc = torch.clone(torch.select(dcn, 0, 0))
          dh = torch.clone(torch.select(dhn, 0, 0))
          t = torch.sub(steps, 1)
          go = torch.ge(t, 0)
          while go:
            _4 = torch.add_(dh, torch.select(dys, 0, t))
            _5 = torch.addcmul_(dc, dh, torch.select(shown, 0, t))
            mt = torch.select(m, 0, t)
            d = torch.select(dz, 0, t)
            _6 = torch.mul(torch.slice(mt, 1, 0, 3, 1), torch.unsqueeze(dc, 1), out=torch.slice(d, 1, 0, 3, 1))
            _7 = torch.mul(torch.select(mt, 1, 3), dh, out=torch.select(d, 1, 3))
            _8 = torch.mul_(dc, torch.select(stays, 0, t))
            _9 = torch.copy_(dh, torch.mm(torch.view(d, [rows, -1]), ws))
            n = torch.sub(t, 1)
            go, t = torch.ge(n, 0), n
          ds = torch.view(dz, [torch.mul(steps, rows), -1])
          dt = torch.t(ds)
          dx = torch.contiguous(torch.to(torch.transpose(torch.view(torch.mm(ds, us), [steps, rows, -1]), 0, 1), 6))
          du = torch.to(torch.mm(dt, xs), 6)
          dw = torch.to(torch.mm(dt, torch.view(torch.slice(hs, 0, 0, steps, 1), [-1, units])), 6)
          db = torch.sum(torch.to(ds, 6), [0])
          return [dx, torch.unsqueeze(dh, 0), torch.unsqueeze(dc, 0), du, dw, db]
      """;

  /** The engine's numbers of the number formats. */
  private static final int FLOAT = 6;

  private static final int DOUBLE = 7;
  private static final int HALF = 15;

  private final ScriptModule module;
  private final Products half;
  private final Products halfButRecurrences;

  private ScriptedOperators(ScriptModule module) {
    this.module = module;
    this.half = new HalfProducts(module, true);
    this.halfButRecurrences = new HalfProducts(module, false);
  }

  /** Compiles the operators for the device of {@code parent}; close them before it. */
  public static ScriptedOperators open(NDManager parent) {
    return new ScriptedOperators(ScriptModule.open(parent, METHODS));
  }

  /** What the output layer gives for one batch of rows. */
  public record CrossEntropy(
      NDArray loss,
      NDArray nll,
      NDArray rowGradient,
      NDArray weightGradient,
      NDArray biasGradient) {}

  /**
   * How the output layer's loss is taken.
   *
   * @param smoothing eps of label smoothing
   * @param scale factor of the sum over rows; 1/N gives the mean
   * @param chunks how many rows at a time, and where
   * @param half whether products and softmax are taken in bfloat16, of float32 arguments; the
   *     label's logit, the loss, and what comes out are float32
   */
  public record LossForm(double smoothing, double scale, OutputChunks chunks, boolean half) {}

  /**
   * An output layer.
   *
   * @param weight {@code (V, D)}
   * @param bias {@code (V)}
   */
  public record OutputLayer(NDArray weight, NDArray bias) {}

  /**
   * Label-smoothed cross-entropy of the output layer with its gradients, in chunks of rows, so that
   * no N x V matrix is kept; the logits of a chunk lie in one place, which becomes their
   * probabilities.
   *
   * <p>With q = (1 - eps) onehot(t) + eps / V (Szegedy et al. 2016, section 7) the loss of a row is
   * the cross-entropy of q and softmax(x W' + b).
   *
   * @param rows {@code (N, D)}
   * @param labels {@code (N)}, int64
   * @return {@code scale} times the summed loss, the plain summed negative log-likelihood, and the
   *     gradients of the former
   */
  public CrossEntropy crossEntropy(
      NDManager to, NDArray rows, OutputLayer layer, NDArray labels, LossForm form) {
    int chunk = form.chunks().rows(labels.getShape().get(0));
    int type = form.half() ? HALF : exact(rows);
    NDList r =
        module.call(
            to,
            form.half() ? "cross_entropy_half" : "cross_entropy",
            rows,
            layer.weight(),
            layer.bias(),
            labels,
            form.smoothing(),
            form.scale(),
            chunk,
            form.chunks().room(chunk, (owner, most) -> room(owner, layer.bias(), most, type)));
    return new CrossEntropy(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4));
  }

  /**
   * The loss of R-Drop (Liang et al. 2021, equation 4, halved, so that it is a mean over both
   * passes): label-smoothed cross-entropy of two passes over the same labels, plus how far their
   * distributions p and q are apart, weight (KL(p, q) + KL(q, p)) / 4; in chunks, as {@link
   * #crossEntropy}.
   *
   * @param rows of the first pass, then of the second, {@code (2 N, D)}
   * @param labels the same twice, {@code (2 N)}, int64
   * @param form its scale is that of the sum over the N rows of one pass
   * @param weight alpha, the divergence's weight
   * @return as {@link #crossEntropy}; the negative log-likelihood is the mean of both passes
   */
  public CrossEntropy crossEntropyTwice(
      NDManager to, NDArray rows, OutputLayer layer, NDArray labels, LossForm form, double weight) {
    NDList r =
        module.call(
            to,
            "cross_entropy_twice",
            rows,
            layer.weight(),
            layer.bias(),
            labels,
            form.smoothing(),
            form.scale() / 2,
            form.scale() * weight / 4,
            Math.toIntExact(labels.getShape().get(0) / 2),
            Math.max(1, form.chunks().rows(labels.getShape().get(0)) / 2),
            form.half() ? HALF : exact(rows));
    return new CrossEntropy(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4));
  }

  private static int exact(NDArray rows) {
    return rows.getDataType() == DataType.FLOAT64 ? DOUBLE : FLOAT;
  }

  /**
   * Room for as many logits as there are biases, for each of {@code rows}; anything is in it. Rows
   * of float32 are as wide as the next multiple of 16: where they begin at 64 bytes, the engine
   * writes the product of 400 rows of 200 and 10,003 pieces in 18 ms, else in 30.
   */
  private NDArray room(NDManager owner, NDArray bias, int rows, int type) {
    return module.call(owner, "room", bias, rows, type).get(0);
  }

  /** Negative log-likelihood of each label, {@code (N)}; arguments as in {@link #crossEntropy}. */
  public NDArray negativeLogLikelihood(
      NDManager to, NDArray rows, OutputLayer layer, NDArray labels) {
    return module.call(to, "nll", rows, layer.weight(), layer.bias(), labels).get(0);
  }

  /**
   * Looks whether an update can be made.
   *
   * @param gradients of ranges of the parameters
   * @param loss scalar
   * @return the norm of all gradients together, and 1 if it or the loss is not finite (else 0),
   *     {@code (2)}
   */
  public NDArray inspect(NDManager to, NDList gradients, NDArray loss) {
    return module.call(to, "inspect", gradients, loss).get(0);
  }

  /**
   * What an update reads and changes in place: the same ranges of the flat vectors in each list.
   *
   * @param parameters what is trained
   * @param gradients may be scaled in place
   * @param firstMoments Adam's m; the momentum of SGD
   * @param secondMoments Adam's v; SGD does not touch it
   * @param steps count of updates done, float32 scalar
   * @param found what {@link #inspect} gave: where it says so, nothing changes
   */
  public record UpdateVectors(
      NDList parameters,
      NDList gradients,
      NDList firstMoments,
      NDList secondMoments,
      NDArray steps,
      NDArray found) {
    /** The count of updates, once for each range. */
    private NDList allSteps() {
      NDList all = new NDList();
      parameters.forEach(range -> all.add(steps));
      return all;
    }
  }

  /**
   * One step of Adam (Kingma and Ba 2015; beta 0.9 and 0.999, epsilon 1e-8), after the gradient was
   * scaled down to the norm {@code clip}.
   *
   * @param learningRate step size
   * @param clip greatest norm; infinity for none
   */
  public void adam(NDManager to, UpdateVectors vectors, double learningRate, double clip) {
    module.call(
        to,
        "adam",
        vectors.parameters(),
        vectors.gradients(),
        vectors.firstMoments(),
        vectors.secondMoments(),
        vectors.allSteps(),
        vectors.found(),
        learningRate,
        clip);
  }

  /**
   * One step of stochastic gradient descent, after the gradient was scaled down to the norm {@code
   * clip}: m = momentum m + g, w = w - rate m.
   *
   * @param learningRate step size
   * @param clip greatest norm; infinity for none
   * @param momentum share of m that stays, in [0, 1)
   */
  public void gradientDescent(
      NDManager to, UpdateVectors vectors, double learningRate, double clip, double momentum) {
    module.call(
        to,
        "sgd",
        vectors.parameters(),
        vectors.gradients(),
        vectors.firstMoments(),
        vectors.allSteps(),
        vectors.found(),
        learningRate,
        clip,
        momentum);
  }

  /**
   * Writes rows of a matrix, in place.
   *
   * @param matrix {@code (M, D)}
   * @param numbers which rows, {@code (R)}, int64, each once
   * @param values {@code (R, D)}
   */
  public void putRows(NDArray matrix, NDArray numbers, NDArray values) {
    module.call(matrix.getManager(), "put_rows", matrix, numbers, values);
  }

  /**
   * Decoupled weight decay (Loshchilov and Hutter 2019): w = w - share w where the mask is 1.
   *
   * @param mask 1 or 0 for each parameter
   * @param found what {@link #inspect} gave: where it says so, nothing changes
   */
  public void shrink(NDManager to, NDArray parameters, NDArray mask, NDArray found, double share) {
    module.call(to, "shrink", parameters, mask, found, share);
  }

  /**
   * One update, for the running sums.
   *
   * @param nll summed negative log-likelihood, one element
   * @param found what {@link #inspect} gave
   * @param tokens target tokens
   * @param update its number, from 1
   * @param limit skipped updates in a row that are too many
   */
  public record Tally(NDArray nll, NDArray found, int tokens, long update, int limit) {}

  /**
   * Adds an update to the running sums, in place: negative log-likelihood, tokens, gradient norm
   * and number of skipped updates; then the updates skipped in a row so far, and the number of the
   * update that made them too many (0 while there is none).
   *
   * @param sums {@code (6)}
   */
  public void tally(NDManager to, NDArray sums, Tally tally) {
    module.call(
        to,
        "tally",
        sums,
        tally.nll(),
        tally.found(),
        (double) tally.tokens(),
        (double) tally.update(),
        (double) tally.limit());
  }

  /** Moves {@code average} towards {@code values} by the share {@code share}, in place. */
  public void moveTowards(NDManager to, NDArray average, NDArray values, double share) {
    module.call(to, "lerp", average, values, share);
  }

  /**
   * Products in bfloat16, with gradients; to be used on the thread that trains.
   *
   * @param recurrences whether those of recurrences, too
   */
  public Products halfProducts(boolean recurrences) {
    return recurrences ? half : halfButRecurrences;
  }

  @Override
  public void close() {
    module.close();
  }
}
