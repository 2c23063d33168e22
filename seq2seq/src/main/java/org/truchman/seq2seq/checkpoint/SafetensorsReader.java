package org.truchman.seq2seq.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one safetensors file from its first byte to its last; see {@link Safetensors}. */
final class SafetensorsReader {

  private static final int CHUNK = 1 << 20;

  private final ReadableByteChannel channel;
  private final long size;
  private final String name;

  /**
   * Makes a reader.
   *
   * @param channel at the first byte of the file
   * @param size of the file in bytes
   * @param name what to call the file in errors
   */
  SafetensorsReader(ReadableByteChannel channel, long size, String name) {
    this.channel = channel;
    this.size = size;
    this.name = name;
  }

  Map<String, float[]> read(List<TensorSpec> specs, Set<WeightType> allowed) throws IOException {
    SafetensorsHeader header = readHeader();
    Map<String, SafetensorsHeader.Entry> entries =
        header.entries().stream()
            .collect(Collectors.toMap(SafetensorsHeader.Entry::name, Function.identity()));
    WeightType type = weightType(specs, entries, allowed);
    Map<String, StoredTensor> layout =
        StoredTensor.layout(specs, type).stream()
            .collect(Collectors.toMap(stored -> stored.spec().name(), Function.identity()));
    requireNames(entries.keySet(), layout.keySet());
    Map<String, float[]> stored = new HashMap<>();
    int chunkBytes = (int) Math.min(CHUNK, size);
    ByteBuffer chunk = ByteBuffer.allocateDirect(chunkBytes).order(ByteOrder.LITTLE_ENDIAN);
    for (SafetensorsHeader.Entry entry : header.entries()) {
      requireSame(entry, layout.get(entry.name()));
    }
    for (SafetensorsHeader.Entry entry : header.entries()) {
      stored.put(entry.name(), readValues(layout.get(entry.name()), chunk));
    }
    return inOrder(specs, stored, layout);
  }

  private SafetensorsHeader readHeader() throws IOException {
    if (size < 8) {
      throw damaged("has %d bytes; expected: at least 8".formatted(size));
    }
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    fill(length);
    long bytes = length.flip().getLong();
    if (bytes < 2 || bytes > SafetensorsHeader.LIMIT || bytes > size - 8) {
      throw damaged(
          "states a header of %d bytes; allowed: 2 to %d"
              .formatted(bytes, Math.max(2, Math.min(SafetensorsHeader.LIMIT, size - 8))));
    }
    ByteBuffer text = ByteBuffer.allocate((int) bytes);
    fill(text);
    SafetensorsHeader header;
    try {
      header = SafetensorsHeader.parse(text.array());
    } catch (IllegalArgumentException wrong) {
      throw new ModelFormatException(
          "%s: %s; the file is damaged: fetch or train the model again"
              .formatted(name, wrong.getMessage()),
          wrong);
    }
    long expected = Math.addExact(8 + bytes, header.dataBytes());
    if (expected != size) {
      throw damaged("has %d bytes; its header demands %d".formatted(size, expected));
    }
    return header;
  }

  /** Takes the type from the first tensor whose stored type tells it: a matrix, if there is one. */
  private WeightType weightType(
      List<TensorSpec> specs,
      Map<String, SafetensorsHeader.Entry> entries,
      Set<WeightType> allowed) {
    TensorSpec telling =
        specs.stream()
            .filter(spec -> !spec.isVector())
            .findFirst()
            .orElseGet(
                () ->
                    specs.stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no tensor is demanded")));
    SafetensorsHeader.Entry entry = entries.get(telling.name());
    if (entry == null) {
      throw mismatch("has no tensor \"%s\"".formatted(telling.name()));
    }
    return allowed.stream()
        .filter(type -> type.name().equals(entry.type()))
        .findFirst()
        .orElseThrow(
            () ->
                mismatch(
                    "stores tensor \"%s\" as %s; allowed: %s"
                        .formatted(entry.name(), entry.type(), new TreeSet<>(allowed))));
  }

  private void requireNames(Set<String> found, Set<String> expected) {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(found);
    if (!missing.isEmpty()) {
      throw mismatch("has no tensor \"%s\"".formatted(missing.iterator().next()));
    }
    Set<String> unknown = new TreeSet<>(found);
    unknown.removeAll(expected);
    if (!unknown.isEmpty()) {
      throw mismatch(
          "has the tensor \"%s\", which its configuration does not know"
              .formatted(unknown.iterator().next()));
    }
  }

  private void requireSame(SafetensorsHeader.Entry entry, StoredTensor expected) {
    List<Long> shape = expected.spec().shape().stream().map(Integer::longValue).toList();
    boolean same =
        entry.shape().equals(shape)
            && entry.type().equals(expected.type().name())
            && entry.end() - entry.begin() == expected.bytes();
    if (!same) {
      throw mismatch(
          "holds tensor \"%s\" as %s %s in %d bytes; expected: %s %s in %d bytes"
              .formatted(
                  entry.name(),
                  entry.type(),
                  entry.shape(),
                  entry.end() - entry.begin(),
                  expected.type(),
                  shape,
                  expected.bytes()));
    }
  }

  private float[] readValues(StoredTensor stored, ByteBuffer chunk) throws IOException {
    float[] values = new float[stored.spec().count()];
    int step = CHUNK / stored.type().width();
    for (int offset = 0; offset < values.length; offset += step) {
      int count = Math.min(step, values.length - offset);
      chunk.clear().limit(count * stored.type().width());
      fill(chunk);
      stored.type().decode(chunk.flip(), values, offset, count);
    }
    requireAllowed(stored, values);
    return values;
  }

  private void requireAllowed(StoredTensor stored, float[] values) {
    boolean isWhole = stored.type() == StoredType.I8;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i]) || isWhole && values[i] < -RowQuantizer.GREATEST) {
        throw damaged(
            "holds %s at index %d of tensor \"%s\"; allowed: %s"
                .formatted(
                    values[i], i, stored.spec().name(), isWhole ? "-127 to 127" : "finite values"));
      }
    }
  }

  private Map<String, float[]> inOrder(
      List<TensorSpec> specs, Map<String, float[]> stored, Map<String, StoredTensor> layout) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (TensorSpec spec : specs) {
      float[] read = stored.get(spec.name());
      if (layout.get(spec.name()).type() == StoredType.I8) {
        String scale = StoredTensor.scaleOf(spec.name());
        requirePositive(scale, stored.get(scale));
        RowQuantizer.dequantize(read, stored.get(scale));
        requireAllowed(new StoredTensor(spec, StoredType.F32), read);
      }
      values.put(spec.name(), read);
    }
    return values;
  }

  private void requirePositive(String tensor, float[] scales) {
    for (int row = 0; row < scales.length; row++) {
      if (!(scales[row] > 0)) {
        throw damaged(
            "holds %s at index %d of tensor \"%s\"; allowed: scales above 0"
                .formatted(scales[row], row, tensor));
      }
    }
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw damaged("ended while it was read; expected: %d bytes".formatted(size));
      }
    }
  }

  private ModelFormatException damaged(String what) {
    return new ModelFormatException(
        "%s: the file %s; it is damaged: fetch or train the model again".formatted(name, what));
  }

  private ModelFormatException mismatch(String what) {
    return new ModelFormatException(
        "%s: the file %s; it does not belong to this configuration: fetch or train the model again"
            .formatted(name, what));
  }
}
