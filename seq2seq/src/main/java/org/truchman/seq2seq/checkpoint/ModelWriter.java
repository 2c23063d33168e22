package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.StrictJson;
import org.truchman.seq2seq.files.PartFiles;
import org.truchman.seq2seq.lexicon.Lexicon;
import org.truchman.seq2seq.lexicon.LexiconFile;

/**
 * Saves one model, in the order that keeps a whole model on the disk at every instant: new files,
 * forced; then the one rename that makes them the model; then the removal of what it replaced.
 */
final class ModelWriter {

  private static final String TEXT = "text";
  private static final String HASHED = "-[0-9a-f]{12}";

  /** The names that a later save gives; nobody else's files are called so. */
  private static final Pattern HASHED_NAME =
      Pattern.compile(
          "text"
              + HASHED
              + "|(config|provenance)"
              + HASHED
              + "\\.json|weights"
              + HASHED
              + "\\.safetensors|lexicon"
              + HASHED
              + "\\.bin");

  /** The names that a first save gives. They count as ours only beside a manifest of ours. */
  private static final Set<String> PLAIN_NAMES =
      Set.of("config.json", "provenance.json", "weights.safetensors", "lexicon.bin", TEXT);

  private final Disk disk;
  private final Path directory;
  private final Model contents;

  /**
   * What is written, whatever kind of model it is.
   *
   * @param config the configuration as JSON
   */
  record Model(
      String config,
      Consumer<Path> textFiles,
      List<NamedTensor> weights,
      WeightType weightType,
      JsonObject provenance,
      Optional<Lexicon> lexicon) {}

  ModelWriter(Disk disk, Path directory, ModelContents contents) {
    this(
        disk,
        directory,
        new Model(
            ConfigurationJson.write(contents.configuration()),
            contents.textFiles(),
            contents.weights(),
            contents.weightType(),
            contents.provenance(),
            contents.lexicon()));
  }

  ModelWriter(Disk disk, Path directory, Model contents) {
    this.disk = disk;
    this.directory = directory.toAbsolutePath().normalize();
    this.contents = contents;
  }

  void save() {
    try {
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        saveInto();
      } else {
        saveNew();
      }
    } catch (IOException failure) {
      throw AtomicFiles.unchecked(directory, failure);
    }
  }

  /** Writes a sibling directory and renames it. */
  private void saveNew() throws IOException {
    Path parent = directory.getParent();
    Files.createDirectories(parent);
    removeTemporaries(parent);
    Path temporary = PartFiles.beside(directory);
    try {
      disk.createFolder(temporary);
      List<Manifest.Entry> files = new ArrayList<>();
      for (Part part : parts()) {
        FileDigest digest = write(temporary.resolve(part.plainName()), part.content);
        files.add(Manifest.Entry.of(part.role, part.plainName(), digest));
      }
      disk.createFolder(temporary.resolve(TEXT));
      for (TextFile file : writeText(temporary.resolve(TEXT))) {
        files.add(Manifest.Entry.of(Manifest.Role.TEXT, TEXT + "/" + file.path, file.digest));
      }
      writeManifest(temporary.resolve(Manifest.FILE_NAME), files);
      disk.forceFolder(temporary);
      disk.move(temporary, directory);
      disk.forceFolder(parent);
    } catch (IOException | RuntimeException failure) {
      AtomicFiles.deleteAfter(failure, temporary);
      throw failure;
    }
  }

  /** Writes files under names of their hash, then replaces the manifest, then removes the rest. */
  private void saveInto() throws IOException {
    requireOurs();
    removeTemporaries(directory.getParent());
    Set<Path> made = new HashSet<>();
    try {
      List<Manifest.Entry> files = new ArrayList<>();
      for (Part part : parts()) {
        Path temporary = temporaryOf(part.plainName(), made);
        FileDigest digest = write(temporary, part.content);
        String name = part.base + "-" + digest.shortName() + part.ending;
        moveNew(temporary, directory.resolve(name), made);
        files.add(Manifest.Entry.of(part.role, name, digest));
      }
      files.addAll(saveTextInto(made));
      disk.forceFolder(directory);
      Path temporary = temporaryOf(Manifest.FILE_NAME, made);
      writeManifest(temporary, files);
      disk.move(temporary, directory.resolve(Manifest.FILE_NAME));
      made.clear();
      disk.forceFolder(directory);
      removeReplaced(new Manifest(files));
    } catch (IOException | RuntimeException failure) {
      made.forEach(path -> AtomicFiles.deleteAfter(failure, path));
      throw failure;
    }
  }

  private Path temporaryOf(String name, Set<Path> made) {
    Path temporary = PartFiles.beside(directory.resolve(name));
    made.add(temporary);
    return temporary;
  }

  /** Moves a file to its name, and remembers it only if the old model cannot need it. */
  private void moveNew(Path temporary, Path target, Set<Path> made) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      made.add(target);
    }
    disk.move(temporary, target);
  }

  private List<Manifest.Entry> saveTextInto(Set<Path> made) throws IOException {
    Path temporary = temporaryOf(TEXT, made);
    disk.createFolder(temporary);
    List<TextFile> texts = writeText(temporary);
    StringBuilder all = new StringBuilder();
    for (TextFile text : texts) {
      all.append(text.digest.sha256()).append(' ').append(text.path).append('\n');
    }
    FileDigest digest = FileDigest.of(all.toString().getBytes(StandardCharsets.UTF_8));
    String name = TEXT + "-" + digest.shortName();
    Path target = directory.resolve(name);
    if (holds(target, texts)) {
      PartFiles.delete(temporary);
    } else {
      // A folder of this name with other content was damaged: no whole model is lost with it.
      PartFiles.delete(target);
      moveNew(temporary, target, made);
    }
    return texts.stream()
        .map(text -> Manifest.Entry.of(Manifest.Role.TEXT, name + "/" + text.path, text.digest))
        .toList();
  }

  private static boolean holds(Path folder, List<TextFile> texts) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && textFiles(folder).equals(texts);
  }

  private void writeManifest(Path file, List<Manifest.Entry> files) throws IOException {
    byte[] manifest = new Manifest(files).write();
    write(file, channel -> channel.write(ByteBuffer.wrap(manifest)));
  }

  private FileDigest write(Path file, AtomicFiles.Content content) throws IOException {
    DigestedContent digested = new DigestedContent(content);
    AtomicFiles.create(disk, file, digested);
    return digested.digest();
  }

  /** Lets the pipeline write its files, and forces them. */
  private List<TextFile> writeText(Path folder) throws IOException {
    contents.textFiles().accept(folder);
    List<TextFile> files = textFiles(folder);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("the text pipeline wrote no file; allowed: at least 1");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isDirectory(path)) {
          disk.forceFolder(path);
        } else {
          disk.forceFile(path);
        }
      }
    }
    return files;
  }

  private static List<TextFile> textFiles(Path folder) throws IOException {
    List<TextFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(path -> !Files.isDirectory(path)).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        files.add(new TextFile(path, FileDigest.of(Files.readAllBytes(file))));
      }
    }
    return files;
  }

  private List<Part> parts() {
    SafetensorsWriter weights = new SafetensorsWriter(contents.weights(), contents.weightType());
    List<Part> parts = new ArrayList<>();
    parts.add(Part.ofText(Manifest.Role.CONFIG, contents.config()));
    parts.add(Part.ofText(Manifest.Role.PROVENANCE, StrictJson.pretty(contents.provenance())));
    parts.add(new Part(Manifest.Role.WEIGHTS, "weights", ".safetensors", weights::writeTo));
    contents.lexicon().map(Part::ofLexicon).ifPresent(parts::add);
    return parts;
  }

  /** Refuses a directory that is somebody else's. */
  private void requireOurs() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          directory + ": is no directory; choose another path for the model");
    }
    if (ModelDirectory.isPresent(directory)) {
      new ModelReader(directory).manifest();
      return;
    }
    Path training = ModelDirectory.trainingFolder(directory);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        if (!child.equals(training) && !PartFiles.isPart(child) && !isHashed(child)) {
          throw new IllegalArgumentException(
              "%s: holds no model, but \"%s\"; choose a new path for the model"
                  .formatted(directory, child.getFileName()));
        }
      }
    }
  }

  private static boolean isHashed(Path file) {
    return HASHED_NAME.matcher(file.getFileName().toString()).matches();
  }

  /**
   * Removes what the new manifest does not list. A failure is no failure of the save, which is
   * done: no reader looks at these files, and the next save tries again.
   */
  private void removeReplaced(Manifest manifest) {
    Set<String> kept = new HashSet<>();
    manifest.files().forEach(file -> kept.add(file.path().split("/")[0]));
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        boolean isOurs = isHashed(child) || PLAIN_NAMES.contains(name) || PartFiles.isPart(child);
        if (isOurs && !kept.contains(name)) {
          PartFiles.delete(child);
        }
      }
    } catch (IOException left) {
      return;
    }
  }

  /** Removes what a killed first save of the same model left beside it. */
  private void removeTemporaries(Path parent) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        if (PartFiles.isPartOf(directory, child)) {
          PartFiles.delete(child);
        }
      }
    }
  }

  /** A file of the text pipeline, by its path in the pipeline's folder. */
  private record TextFile(String path, FileDigest digest) {}

  /** One of the files that lie directly in the directory. */
  private record Part(Manifest.Role role, String base, String ending, AtomicFiles.Content content) {

    static Part ofText(Manifest.Role role, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Part(
          role, role.label(), ".json", channel -> channel.write(ByteBuffer.wrap(bytes)));
    }

    static Part ofLexicon(Lexicon lexicon) {
      byte[] bytes = LexiconFile.write(lexicon);
      return new Part(
          Manifest.Role.LEXICON,
          "lexicon",
          ".bin",
          channel -> channel.write(ByteBuffer.wrap(bytes)));
    }

    String plainName() {
      return base + ending;
    }
  }
}
