package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.truchman.seq2seq.checkpoint.NamedTensor;
import org.truchman.seq2seq.checkpoint.TensorSpec;
import org.truchman.seq2seq.model.ParameterLayout;

/** The flat parameter vector as the named tensors of a weights file, and back. */
final class ModelTensors {
  private ModelTensors() {}

  static List<NamedTensor> named(ParameterLayout layout, float[] flat) {
    List<NamedTensor> tensors = new ArrayList<>();
    for (ParameterLayout.Entry entry : layout.entries()) {
      float[] values = Arrays.copyOfRange(flat, entry.offset(), entry.offset() + entry.size());
      tensors.add(new NamedTensor(spec(entry), values));
    }
    return tensors;
  }

  static List<TensorSpec> specs(ParameterLayout layout) {
    return layout.entries().stream().map(ModelTensors::spec).toList();
  }

  private static TensorSpec spec(ParameterLayout.Entry entry) {
    return new TensorSpec(entry.name(), entry.shape());
  }

  static float[] flat(ParameterLayout layout, Map<String, float[]> tensors) {
    float[] flat = new float[layout.size()];
    for (ParameterLayout.Entry entry : layout.entries()) {
      System.arraycopy(tensors.get(entry.name()), 0, flat, entry.offset(), entry.size());
    }
    return flat;
  }
}
