package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.truchman.seq2seq.checkpoint.Manifest;
import org.truchman.seq2seq.checkpoint.ModelContents;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.config.StopMetric;

/**
 * States of a training that are kept as models of their own, {@code training/checkpoints/update-N}
 * of its model directory: the last that were validated, and the best. They stay when the training
 * is done, to be averaged.
 */
public final class KeptCheckpoints {
  private static final Pattern NAME = Pattern.compile("update-(0|[1-9][0-9]{0,17})");

  private final Path folder;

  /** Scores that were read before, by folder; reading one verifies the whole model. */
  private final Map<Path, Double> known = new HashMap<>();

  /**
   * The checkpoints of a model.
   *
   * @param model the model directory
   */
  public KeptCheckpoints(Path model) {
    this.folder = ModelDirectory.trainingFolder(model).resolve("checkpoints");
  }

  /**
   * Saves a state, then removes those that are neither among the last nor among the best.
   *
   * @param update updates done
   * @param keep how many of the last, and how many of the best, at least 1
   * @return where it was saved
   */
  Path save(ModelContents contents, long update, int keep) {
    Path path = folder.resolve("update-" + update);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be made", e);
    }
    ModelDirectory.save(path, contents);
    known.put(path, score(contents.provenance(), contents.configuration().training().stopOn()));
    Set<Path> kept = new HashSet<>(last(keep));
    kept.addAll(best(keep));
    for (Path other : found()) {
      if (!kept.contains(other) && update(other) <= update) {
        remove(other);
      }
    }
    return path;
  }

  /**
   * The last states, newest first.
   *
   * @param count how many at most
   */
  public List<Path> last(int count) {
    return found().stream().limit(count).toList();
  }

  /**
   * The best states by the metric that the training stopped on, best first; of equal ones the
   * newer.
   *
   * @param count how many at most
   */
  public List<Path> best(int count) {
    return found().stream()
        .sorted(Comparator.comparingDouble((Path path) -> score(path)).reversed())
        .limit(count)
        .toList();
  }

  /** The folder of them all, which need not exist. */
  public Path folder() {
    return folder;
  }

  private double score(Path path) {
    return known.computeIfAbsent(
        path,
        unread -> {
          ModelDirectory model = ModelDirectory.open(unread);
          return score(model.provenance(), model.configuration().training().stopOn());
        });
  }

  /** More is better. */
  private static double score(JsonObject provenance, StopMetric metric) {
    JsonObject scores = provenance.getAsJsonObject("scores");
    String name =
        switch (metric) {
          case PERPLEXITY -> "validationPerplexity";
          case BLEU -> "validationBleuGreedy";
          case CHRF -> "validationChrfGreedy";
        };
    if (scores == null || !scores.has(name)) {
      throw new ModelFormatException("a checkpoint has no score " + name + " in its provenance");
    }
    double score = scores.get(name).getAsDouble();
    return metric == StopMetric.PERPLEXITY ? -score : score;
  }

  /** Every whole checkpoint, newest first. */
  private List<Path> found() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (NAME.matcher(child.getFileName().toString()).matches()
            && ModelDirectory.isPresent(child)) {
          found.add(child);
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be listed", e);
    }
    found.sort(Comparator.comparingLong(KeptCheckpoints::update).reversed());
    return found;
  }

  private static long update(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(path + " is no checkpoint");
    }
    return Long.parseLong(name.group(1));
  }

  /** Removes the manifest first, so that what a kill leaves is no checkpoint. */
  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path.resolve(Manifest.FILE_NAME));
      try (Stream<Path> tree = Files.walk(path)) {
        for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be removed", e);
    }
  }
}
