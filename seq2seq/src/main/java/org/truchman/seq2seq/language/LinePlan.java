package org.truchman.seq2seq.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.truchman.seq2seq.config.DetectorTrainingConfig;
import org.truchman.seq2seq.training.Seeds;

/**
 * Which lines stand together in the batches of an epoch, and which part of each is looked at: a
 * function of the lines, the seed and the epoch's number alone.
 */
final class LinePlan {
  /** Batches among which lines are sorted by length. */
  private static final int WINDOW = 64;

  private final LabelledLines lines;
  private final DetectorTrainingConfig config;

  LinePlan(LabelledLines lines, DetectorTrainingConfig config) {
    this.lines = lines;
    this.config = config;
  }

  /** Batches of every epoch. */
  int batches() {
    return (lines.size() + config.batchSize() - 1) / config.batchSize();
  }

  /** The batches of an epoch, from 1. */
  List<LabelledLines> epoch(int epoch) {
    long seed = Seeds.of(config.seed(), epoch);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    List<int[]> parts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      parts.add(part(lines.characters().get(i), new SplittableRandom(Seeds.of(seed, i))));
    }
    int window = WINDOW * config.batchSize();
    List<LabelledLines> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += window) {
      List<Integer> some = order.subList(from, Math.min(order.size(), from + window));
      some.sort(Comparator.comparingInt(i -> parts.get(i).length));
      for (int at = 0; at < some.size(); at += config.batchSize()) {
        batches.add(batch(some.subList(at, Math.min(some.size(), at + config.batchSize())), parts));
      }
    }
    Collections.shuffle(batches, new Random(~seed));
    return batches;
  }

  private LabelledLines batch(List<Integer> chosen, List<int[]> parts) {
    int[] labels = chosen.stream().mapToInt(i -> lines.labels()[i]).toArray();
    return new LabelledLines(chosen.stream().map(parts::get).toList(), labels);
  }

  /** The beginning of a line, or in half of the cases any part of it that is long enough. */
  private int[] part(int[] line, SplittableRandom random) {
    int length = Math.min(line.length, config.maxLength());
    if (length <= config.minLength() || random.nextBoolean()) {
      return Arrays.copyOf(line, length);
    }
    int wanted = random.nextInt(config.minLength(), length + 1);
    int from = random.nextInt(line.length - wanted + 1);
    return Arrays.copyOfRange(line, from, from + wanted);
  }
}
