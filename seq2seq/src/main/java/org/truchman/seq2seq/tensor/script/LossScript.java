package org.truchman.seq2seq.tensor.script;

/** The text of the losses' TorchScript methods, in the form in which archives hold it. */
final class LossScript {
  static final String METHODS =
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
      """;

  private LossScript() {}
}
