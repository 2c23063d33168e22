package org.truchman.seq2seq.tensor.script;

/**
 * The text of the TorchScript methods whose products are in bfloat16, in the form in which archives
 * hold it.
 */
final class HalfScript {
  static final String METHODS =
      """
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

  private HalfScript() {}
}
