package org.truchman.seq2seq;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.Pooling;
import org.truchman.seq2seq.data.PaddedRows;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.text.IndexedLine;

/**
 * Gives each line the vector that a translation model's encoder has for it.
 *
 * <pre>{@code
 * try (SentenceEncoder encoder = SentenceEncoder.open(Path.of("models/en-de"), engine)) {
 *   float[] vector = encoder.vectors(List.of("A dog runs."), Pooling.MEAN).get(0);
 * }
 * }</pre>
 *
 * <p>Thread-safe: callers wait in line for the one thread that owns the engine. The vector of a
 * line does not depend on the lines beside it, but for rounding.
 */
public final class SentenceEncoder implements AutoCloseable {
  private static final float[] NOTHING = {};
  private static final int[] NO_PIECES = {};

  /** Rows and columns are rounded up, as in a search: sums then have the same order. */
  private static final int ROWS = 4;

  private static final int COLUMNS = 16;

  private final OpenNetwork<LoadedModel> model;
  private final int size;
  private final LineSplitter splitter;
  private final int batchSize;

  private SentenceEncoder(OpenNetwork<LoadedModel> model, Configuration configuration) {
    this.model = model;
    this.size = configuration.model().hiddenSize();
    var search = configuration.search();
    this.splitter =
        new LineSplitter(model.call(loaded -> loaded.text().source()), search.maxSourceLength());
    this.batchSize = search.batchSize();
  }

  /**
   * Opens a model; every file of it is verified.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if it is no translation model, is
   *     missing, damaged, or of another format version
   * @throws IllegalArgumentException if the device is not there or libtorch does not fit
   */
  public static SentenceEncoder open(Path model, EngineOptions options) {
    ModelDirectory directory = ModelDirectory.open(model);
    OpenNetwork<LoadedModel> open =
        OpenNetwork.open(
            "the encoder of " + model, options, engine -> LoadedModel.load(directory, engine));
    return new SentenceEncoder(open, directory.configuration());
  }

  /** Numbers of a vector. */
  public int size() {
    return size;
  }

  /**
   * The vectors of lines.
   *
   * @param lines of the source language; one that is longer than the model takes is cut at sentence
   *     ends, and has the mean of its parts' vectors, weighted by their tokens
   * @return as many vectors, in order; a blank line has none, an empty array
   * @throws IllegalStateException if the encoder is closed
   */
  public List<float[]> vectors(List<String> lines, Pooling pooling) {
    List<int[]> parts = new ArrayList<>();
    int[] counts = new int[lines.size()];
    for (int i = 0; i < counts.length; i++) {
      for (IndexedLine part : splitter.parts(lines.get(i))) {
        parts.add(part.ids());
        counts[i]++;
      }
    }
    float[][] found = model.call(loaded -> encoded(loaded.network(), parts, pooling));
    List<float[]> vectors = new ArrayList<>(counts.length);
    int at = 0;
    for (int count : counts) {
      vectors.add(mean(parts, found, at, count));
      at += count;
    }
    return vectors;
  }

  private static float[] mean(List<int[]> parts, float[][] found, int from, int count) {
    if (count < 2) {
      return count == 0 ? NOTHING : found[from];
    }
    float[] mean = new float[found[from].length];
    double tokens = 0;
    for (int part = from; part < from + count; part++) {
      tokens += parts.get(part).length + 1;
    }
    for (int part = from; part < from + count; part++) {
      double share = (parts.get(part).length + 1) / tokens;
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (float) (share * found[part][i]);
      }
    }
    return mean;
  }

  private float[][] encoded(Seq2SeqModel network, List<int[]> parts, Pooling pooling) {
    Integer[] order = new Integer[parts.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> parts.get(i).length));
    float[][] found = new float[order.length][];
    for (int from = 0; from < order.length; from += batchSize) {
      int to = Math.min(order.length, from + batchSize);
      encode(network, parts, Arrays.copyOfRange(order, from, to), pooling, found);
    }
    return found;
  }

  private void encode(
      Seq2SeqModel network, List<int[]> parts, Integer[] chosen, Pooling pooling, float[][] found) {
    List<int[]> sources = new ArrayList<>();
    for (int i : chosen) {
      sources.add(parts.get(i));
    }
    while (sources.size() % ROWS != 0) {
      sources.add(NO_PIECES);
    }
    PaddedRows rows = PaddedRows.ofSources(sources, network.config().reverseSource(), COLUMNS);
    try (NDManager manager = network.manager().newSubManager()) {
      var weights = network.weights(Seq2SeqModel.alias(network.flat(), manager));
      TokenTensor tokens = TokenTensor.of(manager, rows.ids(), rows.lengths());
      NDArray vectors = network.sentenceVectors(weights, tokens, pooling);
      float[] flat = vectors.toFloatArray();
      for (int row = 0; row < chosen.length; row++) {
        found[chosen[row]] = Arrays.copyOfRange(flat, row * size, (row + 1) * size);
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
