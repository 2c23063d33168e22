package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.truchman.seq2seq.tensor.Kernels;

/** Affine maps in the number formats of a search. */
final class Linears {
  private Linears() {}

  record FullLinear(NDArray weight, NDArray bias) implements Linear {
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

  static final class HalfLinear implements Linear {
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

  static final class UnitLinear implements Linear {
    private final ScriptModule module;
    private final PackedBytes packed;

    UnitLinear(ScriptModule module, NDArray weight, NDArray bias, int levels) {
      this.module = module;
      this.packed = PackedBytes.of(module, weight, bias, levels);
    }

    @Override
    public NDArray apply(NDArray x) {
      return packed.apply(module, "linear_unit", x);
    }

    @Override
    public NDArray applyPlus(NDArray x, NDArray plus) {
      return packed.apply(module, "linear_unit_plus", x, plus);
    }

    PackedBytes packed() {
      return packed;
    }

    @Override
    public void close() {
      packed.close();
    }
  }

  static final class ByteLinear implements Linear {
    private final ScriptModule module;
    private final PackedBytes packed;
    private final NDArray bias;
    private final boolean biased;

    ByteLinear(ScriptModule module, NDArray weight, NDArray bias, int levels) {
      this.module = module;
      this.packed = PackedBytes.of(module, weight, null, levels);
      this.bias = biasOf(weight, bias);
      this.biased = bias != null;
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
      return packed.apply(module, "linear_byte", x, added);
    }

    @Override
    public void close() {
      packed.close();
    }
  }
}
