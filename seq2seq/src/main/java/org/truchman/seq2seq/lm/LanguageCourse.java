package org.truchman.seq2seq.lm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.truchman.seq2seq.config.SegmentStart;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.training.Course;
import org.truchman.seq2seq.training.DeviceMemory;
import org.truchman.seq2seq.training.OptimizerState;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.Validator;

/**
 * Learns to predict a text: segment after segment of every row, in order. A batch is a segment, and
 * each makes an update. An epoch begins in a state of zero.
 */
public final class LanguageCourse implements Course {
  private final LanguageModel model;
  private final TextRows rows;
  private final SegmentStart start;
  private final Function<NDArray, Validator.Findings> validation;
  private final OptimizerState optimizer;
  private final SegmentStep step;

  /** Where the state lives that the last update left. */
  private NDManager manager;

  private DecoderState state;

  /**
   * A course before its first update.
   *
   * @param config {@code precision} decided
   * @param start the state that a segment begins in
   * @param validation what the validation text says of parameters
   */
  public LanguageCourse(
      LanguageModel model,
      TrainingConfig config,
      TextRows rows,
      SegmentStart start,
      Function<NDArray, Validator.Findings> validation) {
    this.model = model;
    this.rows = rows;
    this.start = start;
    this.validation = validation;
    this.optimizer = OptimizerState.of(model.parameters(), config);
    this.step = new SegmentStep(model, optimizer, config);
    this.manager = model.manager().newSubManager();
  }

  @Override
  public NDArray parameters() {
    return model.parameters().vector();
  }

  @Override
  public OptimizerState optimizer() {
    return optimizer;
  }

  @Override
  public int batches(int epoch) {
    return rows.segments();
  }

  @Override
  public String describe(int epoch) {
    return String.format(
        Locale.ROOT,
        "%d segments of %d rows of %d pieces an epoch, each from a state of %s",
        rows.segments(),
        rows.rows(),
        rows.steps(),
        start == SegmentStart.ZERO ? "zero" : "the one before");
  }

  @Override
  public Taken update(TrainingProgress before, double rate) {
    TextRows.Segment segment = rows.segment(before.batch());
    if (before.batch() == 0 || start == SegmentStart.ZERO) {
      state = model.start(manager, rows.rows());
    }
    NDManager next = model.manager().newSubManager();
    try {
      state = step.run(segment, state, before.update() + 1, rate, next);
    } catch (EngineException failure) {
      next.close();
      throw DeviceMemory.isExhausted(failure) ? tooLarge(segment, failure) : failure;
    }
    manager.close();
    manager = next;
    return new Taken(1, segment.labels().length);
  }

  private static RuntimeException tooLarge(TextRows.Segment segment, EngineException failure) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "the device has no memory for a segment of %d steps in %d rows; truncate it with a"
                + " smaller training.steps, or take a smaller training.batchSize",
            segment.steps(),
            segment.rows()),
        failure);
  }

  @Override
  public Validator.Findings validate(NDArray vector) {
    return validation.apply(vector);
  }

  @Override
  public float[] carried() {
    if (state == null || start == SegmentStart.ZERO) {
      return null;
    }
    List<float[]> layers =
        Stream.concat(state.hidden().stream(), state.cells().stream())
            .map(NDArray::toFloatArray)
            .toList();
    int size = layers.get(0).length;
    float[] all = new float[layers.size() * size];
    for (int i = 0; i < layers.size(); i++) {
      System.arraycopy(layers.get(i), 0, all, i * size, size);
    }
    return all;
  }

  @Override
  public void carry(float[] values) {
    DecoderState zero = model.start(manager, rows.rows());
    int layers = zero.hidden().size();
    int arrays = layers + zero.cells().size();
    int width = model.config().hiddenSize();
    int size = rows.rows() * width;
    if (values.length != arrays * size) {
      throw new IllegalArgumentException(
          "the state that a snapshot carries has %d numbers; %d are needed"
              .formatted(values.length, arrays * size));
    }
    List<NDArray> all = new ArrayList<>();
    for (int i = 0; i < arrays; i++) {
      float[] layer = Arrays.copyOfRange(values, i * size, (i + 1) * size);
      all.add(manager.create(layer, new Shape(rows.rows(), width)));
    }
    state = new DecoderState(all.subList(0, layers), all.subList(layers, arrays), 0);
  }

  @Override
  public void close() {
    manager.close();
    optimizer.close();
  }
}
