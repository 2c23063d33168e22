package org.truchman.seq2seq.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.data.PaddedRows;
import org.truchman.seq2seq.model.DecoderState;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.SearchMemory;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** What every shape of model keeps: padding, batches, gradients, and one step at a time. */
@ExtendWith(EngineExtension.class)
class ModelSpineTest {
  static List<ModelConfig> shapes() {
    return SpineShapes.all();
  }

  static List<ModelConfig> whole() {
    return SpineShapes.whole();
  }

  static List<ModelConfig> inStep() {
    return SpineShapes.inStep();
  }

  private static SpineModel plain(NDManager manager, ModelConfig shape) {
    return new SpineModel(manager, shape, SpineModel.PLAIN);
  }

  @Test
  void anyTwoSettingsMeetInSomeShape() {
    Set<String> met = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (ModelConfig shape : SpineShapes.whole()) {
      met.addAll(SpineShapes.meetings(shape));
      all.addAll(SpineShapes.settings(shape));
    }
    for (String one : all) {
      for (String other : all) {
        if (canMeet(one, other)) {
          assertTrue(met.contains(one + " & " + other), one + " & " + other);
        }
      }
    }
  }

  private static boolean canMeet(String one, String other) {
    Set<String> pair = Set.of(one, other + (one.equals(other) ? " too" : ""));
    return !one.split(" ")[0].equals(other.split(" ")[0])
        && !pair.equals(Set.of("readout DIRECT", "tied true"))
        && !pair.equals(Set.of("attention NONE", "feeding true"))
        && !pair.equals(Set.of("cell RNN_TANH", "steepness 1.5"))
        && !pair.equals(Set.of("cell RNN_RELU", "steepness 1.5"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void paddingChangesNeitherLossNorGradient(ModelConfig shape, NDManager manager) {
    try (SpineModel model = plain(manager, shape)) {
      SpineModel.LossAndGradient narrow = model.lossAndGradient(SpineModel.batch());
      SpineModel.LossAndGradient wide =
          model.lossAndGradient(SpineModel.widened(SpineModel.batch()));
      assertEquals(narrow.loss(), wide.loss(), 1e-5);
      Close.assertWithin("gradient", narrow.gradient(), wide.gradient(), 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void microBatchesSumToTheirBatch(ModelConfig shape, NDManager manager) {
    List<IndexedPair> pairs = SpineModel.pairs();
    try (SpineModel model = plain(manager, shape)) {
      SpineModel.LossAndGradient whole = model.lossAndGradient(SpineModel.batch());
      SpineModel.LossAndGradient parts =
          model.lossAndGradient(
              PaddedBatch.of(pairs.subList(2, 3)),
              PaddedBatch.of(pairs.subList(0, 2)),
              PaddedBatch.of(pairs.subList(3, 4)));
      assertEquals(whole.loss(), parts.loss(), 1e-5);
      Close.assertWithin("gradient", whole.gradient(), parts.gradient(), 1e-5);
    }
  }

  /**
   * Along the gradient of each part of the model by itself, the loss must rise by that gradient's
   * norm: an error in any direction would show.
   */
  @ParameterizedTest
  @MethodSource("shapes")
  void gradientIsTheSlopeOfTheLoss(ModelConfig shape, NDManager manager) {
    PaddedBatch batch = SpineModel.batch();
    try (SpineModel model = plain(manager, shape)) {
      float[] start = smooth(shape, model.model());
      model.model().flat().set(start);
      SpineModel.LossAndGradient computed = model.lossAndGradient(batch);
      assertEquals(computed.loss(), model.loss(batch, start), 1e-6);
      parts(model.model().layout(), computed.gradient())
          .forEach(
              (name, direction) -> {
                double norm = norm(direction);
                double slope = slope(model, batch, start, direction);
                assertEquals(norm, slope, 1e-3 * norm + 3e-5, name);
              });
    }
  }

  /** The gradient of each cell, bridge and matrix, with zeros elsewhere. */
  private static Map<String, float[]> parts(ParameterLayout layout, float[] gradient) {
    Map<String, float[]> parts = new TreeMap<>();
    for (ParameterLayout.Entry entry : layout.entries()) {
      int from = entry.offset();
      float[] own = Arrays.copyOfRange(gradient, from, from + entry.size());
      assertTrue(norm(own) > 0, entry.name() + " has no gradient");
      String part = entry.name().replaceFirst("(\\.(input|hidden|cell))?\\.(weight|bias)$", "");
      float[] direction = parts.computeIfAbsent(part, name -> new float[gradient.length]);
      System.arraycopy(own, 0, direction, from, own.length);
    }
    return parts;
  }

  /**
   * The model's parameters; those of a ReLU network changed so that every unit is far from its
   * kink, where the loss has no slope: two thirds of the units are always on, the others always
   * off.
   */
  private static float[] smooth(ModelConfig shape, Seq2SeqModel model) {
    float[] values = model.values();
    if (shape.cell() != CellType.RNN_RELU) {
      return values;
    }
    for (ParameterLayout.Entry entry : model.layout().entries()) {
      boolean isCell = entry.name().matches("(encoder|decoder)\\..*");
      for (int i = 0; isCell && i < entry.size(); i++) {
        boolean isBias = entry.name().endsWith("bias");
        float bias = i % 3 == 2 ? -1 : 1;
        values[entry.offset() + i] = isBias ? bias : values[entry.offset() + i] / 4;
      }
    }
    return values;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  /** The derivative along a direction, by a central difference. */
  private static double slope(
      SpineModel model, PaddedBatch batch, float[] start, float[] direction) {
    // Rounding of the loss (1e-7) over the step and the step's square weigh about the same here.
    double step = 0.005;
    double norm = norm(direction);
    double[] loss = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] moved = start.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += (float) ((2 * side - 1) * step * direction[i] / norm);
      }
      loss[side] = model.loss(batch, moved);
    }
    return (loss[1] - loss[0]) / (2 * step);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void floatsBetweenParametersHaveNoGradient(ModelConfig shape, NDManager manager) {
    try (SpineModel model = plain(manager, shape)) {
      float[] gradient = model.lossAndGradient(SpineModel.batch()).gradient();
      for (ParameterLayout.Entry entry : model.model().layout().entries()) {
        Arrays.fill(gradient, entry.offset(), entry.offset() + entry.size(), 0);
      }
      assertArrayEquals(new float[gradient.length], gradient);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void sentenceAloneReadsAsInItsBatch(ModelConfig shape, NDManager manager) {
    try (SpineModel model = plain(manager, shape)) {
      float[][] together = model.readout(SpineModel.batch());
      int row = 0;
      for (IndexedPair pair : SpineModel.pairs()) {
        for (float[] alone : model.readout(PaddedBatch.of(List.of(pair)))) {
          Close.assertWithin(pair + ", row " + row, together[row], alone, 1e-6);
          row++;
        }
      }
      assertEquals(together.length, row);
    }
  }

  /** Two hypotheses for each sentence, that change places at every step. */
  @ParameterizedTest
  @MethodSource("shapes")
  void stepsGiveTheRowsOfTeacherForcing(ModelConfig shape, NDManager manager) {
    PaddedBatch batch = SpineModel.batch();
    PaddedRows input = batch.decoderInput();
    try (SpineModel spine = plain(manager, shape)) {
      Seq2SeqModel model = spine.model();
      float[][] forced = spine.readout(batch);
      PaddedRows source = batch.source();
      SearchNetwork network = new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32);
      SearchMemory memory = network.encode(TokenTensor.of(manager, source.ids(), source.lengths()));
      DecoderState state = network.start(memory);
      int[] sentences = {0, 0, 1, 1, 2, 2, 3, 3};
      long[] origin = Arrays.stream(sentences).asLongStream().toArray();
      for (int t = 0; t < input.width(); t++) {
        state = state.rows(manager.create(origin, new Shape(origin.length)));
        NDArray pieces = pieces(manager, input, sentences, t);
        SearchNetwork.Step step = network.step(memory, state, pieces, sentences);
        assertRows(forced, input, t, sentences, step.readout());
        state = step.state();
        sentences = rotated(sentences);
        origin = new long[] {3, 4, 5, 6, 7, 0, 1, 2};
      }
      assertEquals(input.width(), state.position());
      network.close();
    }
  }

  private static int[] rotated(int[] values) {
    int[] rotated = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      rotated[i] = values[(i + 3) % values.length];
    }
    return rotated;
  }

  private static NDArray pieces(NDManager manager, PaddedRows input, int[] sentences, int t) {
    long[] pieces = new long[sentences.length];
    for (int r = 0; r < pieces.length; r++) {
      pieces[r] = input.ids()[sentences[r] * input.width() + t];
    }
    return manager.create(pieces, new Shape(pieces.length));
  }

  private static void assertRows(
      float[][] forced, PaddedRows input, int t, int[] sentences, NDArray readout) {
    for (int r = 0; r < sentences.length; r++) {
      if (t < input.lengths()[sentences[r]]) {
        float[] expected = forced[firstRow(input, sentences[r]) + t];
        Close.assertWithin(
            "sentence " + sentences[r] + ", step " + t,
            expected,
            readout.get(r).toFloatArray(),
            1e-5);
      }
    }
  }

  /** The readout row of a sentence's first position: rows of real positions only are kept. */
  private static int firstRow(PaddedRows rows, int sentence) {
    return Arrays.stream(rows.lengths()).limit(sentence).sum();
  }

  /** Delayed sequence to sequence: the whole source is read before the first word is said. */
  @ParameterizedTest
  @MethodSource("whole")
  void firstRowKnowsTheLastSourcePiece(ModelConfig shape, NDManager manager) {
    try (SpineModel model = plain(manager, shape)) {
      float[][] rows = model.readout(PaddedBatch.of(List.of(reading(6))));
      float[][] changed = model.readout(PaddedBatch.of(List.of(reading(10))));
      assertFalse(Arrays.equals(rows[0], changed[0]));
    }
  }

  private static IndexedPair reading(int lastPiece) {
    return new IndexedPair(new int[] {4, 9, 5, 8, lastPiece}, new int[] {7, 6, 12, 5, 9, 4});
  }

  /** Row t may know the source up to t + delay, and nothing after it. */
  @ParameterizedTest
  @MethodSource("inStep")
  void rowsInStepKnowNoLaterSourcePiece(ModelConfig shape, NDManager manager) {
    try (SpineModel model = plain(manager, shape)) {
      float[][] rows = model.readout(PaddedBatch.of(List.of(reading(6))));
      float[][] changed = model.readout(PaddedBatch.of(List.of(reading(10))));
      int last = 4;
      for (int t = 0; t < rows.length; t++) {
        if (t + shape.delay() < last) {
          Close.assertSameBits("row " + t, rows[t], changed[t]);
        } else {
          assertFalse(Arrays.equals(rows[t], changed[t]), "row " + t);
        }
      }
    }
  }
}
