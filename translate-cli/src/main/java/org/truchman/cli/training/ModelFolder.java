package org.truchman.cli.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.checkpoint.ModelKind;
import org.truchman.seq2seq.checkpoint.TextModelDirectory;
import org.truchman.seq2seq.checkpoint.TrainingLock;
import org.truchman.seq2seq.checkpoint.TrainingSnapshots;
import org.truchman.seq2seq.files.PartFiles;

/** What lies where a model is to be written. */
public final class ModelFolder {
  private final Path folder;
  private final Path training;

  /** Looks at a path, which need not exist. */
  public ModelFolder(Path folder) {
    this.folder = folder;
    this.training = ModelDirectory.trainingFolder(folder);
  }

  /** Whether a training can go on from there. */
  boolean hasSnapshot() {
    return new TrainingSnapshots(training).isPresent();
  }

  /**
   * Makes ready for a training.
   *
   * @param resume whether it goes on
   * @param overwrite whether it begins anew whatever is there
   * @throws CommandFailure with exit code 2 if that cannot be
   * @throws IllegalArgumentException if another training writes there
   */
  public void prepare(boolean resume, boolean overwrite) throws IOException {
    TrainingLock.requireFree(folder);
    if (overwrite) {
      makeWay();
    } else if (!resume) {
      requireFree();
    } else if (!hasSnapshot()) {
      throw CommandFailure.usage(
          folder + ": holds no training to resume; check --model, or leave --resume out");
    }
  }

  /**
   * Demands that a new training may write there.
   *
   * @throws CommandFailure with exit code 2 if something is there already, saying what and what to
   *     do
   */
  void requireFree() throws IOException {
    requireOurs();
    boolean model = ModelDirectory.isPresent(folder);
    if (hasSnapshot()) {
      throw CommandFailure.usage(
          folder
              + " holds "
              + (model ? "a model in training" : "an interrupted training")
              + "; continue it with --resume, begin anew with --overwrite, or choose another"
              + " --model");
    }
    if (model) {
      throw CommandFailure.usage(
          folder
              + " holds a model already; replace it with --overwrite, or choose another --model");
    }
  }

  /**
   * Makes way for a new training. A whole model stays until the new one takes its place; snapshots
   * go, and so does a model that cannot be read.
   *
   * @throws CommandFailure with exit code 2 if something else lies there
   */
  void makeWay() throws IOException {
    requireOurs();
    PartFiles.delete(training);
    if (ModelDirectory.isPresent(folder) && !isWhole()) {
      PartFiles.delete(folder);
    }
  }

  /** Demands that nothing lies there but a model, a training, or nothing at all. */
  private void requireOurs() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw CommandFailure.usage(folder + ": is a file; --model needs the name of a directory");
    }
    if (!Files.exists(folder) || ModelDirectory.isPresent(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.anyMatch(path -> !path.equals(training))) {
        throw CommandFailure.usage(
            folder + ": is not empty and no model directory; choose another --model");
      }
    }
  }

  private boolean isWhole() {
    try {
      switch (ModelKind.at(folder)) {
        case TRANSLATION -> ModelDirectory.open(folder);
        case LANGUAGE_MODEL -> TextModelDirectory.open(folder, TextModelDirectory.LANGUAGE_MODEL);
        case LANGUAGE_DETECTOR ->
            TextModelDirectory.open(folder, TextModelDirectory.LANGUAGE_DETECTOR);
      }
      return true;
    } catch (ModelFormatException damaged) {
      return false; // and so would be refused, hours later, when the new model is saved
    }
  }
}
