package org.truchman.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What lies where a model is to be written. */
final class ModelFolder {
  private final Path folder;

  /** Looks at a path, which need not exist. */
  ModelFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether a complete model lies there. */
  boolean hasModel() {
    return Files.isRegularFile(folder.resolve("manifest.json"));
  }

  /** Whether a training can go on from there. */
  boolean hasTraining() {
    return Files.isDirectory(folder.resolve("training"));
  }

  /**
   * Demands that a new training may write there.
   *
   * @throws CommandFailure with exit code 2 if something is there already, saying what and what to
   *     do
   */
  void requireFree() throws IOException {
    requireNoFile();
    if (hasModel()) {
      throw CommandFailure.usage(
          folder
              + " holds a model already; continue its training with --resume, replace it with"
              + " --overwrite, or choose another --model");
    }
    if (hasTraining()) {
      throw CommandFailure.usage(
          folder
              + " holds an interrupted training; continue it with --resume, begin anew with"
              + " --overwrite, or choose another --model");
    }
    requireNothingElse();
  }

  /**
   * Removes the model or training that lies there, and nothing else.
   *
   * @throws CommandFailure with exit code 2 if something else lies there
   */
  void clear() throws IOException {
    requireNoFile();
    if (!hasModel() && !hasTraining()) {
      requireNothingElse();
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : leavesFirst) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }

  private void requireNoFile() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw CommandFailure.usage(folder + ": is a file; --model needs the name of a directory");
    }
  }

  private void requireNothingElse() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw CommandFailure.usage(
            folder + ": is not empty and no model directory; choose another --model");
      }
    }
  }
}
