package org.truchman.seq2seq.checkpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One tensor as a weights file holds it.
 *
 * @param spec name and shape
 * @param type how it is stored
 */
record StoredTensor(TensorSpec spec, StoredType type) {

  private static final String SCALE = ".scale";

  /** Gives the name of the row scales of an I8 tensor. */
  static String scaleOf(String name) {
    return name + SCALE;
  }

  /** Gives the name of the tensor whose rows these scales belong to. */
  static String ownerOfScale(String name) {
    return name.substring(0, name.length() - SCALE.length());
  }

  /**
   * Gives what a file of a weight type holds for some tensors, in the order in which we write it:
   * float32 first, so that they are aligned.
   *
   * @param specs the tensors
   * @param type the weight type of the file
   * @return the stored tensors; for I8 with the scales of the rows
   * @throws IllegalArgumentException if a name stands twice or is that of another tensor's scales
   */
  static List<StoredTensor> layout(List<TensorSpec> specs, WeightType type) {
    List<StoredTensor> wide = new ArrayList<>();
    List<StoredTensor> narrow = new ArrayList<>();
    for (TensorSpec spec : specs) {
      switch (type) {
        case F32 -> wide.add(new StoredTensor(spec, StoredType.F32));
        case F16 -> wide.add(new StoredTensor(spec, StoredType.F16));
        case BF16 -> wide.add(new StoredTensor(spec, StoredType.BF16));
        case I8 -> {
          if (spec.isVector()) {
            wide.add(new StoredTensor(spec, StoredType.F32));
          } else {
            narrow.add(new StoredTensor(spec, StoredType.I8));
            TensorSpec scale = TensorSpec.of(scaleOf(spec.name()), spec.rows());
            wide.add(new StoredTensor(scale, StoredType.F32));
          }
        }
      }
    }
    wide.addAll(narrow);
    requireDistinct(wide);
    return wide;
  }

  private static void requireDistinct(List<StoredTensor> tensors) {
    Set<String> names = new HashSet<>();
    for (StoredTensor tensor : tensors) {
      if (!names.add(tensor.spec().name())) {
        throw new IllegalArgumentException(
            "tensor \"" + tensor.spec().name() + "\" stands twice; allowed: distinct names");
      }
    }
  }

  /** Counts the bytes. */
  long bytes() {
    return (long) spec.count() * type.width();
  }
}
