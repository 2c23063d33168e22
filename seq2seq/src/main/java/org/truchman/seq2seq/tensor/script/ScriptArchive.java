package org.truchman.seq2seq.tensor.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive of one class without attributes: a zip of four stored entries.
 *
 * <p>{@code data.pkl} holds the instance (a pickle, protocol 2, written byte by byte), {@code
 * code/__torch__.py} its methods, {@code constants.pkl} an empty tuple, {@code version} the archive
 * version.
 */
final class ScriptArchive {
  private static final String HEAD =
      """
      class Ops(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        _is_full_backward_hook : NoneType
        def forward(self: __torch__.Ops,
          x: Tensor) -> Tensor:
          return x
      """;

  private ScriptArchive() {}

  /** The bytes of an archive whose class has the given methods, each indented by two blanks. */
  static byte[] of(String methods) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "ops/data.pkl", instance());
      put(zip, "ops/code/__torch__.py", (HEAD + methods).getBytes(StandardCharsets.UTF_8));
      put(zip, "ops/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      put(zip, "ops/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("archive in memory", e);
    }
    return bytes.toByteArray();
  }

  /** Pickle of {@code Ops} with the state {training: True, _is_full_backward_hook: None}. */
  private static byte[] instance() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 2});
    out.writeBytes("c__torch__\nOps\nq\0)".getBytes(StandardCharsets.US_ASCII));
    out.write(0x81);
    out.writeBytes("}(".getBytes(StandardCharsets.US_ASCII));
    text(out, "training");
    out.write(0x88);
    text(out, "_is_full_backward_hook");
    out.writeBytes("Nub.".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    for (int i = 0; i < 4; i++) {
      out.write(utf8.length >> (8 * i));
    }
    out.writeBytes(utf8);
  }

  private static void put(ZipOutputStream zip, String name, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(data.length);
    entry.setCompressedSize(data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}
