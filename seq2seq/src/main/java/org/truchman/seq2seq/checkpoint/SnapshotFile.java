package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.truchman.seq2seq.config.StrictJson;

/**
 * The file of one snapshot: the eight bytes {@code TRUCHSNP}, format version and header length (32
 * bits each), a JSON header with update, state, names and shapes, the values as float32, and the
 * CRC-32C of all that as 64 bits. Everything is little-endian.
 *
 * <p>A cyclic redundancy check finds what disks and crashes do, at twenty times the speed of a
 * cryptographic hash; a snapshot is not made for strangers.
 */
final class SnapshotFile {

  private static final byte[] MAGIC = "TRUCHSNP".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT_VERSION = 1;
  private static final int START = 16;
  private static final int HEADER_LIMIT = 1 << 26;
  private static final int CHUNK = 1 << 20;

  private SnapshotFile() {}

  /**
   * Writes a snapshot.
   *
   * @throws IllegalArgumentException if a value or a number of the state is not finite; nothing was
   *     written then
   */
  static AtomicFiles.Content content(TrainingSnapshot snapshot) {
    snapshot.tensors().forEach(NamedTensor::requireFinite);
    byte[] header = StrictJson.compact(header(snapshot)).getBytes(StandardCharsets.UTF_8);
    if (header.length > HEADER_LIMIT) {
      throw new IllegalArgumentException(
          "the snapshot's state has %d bytes; allowed: %d".formatted(header.length, HEADER_LIMIT));
    }
    return channel -> write(snapshot, header, channel);
  }

  private static JsonObject header(TrainingSnapshot snapshot) {
    JsonArray tensors = new JsonArray();
    for (NamedTensor tensor : snapshot.tensors()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("name", tensor.name());
      JsonArray shape = new JsonArray();
      tensor.spec().shape().forEach(shape::add);
      entry.add("shape", shape);
      tensors.add(entry);
    }
    JsonObject header = new JsonObject();
    header.addProperty("update", snapshot.update());
    header.add("state", snapshot.state());
    header.add("tensors", tensors);
    return header;
  }

  private static void write(TrainingSnapshot snapshot, byte[] header, WritableByteChannel channel)
      throws IOException {
    CRC32C check = new CRC32C();
    ByteBuffer start =
        ByteBuffer.allocate(START + header.length).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC);
    start.putInt(FORMAT_VERSION).putInt(header.length).put(header).flip();
    check.update(start.duplicate());
    channel.write(start);
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (NamedTensor tensor : snapshot.tensors()) {
      float[] values = tensor.values();
      for (int offset = 0; offset < values.length; offset += CHUNK / Float.BYTES) {
        int count = Math.min(CHUNK / Float.BYTES, values.length - offset);
        StoredType.F32.encode(values, offset, count, chunk.clear());
        chunk.flip();
        check.update(chunk.duplicate());
        channel.write(chunk);
      }
    }
    chunk.clear().putLong(check.getValue()).flip();
    channel.write(chunk);
  }

  /**
   * Reads a snapshot.
   *
   * @throws ModelFormatException if the file is damaged or of another format version
   */
  static TrainingSnapshot read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new Reading(file, channel).run();
    } catch (IllegalArgumentException malformed) {
      throw damaged(file, malformed.getMessage());
    }
  }

  private static ModelFormatException damaged(Path file, String what) {
    return new ModelFormatException(
        "%s: %s; the snapshot is damaged: remove it to resume from an older one"
            .formatted(file, what));
  }

  /** One pass over a file. */
  private static final class Reading {

    private final Path file;
    private final FileChannel channel;
    private final CRC32C check = new CRC32C();
    private final ByteBuffer chunk;

    Reading(Path file, FileChannel channel) throws IOException {
      this.file = file;
      this.channel = channel;
      int chunkBytes = (int) Math.min(CHUNK, channel.size());
      this.chunk = ByteBuffer.allocateDirect(chunkBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    TrainingSnapshot run() throws IOException {
      JsonObject header = readHeader();
      List<TensorSpec> specs = specs(header);
      long values = specs.stream().mapToLong(TensorSpec::count).sum();
      long expected = channel.position() + values * Float.BYTES + Long.BYTES;
      if (channel.size() != expected) {
        throw damaged(file, "has %d bytes; expected: %d".formatted(channel.size(), expected));
      }
      List<NamedTensor> tensors = new ArrayList<>();
      for (TensorSpec spec : specs) {
        tensors.add(new NamedTensor(spec, readValues(spec.count())));
      }
      long found = check.getValue();
      long stated = next(Long.BYTES).getLong();
      if (found != stated) {
        throw damaged(file, "has the CRC-32C %x; expected: %x".formatted(found, stated));
      }
      tensors.forEach(NamedTensor::requireFinite);
      return new TrainingSnapshot(
          header.get("update").getAsLong(), header.getAsJsonObject("state"), tensors);
    }

    private JsonObject readHeader() throws IOException {
      if (channel.size() < START + Long.BYTES) {
        throw damaged(file, "has %d bytes".formatted(channel.size()));
      }
      ByteBuffer start = next(START);
      byte[] magic = new byte[MAGIC.length];
      start.get(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw damaged(file, "does not start with TRUCHSNP");
      }
      int version = start.getInt();
      if (version != FORMAT_VERSION) {
        throw new ModelFormatException(
            "%s: the snapshot has format version %d; this Truchman reads version %d: resume with the Truchman that wrote it"
                .formatted(file, version, FORMAT_VERSION));
      }
      int length = start.getInt();
      if (length < 2 || length > HEADER_LIMIT || length > channel.size() - START - Long.BYTES) {
        throw damaged(file, "states a header of %d bytes".formatted(length));
      }
      return StrictJson.object(text(length));
    }

    private String text(int length) throws IOException {
      ByteBuffer text = ByteBuffer.allocate(length);
      while (text.hasRemaining()) {
        text.put(next(Math.min(CHUNK, text.remaining())));
      }
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(text.flip()).toString();
      } catch (CharacterCodingException notUtf8) {
        throw new IllegalArgumentException("its header is not valid UTF-8", notUtf8);
      }
    }

    private static List<TensorSpec> specs(JsonObject header) {
      List<TensorSpec> specs = new ArrayList<>();
      try {
        for (JsonElement element : header.getAsJsonArray("tensors")) {
          JsonObject tensor = element.getAsJsonObject();
          List<Integer> shape = new ArrayList<>();
          tensor.getAsJsonArray("shape").forEach(size -> shape.add(size.getAsInt()));
          specs.add(new TensorSpec(tensor.get("name").getAsString(), shape));
        }
        header.get("update").getAsLong();
        header.getAsJsonObject("state").size();
      } catch (ClassCastException | IllegalStateException | NullPointerException other) {
        throw new IllegalArgumentException("its header is no update, state and tensors", other);
      }
      return specs;
    }

    private float[] readValues(int count) throws IOException {
      float[] values = new float[count];
      for (int offset = 0; offset < count; offset += CHUNK / Float.BYTES) {
        int part = Math.min(CHUNK / Float.BYTES, count - offset);
        StoredType.F32.decode(next(part * Float.BYTES), values, offset, part);
      }
      return values;
    }

    /** Gives the next bytes, at most {@link #CHUNK}; they count for the check. */
    private ByteBuffer next(int bytes) throws IOException {
      chunk.clear().limit(bytes);
      while (chunk.hasRemaining()) {
        if (channel.read(chunk) < 0) {
          throw damaged(file, "ended while it was read");
        }
      }
      chunk.flip();
      check.update(chunk.duplicate());
      return chunk;
    }
  }
}
