package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.training.TrainingListener;

/** Remembers what a training says and which files it saves. */
class Messages implements TrainingListener {
  final List<String> lines = new ArrayList<>();
  final List<String> saved = new ArrayList<>();
  String device;

  /** Stops a training once the snapshot of an update is written; every update must write one. */
  static Messages stopAfter(long update, StopSignal stop) {
    return new Messages() {
      @Override
      public void saved(Path path) {
        super.saved(path);
        if (path.endsWith("snapshot-" + update + ".bin")) {
          stop.request();
        }
      }
    };
  }

  @Override
  public void message(String line) {
    lines.add(line);
  }

  @Override
  public void started(long totalUpdates, String where) {
    device = where;
  }

  @Override
  public void saved(Path path) {
    saved.add(path.getFileName().toString());
  }

  /** Whether a line holds all of these. */
  boolean contain(String... parts) {
    return lines.stream().anyMatch(line -> List.of(parts).stream().allMatch(line::contains));
  }
}
