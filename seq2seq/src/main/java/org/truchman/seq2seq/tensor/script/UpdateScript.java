package org.truchman.seq2seq.tensor.script;

/**
 * The text of the TorchScript methods that move parameters, in the form in which archives hold it.
 */
final class UpdateScript {
  static final String METHODS =
      """
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
      """;

  private UpdateScript() {}
}
