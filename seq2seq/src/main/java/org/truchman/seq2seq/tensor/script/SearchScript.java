package org.truchman.seq2seq.tensor.script;

/** The text of a search's TorchScript methods, in the form in which archives hold it. */
final class SearchScript {
  static final String METHODS =
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
        def contexts(self: __torch__.Ops,
          p: Tensor,
          values: Tensor) -> Tensor:
          return torch.reshape(torch.bmm(p, values), [-1, torch.size(values, 2)])
        def see(self: __torch__.Ops,
          p: Tensor,
          r: Tensor,
          values: Tensor,
          places: Tensor) -> Tensor:
          return torch.tanh_(torch.add_(torch.index_select((self).contexts(p, values, ), 0, places), r))
        def scores(self: __torch__.Ops,
          h: Tensor,
          keys: Tensor,
          mask: Tensor) -> Tensor:
          q = torch.reshape(h, [torch.size(keys, 0), -1, torch.size(h, 1)])
          return torch.add_(torch.bmm(q, torch.transpose(keys, 1, 2)), mask)
        def looked(self: __torch__.Ops,
          h: Tensor,
          keys: Tensor,
          mask: Tensor,
          rows: Tensor,
          far: float) -> Tensor:
          return (self).weigh((self).scores(torch.index_select(h, 0, rows), keys, mask, ), far, )
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
        def normaliser(self: __torch__.Ops,
          x: Tensor,
          most: Tensor) -> Tensor:
          return torch.add_(torch.log_(torch.sum(torch.exp_(torch.sub(x, most)), [1], True)), most)
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
          if torch.eq(torch.size(places, 0), 1):
            y = torch.add_(torch.gather(e, 1, torch.expand(places, [torch.size(e, 0), -1])), mask)
          else:
            y = torch.add_(torch.gather(e, 1, torch.index_select(places, 0, rows)), torch.index_select(mask, 0, rows))
          x = torch.cat([a, y], 1)
          v, i = torch.topk(x, k, 1, True, True)
          z = (self).normaliser(x, torch.slice(v, 1, 0, 1, 1), )
          if torch.eq(torch.size(ids, 0), 1):
            at = i
          else:
            at = torch.add(torch.unsqueeze(torch.mul(rows, torch.size(ids, 1)), 1), i)
          return [torch.sub(v, z), torch.take(ids, at)]
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
          scales: Tensor,
          biases: Tensor,
          places: Tensor,
          ids: Tensor,
          own: Tensor,
          unit: float,
          zero: int,
          stays: bool,
          straight: bool,
          k: int) -> List[Tensor]:
          of = torch.split_with_sizes(index, [r, r, r, r, torch.sub(torch.size(index, 0), torch.mul(r, 4))])
          pieces, origin, sentences, places_of, rows, = of
          g = torch.index_select(table, 0, pieces)
          if stays:
            d, old = c, h
          else:
            d, old = torch.index_select(c, 0, origin), torch.index_select(h, 0, origin)
          s = (self).lstm((self).linear_unit_plus(old, cell, g, unit, zero, ), d, )
          y = (self).linear_unit(s[0], look, unit, zero, )
          t = y
          if straight:
            p = (self).weigh((self).scores(s[0], keys, mask, ), far, )
            t = torch.tanh_(torch.add_((self).contexts(p, values, ), y))
          else:
            t = (self).attend(s[0], y, keys, values, mask, rows, places_of, far, )
          x = t
          if torch.gt(torch.len(deeps), 0):
            x = torch.tanh_(torch.add_((self).linear_unit(t, deep, unit, zero, ), torch.index_select(deeps[0], 0, pieces)))
          else:
            x = t
          a = (self).linear_unit(x, common, unit, zero, )
          e = (self).linear_rows(x, extras, scales, biases, unit, zero, )
          b = (self).own(a, e, places, ids, own, sentences, k, )
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
        def scales(self: __torch__.Ops,
          w: Tensor,
          levels: float) -> Tensor:
          return torch.div(torch.clamp(torch.amax(torch.abs(w), [1]), 9.9999999999999995e-21), levels)
        def rounded(self: __torch__.Ops,
          w: Tensor,
          levels: float) -> Tensor:
          s = (self).scales(w, levels, )
          return torch.quantize_per_channel(w, s, torch.zeros_like(s, dtype=4), 0, 12)
        def bytes_of(self: __torch__.Ops,
          w: Tensor,
          levels: float) -> List[Tensor]:
          return [torch.int_repr((self).rounded(w, levels, )), (self).scales(w, levels, )]
        def pack_rows(self: __torch__.Ops,
          bytes: Tensor,
          rows: Tensor) -> __torch__.torch.classes.quantized.LinearPackedParamsBase:
          return ops.quantized.linear_prepack(torch._make_per_tensor_quantized_tensor(torch.index_select(bytes, 0, rows), 1., 0))
        def linear_rows(self: __torch__.Ops,
          x: Tensor,
          p: __torch__.torch.classes.quantized.LinearPackedParamsBase,
          s: Tensor,
          b: Tensor,
          step: float,
          zero: int) -> Tensor:
          return torch.addcmul(b, (self).linear_unit(x, p, step, zero, ), s)
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

  private SearchScript() {}
}
