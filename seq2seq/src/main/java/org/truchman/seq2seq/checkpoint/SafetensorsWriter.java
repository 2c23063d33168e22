package org.truchman.seq2seq.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes named tensors as one safetensors file; see {@link Safetensors}. */
final class SafetensorsWriter {

  private static final int CHUNK = 1 << 20;

  /** From here on a float32 rounds to infinity in binary16: half a unit above 65504. */
  private static final float BEYOND_F16 = 65520;

  /** From here on a float32 rounds to infinity in bfloat16: half a unit above its greatest. */
  private static final float BEYOND_BF16 = Float.intBitsToFloat(0x7F7F_8000);

  private final Map<String, NamedTensor> tensors = new HashMap<>();
  private final List<StoredTensor> layout;

  /** Checks everything that can be wrong with the tensors, before a byte is written. */
  SafetensorsWriter(List<NamedTensor> tensors, WeightType type) {
    this.layout = StoredTensor.layout(tensors.stream().map(NamedTensor::spec).toList(), type);
    for (NamedTensor tensor : tensors) {
      tensor.requireFinite();
      requireBelow(tensor, type);
      this.tensors.put(tensor.name(), tensor);
    }
  }

  private static void requireBelow(NamedTensor tensor, WeightType type) {
    float limit =
        switch (type) {
          case F16 -> BEYOND_F16;
          case BF16 -> BEYOND_BF16;
          case F32, I8 -> Float.POSITIVE_INFINITY;
        };
    for (float value : tensor.values()) {
      if (Math.abs(value) >= limit) {
        throw new IllegalArgumentException(
            "tensor \"%s\" has %s, which %s cannot hold; store it as F32"
                .formatted(tensor.name(), value, type));
      }
    }
  }

  void writeTo(WritableByteChannel channel) throws IOException {
    byte[] header = SafetensorsHeader.write(layout);
    ByteBuffer start = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    channel.write(start.putLong(header.length).put(header).flip());
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, float[]> scales = new HashMap<>();
    for (StoredTensor stored : layout) {
      writeValues(channel, chunk, stored.type(), values(stored, scales));
    }
  }

  /** Gives the values to store; the scales come before the numbers that they scale. */
  private float[] values(StoredTensor stored, Map<String, float[]> scales) {
    String name = stored.spec().name();
    if (stored.type() == StoredType.I8) {
      float[] ofRows = scales.remove(StoredTensor.scaleOf(name));
      return RowQuantizer.quantize(tensors.get(name).values(), ofRows);
    }
    if (tensors.containsKey(name)) {
      return tensors.get(name).values();
    }
    NamedTensor scaled = tensors.get(StoredTensor.ownerOfScale(name));
    float[] ofRows = RowQuantizer.scales(scaled.values(), scaled.spec().rows());
    scales.put(name, ofRows);
    return ofRows;
  }

  private static void writeValues(
      WritableByteChannel channel, ByteBuffer chunk, StoredType type, float[] values)
      throws IOException {
    int step = CHUNK / type.width();
    for (int offset = 0; offset < values.length; offset += step) {
      chunk.clear();
      type.encode(values, offset, Math.min(step, values.length - offset), chunk);
      channel.write(chunk.flip());
    }
  }
}
