package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.StrictJson;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.seq2seq.lexicon.LexiconFile;

/** Opens a model directory and believes nothing in it before it was verified. */
final class ModelReader {

  /** The greatest size of config.json and provenance.json, in bytes: both are held in memory. */
  private static final int JSON_LIMIT = 1 << 24;

  /** The greatest size of a lexicon, in bytes: a million source ids with 100 targets each. */
  private static final int LEXICON_LIMIT = 1 << 29;

  private static final int CHUNK = 1 << 20;

  private final Path directory;

  ModelReader(Path directory) {
    this.directory = directory;
  }

  ModelDirectory open() {
    Verified verified = verified(ModelKind.TRANSLATION);
    Configuration configuration =
        parsed(
            verified,
            (text, name) -> ConfigurationJson.parse(text, name, Configuration.ofStored()));
    return new ModelDirectory(directory, verified.manifest, configuration, verified.provenance);
  }

  /**
   * A directory whose every file is whole.
   *
   * @param config the configuration as its file holds it
   */
  record Verified(Path directory, Manifest manifest, String config, JsonObject provenance) {}

  /** Verifies every file. */
  Verified verified(ModelKind wanted) {
    try {
      Manifest manifest = manifest();
      for (Manifest.Entry entry : manifest.files()) {
        verify(entry);
      }
      requireOnlyListed(manifest);
      String config = text(manifest.file(Manifest.Role.CONFIG));
      wanted.require(directory, kind(config));
      JsonObject provenance = provenance(manifest.file(Manifest.Role.PROVENANCE));
      return new Verified(directory, manifest, config, provenance);
    } catch (IOException failure) {
      throw new UncheckedIOException(directory + ": the model cannot be read", failure);
    }
  }

  /** The kind of a model, without a look at anything but its manifest and configuration. */
  ModelKind kind() {
    try {
      return kind(text(manifest().file(Manifest.Role.CONFIG)));
    } catch (IOException failure) {
      throw new UncheckedIOException(directory + ": the model cannot be read", failure);
    }
  }

  private static ModelKind kind(String config) {
    try {
      return ModelKind.of(StrictJson.object(config));
    } catch (IllegalArgumentException malformed) {
      return ModelKind.TRANSLATION; // whoever parses it says what is wrong
    }
  }

  /** Parses the configuration; what is refused is a fault of the model. */
  <C> C parsed(Verified verified, BiFunction<String, String, C> parser) {
    Path file = directory.resolve(verified.manifest.file(Manifest.Role.CONFIG).path());
    try {
      return parser.apply(verified.config, file.toString());
    } catch (IllegalArgumentException refusal) {
      throw new ModelFormatException(
          refusal.getMessage() + "; fetch or train the model again", refusal);
    }
  }

  /** Gives the manifest, without a look at the files that it lists. */
  Manifest manifest() throws IOException {
    Path file = directory.resolve(Manifest.FILE_NAME);
    if (!Files.isDirectory(directory)) {
      throw new ModelFormatException(
          "%s: %s; expected: a model directory, as \"truchman train\" writes it"
              .formatted(directory, Files.exists(directory) ? "no directory" : "does not exist"));
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      boolean hasSnapshots = Files.isDirectory(ModelDirectory.trainingFolder(directory));
      throw new ModelFormatException(
          "%s: has no %s; %s"
              .formatted(
                  directory,
                  Manifest.FILE_NAME,
                  hasSnapshots
                      ? "it holds an unfinished training only: resume it with --resume"
                      : "it is no model directory, or an incomplete one: fetch or train the model"
                          + " again"));
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) > Manifest.LIMIT) {
      throw damaged(file, "is no regular file of at most " + Manifest.LIMIT + " bytes");
    }
    return Manifest.parse(Files.readAllBytes(file), file.toString());
  }

  private void verify(Manifest.Entry entry) throws IOException {
    Path file = located(entry);
    try (FileChannel channel = FileChannel.open(file)) {
      requireSize(entry, channel.size());
      Hashing hashing = new Hashing(channel);
      ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, entry.size() + 1));
      while (hashing.read(chunk) >= 0) {
        chunk.clear();
      }
      requireHash(entry, hashing.hash);
    }
  }

  /** Gives the path of a listed file; a link on the way could lead out of the directory. */
  private Path located(Manifest.Entry entry) {
    Path file = directory;
    for (String part : entry.path().split("/")) {
      file = file.resolve(part);
      if (Files.isSymbolicLink(file)) {
        throw damaged(file, "is a symbolic link; allowed: regular files");
      }
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw damaged(file, "is missing");
    }
    return file;
  }

  private void requireSize(Manifest.Entry entry, long size) {
    if (size != entry.size()) {
      throw damaged(
          directory.resolve(entry.path()),
          "has %d bytes; expected: %d".formatted(size, entry.size()));
    }
  }

  private void requireHash(Manifest.Entry entry, MessageDigest hash) {
    String found = FileDigest.hex(hash.digest());
    if (!found.equals(entry.sha256())) {
      throw damaged(
          directory.resolve(entry.path()),
          "has the SHA-256 %s; expected: %s".formatted(found, entry.sha256()));
    }
  }

  /** The pipeline reads its folder by itself, so what nobody verified must not be there. */
  private void requireOnlyListed(Manifest manifest) throws IOException {
    Set<Path> listed =
        manifest.files().stream()
            .map(file -> directory.resolve(file.path()))
            .collect(Collectors.toSet());
    try (Stream<Path> found = Files.walk(directory.resolve(manifest.textFolder()))) {
      found
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !listed.contains(file))
          .findFirst()
          .ifPresent(
              file -> {
                throw new ModelFormatException(file + ": is not listed in the manifest; remove it");
              });
    }
  }

  private JsonObject provenance(Manifest.Entry entry) throws IOException {
    String text = text(entry);
    try {
      JsonObject provenance = StrictJson.object(text);
      Scores.of(provenance);
      return provenance;
    } catch (IllegalArgumentException malformed) {
      throw damaged(directory.resolve(entry.path()), "is malformed: " + malformed.getMessage());
    }
  }

  private String text(Manifest.Entry entry) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(content(entry, JSON_LIMIT));
    return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
  }

  /** Reads a file of limited size as a whole, and verifies it. */
  private byte[] content(Manifest.Entry entry, int limit) throws IOException {
    Path file = located(entry);
    if (entry.size() > limit) {
      throw damaged(file, "has %d bytes; allowed: %d".formatted(entry.size(), limit));
    }
    byte[] content = Files.readAllBytes(file);
    MessageDigest hash = FileDigest.newHash();
    hash.update(content);
    requireHash(entry, hash);
    return content;
  }

  Lexicon lexicon(Manifest.Entry entry) {
    Path file = located(entry);
    try {
      return LexiconFile.parse(content(entry, LEXICON_LIMIT));
    } catch (IllegalArgumentException refusal) {
      throw damaged(file, refusal.getMessage());
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": the lexicon cannot be read", failure);
    }
  }

  Map<String, float[]> weights(Manifest.Entry entry, List<TensorSpec> specs) {
    Path file = located(entry);
    try (FileChannel channel = FileChannel.open(file)) {
      requireSize(entry, channel.size());
      Hashing hashing = new Hashing(channel);
      SafetensorsReader reader = new SafetensorsReader(hashing, entry.size(), file.toString());
      Map<String, float[]> weights = reader.read(specs, EnumSet.allOf(WeightType.class));
      requireHash(entry, hashing.hash);
      return weights;
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": the weights cannot be read", failure);
    }
  }

  private static ModelFormatException damaged(Path file, String what) {
    return new ModelFormatException(
        "%s: %s; the model directory is damaged: fetch or train the model again"
            .formatted(file, what));
  }

  /** Hashes what passes through it. */
  private static final class Hashing implements ReadableByteChannel {

    private final ReadableByteChannel inner;
    private final MessageDigest hash = FileDigest.newHash();

    Hashing(ReadableByteChannel inner) {
      this.inner = inner;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      int start = bytes.position();
      int count = inner.read(bytes);
      hash.update(bytes.duplicate().flip().position(start));
      return count;
    }

    @Override
    public boolean isOpen() {
      return inner.isOpen();
    }

    @Override
    public void close() throws IOException {
      inner.close();
    }
  }
}
