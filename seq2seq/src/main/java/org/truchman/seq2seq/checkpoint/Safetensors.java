package org.truchman.seq2seq.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes the weights of a model as safetensors: eight bytes of header length, a JSON
 * header, and the values, little-endian. A safetensors file holds numbers and nothing that could
 * run.
 *
 * <p>Reading is strict. A file must hold exactly the tensors that the caller demands, with their
 * shapes and the types of one {@link WeightType}; the header has at most 1 MiB; the values follow
 * each other without holes or overlaps and end with the file; every value is finite. So the file
 * never decides how much memory is taken.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format's description</a>
 */
public final class Safetensors {

  private Safetensors() {}

  /**
   * Reads a file of any weight type.
   *
   * @param file the file
   * @param specs the tensors that it must hold
   * @return the values by name in the order of {@code specs}, as float32
   * @throws ModelFormatException if the file is not exactly what is demanded
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Map<String, float[]> read(Path file, List<TensorSpec> specs) {
    return read(file, specs, EnumSet.allOf(WeightType.class));
  }

  /**
   * Reads a file of some weight types.
   *
   * @param file the file
   * @param specs the tensors that it must hold
   * @param allowed the weight types that it may have
   * @return the values by name in the order of {@code specs}, as float32
   * @throws ModelFormatException if the file is not exactly what is demanded
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Map<String, float[]> read(
      Path file, List<TensorSpec> specs, Set<WeightType> allowed) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsReader(channel, channel.size(), file.toString()).read(specs, allowed);
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": cannot be read", failure);
    }
  }

  /**
   * Writes a file, atomically: it is whole or as it was.
   *
   * @param file where to
   * @param tensors what to write; finite values with distinct names
   * @param type how to store them
   * @throws IllegalArgumentException if a value is not finite or too large for the type
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, List<NamedTensor> tensors, WeightType type) {
    SafetensorsWriter writer = new SafetensorsWriter(tensors, type);
    AtomicFiles.write(Disk.REAL, file, writer::writeTo);
  }

  /**
   * Writes to a stream and leaves it open.
   *
   * @param stream where to
   * @param tensors what to write; finite values with distinct names
   * @param type how to store them
   * @throws IllegalArgumentException if a value is not finite or too large for the type
   * @throws UncheckedIOException if the stream fails
   */
  public static void write(OutputStream stream, List<NamedTensor> tensors, WeightType type) {
    SafetensorsWriter writer = new SafetensorsWriter(tensors, type);
    try {
      writer.writeTo(Channels.newChannel(stream));
    } catch (IOException failure) {
      throw new UncheckedIOException("the weights cannot be written", failure);
    }
  }
}
