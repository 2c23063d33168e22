package org.truchman.seq2seq.tensor.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * An affine map in bytes, of which some outputs are a map soon made: rows are rounded once, and
 * their scales are no part of what is packed, which looks at each of them for several microseconds.
 */
final class ByteRows implements LinearRows {
  private final ScriptModule module;
  private final NDArray bytes;
  private final NDArray scales;
  private final NDArray bias;
  private final int levels;

  ByteRows(ScriptModule module, NDArray weight, NDArray bias, int levels) {
    this.module = module;
    NDList rounded = module.call(weight.getManager(), "bytes_of", weight, (double) levels);
    this.bytes = rounded.get(0);
    this.scales = rounded.get(1);
    this.bias = bias;
    this.levels = levels;
  }

  @Override
  public Some of(NDArray rows) {
    return new Some(
        module,
        new PackedBytes(module.keep("pack_rows", bytes, rows), levels),
        pick(scales, rows),
        pick(bias, rows));
  }

  private NDArray pick(NDArray x, NDArray rows) {
    return module.call(rows.getManager(), "pick", x, rows).get(0);
  }

  @Override
  public void close() {
    bytes.close();
    scales.close();
  }

  /**
   * The map of some outputs.
   *
   * @param packed the rounded rows, as if each had the scale 1
   * @param scales {@code (N)}
   * @param bias {@code (N)}
   */
  record Some(ScriptModule module, PackedBytes packed, NDArray scales, NDArray bias)
      implements Linear {
    @Override
    public NDArray apply(NDArray x) {
      return packed.apply(module, "linear_rows", x, scales, bias);
    }

    @Override
    public void close() {
      packed.close();
      scales.close();
      bias.close();
    }
  }
}
