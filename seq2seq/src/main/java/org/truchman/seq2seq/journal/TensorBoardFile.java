package org.truchman.seq2seq.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * An event file that TensorBoard reads: records of TensorFlow's format (length, masked CRC-32C,
 * content, masked CRC-32C), each an Event message.
 *
 * <p>The format is that of {@code tensorflow/core/util/event.proto}, {@code
 * tensorflow/core/framework/summary.proto} and of the class RecordWriter there. Every event reaches
 * the operating system at once, so a process that dies loses none.
 */
public final class TensorBoardFile implements AutoCloseable {
  private static final int STRING_TENSOR = 7;
  private static final int SESSION_BEGINS = 1;

  private final Path file;
  private final OutputStream out;

  private TensorBoardFile(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Begins a file of its own in a folder; TensorBoard reads all that lie there as one history.
   *
   * @param folder where it goes; made where it is missing
   * @param nextStep the first step that follows; what earlier files say of this and later steps is
   *     no longer shown, as is right when a training went back to a snapshot
   * @param time when it begins, part of its name
   * @throws UncheckedIOException if it cannot be written
   */
  public static TensorBoardFile begin(Path folder, long nextStep, Instant time) {
    long millis = time.toEpochMilli();
    Path file = folder.resolve("events.out.tfevents." + millis / 1000 + "." + millis % 1000);
    try {
      Files.createDirectories(folder);
      OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      TensorBoardFile events = new TensorBoardFile(file, out);
      events.write(new WireMessage().real64(1, seconds(time)).text(3, "brain.Event:2"));
      WireMessage session = new WireMessage().integer(1, SESSION_BEGINS);
      events.write(event(nextStep, time).message(7, session));
      return events;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Adds a point to a curve.
   *
   * @param tag the curve; a slash groups curves, as in {@code train/loss}
   * @param step updates done
   * @throws UncheckedIOException if it cannot be written
   */
  public void scalar(String tag, long step, double value, Instant time) {
    append(new WireMessage().text(1, tag).real32(2, (float) value), step, time);
  }

  /**
   * Adds a text, shown as Markdown.
   *
   * @param tag the series that it belongs to
   * @param step updates done
   * @throws UncheckedIOException if it cannot be written
   */
  public void text(String tag, long step, String markdown, Instant time) {
    WireMessage plugin = new WireMessage().text(1, "text");
    WireMessage tensor =
        new WireMessage()
            .integer(1, STRING_TENSOR)
            .message(2, new WireMessage().message(2, new WireMessage().integer(1, 1)))
            .text(8, markdown);
    WireMessage value =
        new WireMessage()
            .text(1, tag)
            .message(8, tensor)
            .message(9, new WireMessage().message(1, plugin));
    append(value, step, time);
  }

  private void append(WireMessage value, long step, Instant time) {
    try {
      write(event(step, time).message(5, new WireMessage().message(1, value)));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** An event so far; a step of 0 is the default and not written. */
  private static WireMessage event(long step, Instant time) {
    WireMessage event = new WireMessage().real64(1, seconds(time));
    return step == 0 ? event : event.integer(2, step);
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  private void write(WireMessage event) throws IOException {
    byte[] content = event.toBytes();
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + content.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(content.length);
    record.putInt(masked(record.array(), 0, Long.BYTES));
    record.put(content);
    record.putInt(masked(content, 0, content.length));
    out.write(record.array());
  }

  /** The checksum, turned and shifted, so that a checksum of data with checksums stays good. */
  private static int masked(byte[] data, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(data, from, length);
    return Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
  }

  private static UncheckedIOException unwritable(Path file, IOException e) {
    return new UncheckedIOException(
        file + ": cannot be written (" + e.getMessage() + "); free space, or check permissions", e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
