package org.truchman.seq2seq.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How one tensor of a file is stored; the constants are the names of the safetensors format. */
enum StoredType {
  F32(4),
  F16(2),
  BF16(2),
  I8(1);

  private final int width;

  StoredType(int width) {
    this.width = width;
  }

  /** Gives the bytes of one value. */
  int width() {
    return width;
  }

  /** Decodes values from little-endian bytes to float32. */
  void decode(ByteBuffer bytes, float[] values, int offset, int count) {
    switch (this) {
      case F32 -> {
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, offset, count);
        bytes.position(bytes.position() + 4 * count);
      }
      case F16 -> {
        for (int i = offset; i < offset + count; i++) {
          values[i] = HalfPrecision.fromFloat16(bytes.getShort());
        }
      }
      case BF16 -> {
        for (int i = offset; i < offset + count; i++) {
          values[i] = HalfPrecision.fromBfloat16(bytes.getShort());
        }
      }
      case I8 -> {
        for (int i = offset; i < offset + count; i++) {
          values[i] = bytes.get();
        }
      }
    }
  }

  /** Encodes float32 values as little-endian bytes; for I8 they are whole numbers already. */
  void encode(float[] values, int offset, int count, ByteBuffer bytes) {
    switch (this) {
      case F32 -> {
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values, offset, count);
        bytes.position(bytes.position() + 4 * count);
      }
      case F16 -> {
        for (int i = offset; i < offset + count; i++) {
          bytes.putShort(HalfPrecision.toFloat16(values[i]));
        }
      }
      case BF16 -> {
        for (int i = offset; i < offset + count; i++) {
          bytes.putShort(HalfPrecision.toBfloat16(values[i]));
        }
      }
      case I8 -> {
        for (int i = offset; i < offset + count; i++) {
          bytes.put((byte) values[i]);
        }
      }
    }
  }
}
