package org.truchman.seq2seq.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truchman.seq2seq.files.PartFiles;

/**
 * The snapshots of one training, in the folder {@code training} of its model directory: files
 * called {@code snapshot-UPDATE.bin}, of which the last few are kept.
 */
public final class TrainingSnapshots {

  private static final int KEPT = 2;
  private static final Pattern NAME = Pattern.compile("snapshot-(0|[1-9][0-9]{0,17})\\.bin");

  private final Path folder;
  private final Disk disk;
  private final int kept;

  /**
   * The newest whole snapshot.
   *
   * @param snapshot the snapshot
   * @param file where it stands
   * @param damaged one message for each newer snapshot that is damaged; empty when all is well
   */
  public record Latest(TrainingSnapshot snapshot, Path file, List<String> damaged) {}

  /**
   * Looks after the snapshots of a folder and keeps the last two.
   *
   * @param folder the folder, see {@link ModelDirectory#trainingFolder}; it need not exist
   */
  public TrainingSnapshots(Path folder) {
    this(folder, KEPT, Disk.REAL);
  }

  /**
   * Looks after the snapshots of a folder.
   *
   * @param folder the folder; it need not exist
   * @param kept the snapshots to keep, at least 1
   * @throws IllegalArgumentException if none were kept
   */
  public TrainingSnapshots(Path folder, int kept) {
    this(folder, kept, Disk.REAL);
  }

  TrainingSnapshots(Path folder, int kept, Disk disk) {
    if (kept < 1) {
      throw new IllegalArgumentException("kept snapshots are " + kept + "; allowed: at least 1");
    }
    this.folder = folder;
    this.disk = disk;
    this.kept = kept;
  }

  /**
   * Writes a snapshot, atomically, and then removes those that are older than the ones to keep.
   *
   * @param snapshot the snapshot
   * @return its file
   * @throws IllegalArgumentException if a value or a number of the state is not finite
   * @throws UncheckedIOException naming the path, if it cannot be written; older snapshots are
   *     still there then
   */
  public Path write(TrainingSnapshot snapshot) {
    AtomicFiles.Content content = SnapshotFile.content(snapshot);
    Path file = folder.resolve("snapshot-" + snapshot.update() + ".bin");
    try {
      Files.createDirectories(folder);
      removeTemporaries();
    } catch (IOException failure) {
      throw AtomicFiles.unchecked(file, failure);
    }
    AtomicFiles.write(disk, file, content);
    removeOlder(snapshot.update());
    return file;
  }

  /**
   * Reads the newest snapshot, or, where it is damaged, the one before.
   *
   * @return the newest whole snapshot, or nothing if the folder has none at all
   * @throws ModelFormatException if there are snapshots and every one is damaged
   * @throws UncheckedIOException if the folder or a file cannot be read
   */
  public Optional<Latest> latest() {
    List<String> damaged = new ArrayList<>();
    for (Path file : newestFirst()) {
      try {
        return Optional.of(new Latest(SnapshotFile.read(file), file, List.copyOf(damaged)));
      } catch (ModelFormatException damage) {
        damaged.add(damage.getMessage());
      } catch (IOException failure) {
        throw new UncheckedIOException(file + ": the snapshot cannot be read", failure);
      }
    }
    if (!damaged.isEmpty()) {
      throw new ModelFormatException(
          "%s: no snapshot is whole, so the training cannot go on: %s"
              .formatted(folder, String.join("; ", damaged)));
    }
    return Optional.empty();
  }

  /**
   * Says whether the folder has a snapshot, whole or not.
   *
   * @return whether {@link #latest} has something to look at
   */
  public boolean isPresent() {
    return !newestFirst().isEmpty();
  }

  /**
   * Removes every snapshot, when the training is done or starts anew.
   *
   * @throws UncheckedIOException if one cannot be removed
   */
  public void clear() {
    for (Path file : newestFirst()) {
      remove(file);
    }
  }

  private void removeOlder(long update) {
    List<Path> files = new ArrayList<>(newestFirst());
    files.removeIf(file -> update(file) > update);
    files.stream().skip(kept).forEach(TrainingSnapshots::remove);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(file + ": the snapshot cannot be removed", failure);
    }
  }

  private void removeTemporaries() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (PartFiles.isPart(file)) {
          PartFiles.delete(file);
        }
      }
    }
  }

  private List<Path> newestFirst() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          found.add(file);
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(folder + ": the snapshots cannot be listed", failure);
    }
    found.sort(Comparator.comparingLong(TrainingSnapshots::update).reversed());
    return found;
  }

  private static long update(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(file + " is no snapshot");
    }
    return Long.parseLong(name.group(1));
  }
}
