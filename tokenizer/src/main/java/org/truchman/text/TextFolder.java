package org.truchman.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.truchman.text.subword.BpeCodes;
import org.truchman.text.vocab.Vocabulary;

/** Reads saved text pipelines; every error names the file. */
final class TextFolder {
  /** A manifest has some hundred bytes; a larger file is none. */
  private static final long MAX_MANIFEST_BYTES = 1 << 20;

  private final Path folder;

  TextFolder(Path folder) {
    this.folder = folder;
  }

  /** The name of the merges; the side is empty for both, or {@code source.} or {@code target.}. */
  static String codes(String side) {
    return "bpe." + side + "codes";
  }

  /** The name of the vocabulary of a side. */
  static String vocabulary(String side) {
    return "vocabulary." + side + "txt";
  }

  TextPipelines load() {
    TextManifest manifest = parse(TextManifest.FILE, readManifest(), TextManifest::parse);
    boolean joint = manifest.config().jointBpe();
    requireFiles(manifest, joint ? List.of("") : List.of("source.", "target."));
    TextPipeline source = side(manifest, manifest.sourceLanguage(), joint ? "" : "source.");
    TextPipeline target =
        joint
            ? pipeline(manifest, manifest.targetLanguage(), source.codes(), source.vocabulary())
            : side(manifest, manifest.targetLanguage(), "target.");
    return new TextPipelines(manifest.config(), source, target);
  }

  private void requireFiles(TextManifest manifest, List<String> sides) {
    List<String> needed = new ArrayList<>();
    sides.forEach(side -> needed.add(codes(side)));
    sides.forEach(side -> needed.add(vocabulary(side)));
    List<String> found = List.copyOf(manifest.files().keySet());
    if (!found.equals(needed)) {
      throw new TextFormatException(
          path(TextManifest.FILE) + ": lists the files " + found + "; " + needed + " are needed");
    }
  }

  private TextPipeline side(TextManifest manifest, String language, String side) {
    BpeCodes codes = parse(codes(side), read(codes(side), manifest), BpeCodes::parse);
    if (codes.size() > manifest.config().bpeMerges()) {
      throw new TextFormatException(
          String.format(
              Locale.ROOT,
              "%s: has %s merges, but text.json allows %s",
              path(codes(side)),
              codes.size(),
              manifest.config().bpeMerges()));
    }
    String name = vocabulary(side);
    Vocabulary vocabulary = parse(name, read(name, manifest), Vocabulary::parse);
    try {
      return pipeline(manifest, language, codes, vocabulary);
    } catch (IllegalArgumentException e) {
      throw new TextFormatException(path(name) + ": " + e.getMessage(), e);
    }
  }

  private static TextPipeline pipeline(
      TextManifest manifest, String language, BpeCodes codes, Vocabulary vocabulary) {
    return new TextPipeline(
        language,
        manifest.config().wordTokenizer().of(language),
        manifest.config().markup(),
        codes,
        vocabulary);
  }

  private <T> T parse(String name, byte[] content, Function<byte[], T> parser) {
    try {
      return parser.apply(content);
    } catch (IllegalArgumentException e) {
      throw new TextFormatException(path(name) + ": " + e.getMessage(), e);
    }
  }

  private byte[] readManifest() {
    long size = size(TextManifest.FILE);
    if (size > MAX_MANIFEST_BYTES) {
      throw new TextFormatException(
          path(TextManifest.FILE) + ": has " + size + " bytes; at most 1 MiB is allowed");
    }
    return read(TextManifest.FILE);
  }

  private byte[] read(String name, TextManifest manifest) {
    TextManifest.Entry entry = manifest.files().get(name);
    if (size(name) != entry.bytes()) {
      throw new TextFormatException(
          path(name) + ": has " + size(name) + " bytes, but text.json says " + entry.bytes());
    }
    byte[] content = read(name);
    if (!TextManifest.Entry.of(content).equals(entry)) {
      throw new TextFormatException(
          path(name) + ": is damaged; its SHA-256 is not the one in text.json");
    }
    return content;
  }

  private long size(String name) {
    if (!Files.isRegularFile(path(name))) {
      throw new TextFormatException(path(name) + ": no such file; the text pipelines need it");
    }
    try {
      return Files.size(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(path(name) + ": cannot be read", e);
    }
  }

  private byte[] read(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(path(name) + ": cannot be read", e);
    }
  }

  private Path path(String name) {
    return folder.resolve(name);
  }
}
