package org.truchman.seq2seq.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.ConfigurationJson;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.OptimizerType;
import org.truchman.seq2seq.config.Precision;
import org.truchman.seq2seq.config.TrainingConfig;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.decoding.Candidates;
import org.truchman.seq2seq.decoding.ModelScorer;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.EngineExtension;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/** What many updates and searches keep: memory, and the same bits for the same seed. */
@ExtendWith(EngineExtension.class)
class UpdateSpineTest {
  private static final double RATE = 0.01;

  static List<ModelConfig> shapes() {
    return SpineShapes.all();
  }

  static List<ModelConfig> someShapes() {
    return SpineShapes.oneIn(9);
  }

  static List<ModelConfig> fewShapes() {
    return SpineShapes.oneIn(19);
  }

  /** The batches of update number {@code update}: one, or two micro-batches at even numbers. */
  private static List<PaddedBatch> batches(long update) {
    List<IndexedPair> pairs = SpineModel.pairs();
    return update % 2 == 1
        ? List.of(SpineModel.batch())
        : List.of(PaddedBatch.of(pairs.subList(0, 2)), PaddedBatch.of(pairs.subList(2, 4)));
  }

  private static void update(SpineModel model, long from, long to) {
    for (long update = from; update <= to; update++) {
      model.step().run(batches(update), update, RATE);
    }
  }

  private static int arrays(SpineModel model) {
    return model.model().manager().getManagedArrays().size();
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void updatesLeaveNoArrayBehind(ModelConfig shape, NDManager manager) {
    try (SpineModel model = new SpineModel(manager, shape, SpineModel.RANDOM)) {
      update(model, 1, 1);
      int before = arrays(model);
      update(model, 2, 50);
      assertEquals(before, arrays(model));
    }
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void searchesLeaveNoArrayBehind(ModelConfig shape, NDManager manager) {
    try (SpineModel model = new SpineModel(manager, shape, SpineModel.RANDOM)) {
      int before = arrays(model);
      for (int i = 0; i < 10; i++) {
        search(model);
      }
      assertEquals(before, arrays(model));
    }
  }

  /** Six steps of greedy search over two sentences; the arrays alive after each are as many. */
  private static void search(SpineModel model) {
    List<int[]> sources = List.of(new int[] {4, 9, 5}, new int[] {7});
    try (SearchNetwork network =
            new SearchNetwork(model.model(), model.model().flat(), SearchOperators.Format.FP32);
        ModelScorer scorer = ModelScorer.open(network, sources)) {
      int[] pieces = {2, 2};
      int[] origin = null;
      int alive = 0;
      for (int step = 1; step <= 6; step++) {
        Candidates best = scorer.advance(pieces, origin, new int[] {0, 1}, 1);
        pieces = best.pieces(); // k is 1
        origin = new int[] {0, 1};
        int now = arrays(model);
        assertTrue(step < 3 || now == alive, "step " + step + ": " + alive + " then " + now);
        alive = now;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void sameSeedGivesTheSameBits(ModelConfig shape, NDManager manager) {
    try (SpineModel one = new SpineModel(manager, shape, SpineModel.RANDOM);
        SpineModel other = new SpineModel(manager, shape, SpineModel.RANDOM)) {
      update(one, 1, 5);
      JniUtils.setSeed(4242); // what was drawn before an update must not matter
      update(other, 1, 5);
      assertSameState(one, other);
    }
  }

  /**
   * What is made of numbers of the Java side lies in buffers of that side, and back-propagation
   * reads it later: whatever is not held on to until then is somebody else's memory.
   */
  @ParameterizedTest
  @MethodSource("shapes")
  void whatTheCollectorTakesDuringAnUpdateIsNotReadAgain(ModelConfig shape, NDManager manager) {
    try (SpineModel quiet = new SpineModel(manager, shape, SpineModel.RANDOM);
        SpineModel swept = new SpineModel(manager, shape, SpineModel.RANDOM)) {
      update(quiet, 1, 1);
      UpdateStep step =
          new UpdateStep(swept.model(), swept.state(), SpineModel.RANDOM, event -> {}) {
            @Override
            void backward(NDArray rows, NDArray gradient) {
              reuseFreeBuffers();
              super.backward(rows, gradient);
            }
          };
      step.run(batches(1), 1, RATE);
      assertSameState(quiet, swept);
    }
  }

  /** Collects, and writes over buffers that the collector has freed. */
  private static void reuseFreeBuffers() {
    System.gc();
    for (int size = 4; size <= 1024; size += 4) {
      ByteBuffer free = ByteBuffer.allocateDirect(size);
      while (free.hasRemaining()) {
        free.put((byte) 0x7f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void resumedRunEndsInTheSameBits(ModelConfig shape, NDManager manager) {
    try (SpineModel straight = new SpineModel(manager, shape, SpineModel.RANDOM);
        SpineModel resumed = new SpineModel(manager, shape, SpineModel.RANDOM)) {
      update(straight, 1, 2);
      TrainingState snapshot =
          straight.state().snapshot(straight.model().flat(), null, TrainingProgress.start(RATE));
      update(straight, 3, 5);

      DeviceCopy.of(snapshot.parameters(), resumed.model().flat());
      resumed.state().restore(snapshot);
      update(resumed, 3, 5);

      assertEquals(2, snapshot.steps());
      assertSameState(straight, resumed);
    }
  }

  private static void assertSameState(SpineModel expected, SpineModel actual) {
    TrainingState one = state(expected);
    TrainingState other = state(actual);
    Close.assertSameBits("parameters", one.parameters(), other.parameters());
    Close.assertSameBits("first moment", one.firstMoment(), other.firstMoment());
    Close.assertSameBits("second moment", one.secondMoment(), other.secondMoment());
    Close.assertSameBits("average", one.average(), other.average());
    assertEquals(one.steps(), other.steps());
  }

  private static TrainingState state(SpineModel model) {
    return model.state().snapshot(model.model().flat(), null, TrainingProgress.start(RATE));
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void otherSeedOrUpdateDrawsOtherDropout(ModelConfig shape, NDManager manager) {
    try (SpineModel one = new SpineModel(manager, shape, SpineModel.RANDOM);
        SpineModel seed = new SpineModel(manager, shape, SpineModel.RANDOM.withSeed(18));
        SpineModel update = new SpineModel(manager, shape, SpineModel.RANDOM)) {
      one.step().run(batches(1), 1, RATE);
      seed.step().run(batches(1), 1, RATE);
      update.step().run(batches(1), 2, RATE);
      assertFalse(Arrays.equals(one.model().values(), seed.model().values()));
      assertFalse(Arrays.equals(one.model().values(), update.model().values()));
    }
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void updatesLowerTheLossOfTheirBatch(ModelConfig shape, NDManager manager) {
    try (SpineModel model = new SpineModel(manager, shape, SpineModel.PLAIN)) {
      double before = model.lossAndGradient(SpineModel.batch()).loss();
      update(model, 1, 20);
      assertTrue(model.lossAndGradient(SpineModel.batch()).loss() < 0.8 * before);
    }
  }

  private static TrainingConfig half(TrainingConfig training) {
    return training.withPrecision(Precision.BF16_ALL);
  }

  /** In bfloat16 each product is rounded to 8 bits; what comes out must point the same way. */
  @ParameterizedTest
  @MethodSource("someShapes")
  void halfPrecisionGivesNearlyTheSameLossAndGradient(ModelConfig shape, NDManager manager) {
    try (SpineModel full = new SpineModel(manager, shape, SpineModel.PLAIN);
        SpineModel half = new SpineModel(manager, shape, half(SpineModel.PLAIN));
        SpineModel some =
            new SpineModel(manager, shape, SpineModel.PLAIN.withPrecision(Precision.BF16))) {
      SpineModel.LossAndGradient expected = full.lossAndGradient(SpineModel.batch());
      SpineModel.LossAndGradient nearer = some.lossAndGradient(SpineModel.batch());
      assertEquals(expected.loss(), nearer.loss(), 0.01 * expected.loss());
      assertTrue(cosine(expected.gradient(), nearer.gradient()) > 0.995);
      SpineModel.LossAndGradient found = half.lossAndGradient(SpineModel.batch());
      assertEquals(expected.loss(), found.loss(), 0.01 * expected.loss());
      assertTrue(cosine(expected.gradient(), found.gradient()) > 0.995);
      SpineModel.LossAndGradient wide =
          half.lossAndGradient(SpineModel.widened(SpineModel.batch()));
      assertEquals(found.loss(), wide.loss(), 0.005 * found.loss());
    }
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    double ones = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += (double) one[i] * other[i];
      ones += (double) one[i] * one[i];
      others += (double) other[i] * other[i];
    }
    return product / Math.sqrt(ones * others);
  }

  /**
   * A run that stops after an update and goes on ends as one that does not, and leaves no array.
   */
  private static void assertResumes(
      NDManager manager, ModelConfig shape, TrainingConfig training, long stop, long last) {
    try (SpineModel straight = new SpineModel(manager, shape, training);
        SpineModel resumed = new SpineModel(manager, shape, training)) {
      update(straight, 1, stop);
      TrainingState snapshot = state(straight);
      int before = arrays(straight);
      update(straight, stop + 1, last);
      assertEquals(before, arrays(straight));
      DeviceCopy.of(snapshot.parameters(), resumed.model().flat());
      resumed.state().restore(snapshot);
      update(resumed, stop + 1, last);
      assertSameState(straight, resumed);
    }
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void halfPrecisionResumesInTheSameBitsAndLeavesNoArrayBehind(
      ModelConfig shape, NDManager manager) {
    assertResumes(manager, shape, half(SpineModel.RANDOM), 2, 8);
  }

  /** Dropped units that are the same at all steps, and two passes over every batch. */
  private static final TrainingConfig TWO_PASSES =
      SpineModel.RANDOM.withVariationalDropout(true).withRDrop(2);

  @ParameterizedTest
  @MethodSource("fewShapes")
  void twoPassesResumeInTheSameBitsAndLeaveNoArrayBehind(ModelConfig shape, NDManager manager) {
    assertResumes(manager, shape, TWO_PASSES, 2, 8);
  }

  /** A share that rounds to nothing is dropped, so both passes are the same one. */
  @ParameterizedTest
  @MethodSource("fewShapes")
  void twoEqualPassesLearnWhatOneDoes(ModelConfig shape, NDManager manager) {
    TrainingConfig nearlyNothing = SpineModel.PLAIN.withEmbeddingDropout(1e-9);
    try (SpineModel one = new SpineModel(manager, shape, nearlyNothing);
        SpineModel two = new SpineModel(manager, shape, nearlyNothing.withRDrop(3))) {
      SpineModel.LossAndGradient expected = one.lossAndGradient(SpineModel.batch());
      SpineModel.LossAndGradient found = two.lossAndGradient(SpineModel.batch());
      assertEquals(expected.loss(), found.loss(), 1e-5);
      Close.assertWithin("gradient", expected.gradient(), found.gradient(), 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("fewShapes")
  void twoPassesInHalfPrecisionPointTheSameWay(ModelConfig shape, NDManager manager) {
    TrainingConfig training = SpineModel.PLAIN.withOutputDropout(0.3).withRDrop(2);
    try (SpineModel full = new SpineModel(manager, shape, training);
        SpineModel half = new SpineModel(manager, shape, training.withPrecision(Precision.BF16))) {
      SpineModel.LossAndGradient expected = full.lossAndGradient(SpineModel.batch());
      SpineModel.LossAndGradient found = half.lossAndGradient(SpineModel.batch());
      assertEquals(expected.loss(), found.loss(), 0.01 * expected.loss());
      assertTrue(cosine(expected.gradient(), found.gradient()) > 0.995);
    }
  }

  /** What additive attention keeps is bounded by taking a batch in parts. */
  @Test
  void aBatchThatAdditiveAttentionFindsTooLargeIsLearntInParts(NDManager manager) {
    ModelConfig shape = SpineShapes.all().get(3).withAttention(AttentionType.ADDITIVE);
    List<Integer> sizes = new ArrayList<>();
    try (SpineModel whole = new SpineModel(manager, shape, SpineModel.PLAIN);
        SpineModel split = new SpineModel(manager, shape, SpineModel.PLAIN)) {
      UpdateStep step =
          new UpdateStep(split.model(), split.state(), SpineModel.PLAIN, event -> {}) {
            @Override
            double mostKept() {
              return 2 * 7 * 5 * 6; // two pairs of 7 source and 5 target pieces, 6 units wide
            }

            @Override
            Part part(NDManager step, PaddedBatch batch, int allTokens) {
              sizes.add(batch.size());
              return super.part(step, batch, allTokens);
            }
          };
      whole.step().run(List.of(SpineModel.batch()), 1, RATE);
      step.run(List.of(SpineModel.batch()), 1, RATE);
      assertEquals(List.of(2, 2), sizes);
      Close.assertWithin(
          "first moment", state(whole).firstMoment(), state(split).firstMoment(), 1e-6);
    }
  }

  static List<TrainingConfig> optimizers() {
    TrainingConfig base = SpineModel.RANDOM;
    return List.of(
        base.withOptimizer(OptimizerType.SGD),
        base.withOptimizer(OptimizerType.SGD).withMomentum(0.9).withWeightDecay(0.1),
        ConfigurationJson.with(
                Configuration.defaults().withTraining(base),
                Map.of("training.optimizer", "adamw", "training.weightDecay", "0.1"))
            .training());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerResumesInTheSameBits(TrainingConfig training, NDManager manager) {
    assertResumes(manager, SpineShapes.all().get(11), training, 3, 6);
  }

  /** Decay alone: a parameter without gradient shrinks, a bias does not. */
  @Test
  void weightDecayShrinksMatricesOnly(NDManager manager) {
    ModelConfig shape = SpineShapes.all().get(11);
    TrainingConfig plain = SpineModel.PLAIN.withOptimizer(OptimizerType.SGD).withLearningRate(1);
    try (SpineModel kept = new SpineModel(manager, shape, plain);
        SpineModel decayed = new SpineModel(manager, shape, plain.withWeightDecay(0.5))) {
      float[] start = kept.model().values();
      kept.step().run(batches(1), 1, 0.01);
      decayed.step().run(batches(1), 1, 0.01);
      float[] expected = kept.model().values();
      for (ParameterLayout.Entry entry : kept.model().layout().entries()) {
        double share = entry.shape().size() > 1 ? 0.005 : 0;
        for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
          expected[i] -= (float) (share * start[i]);
        }
      }
      Close.assertWithin("parameters", expected, decayed.model().values(), 1e-6);
    }
  }

  /** The device fails for every batch of more than a number of pairs, as an engine does. */
  private static final class SmallDevice extends UpdateStep {
    private final int most;

    SmallDevice(SpineModel model, TrainingConfig training, int most, List<String> events) {
      super(model.model(), model.state(), training, events::add);
      this.most = most;
    }

    @Override
    Part part(NDManager step, PaddedBatch batch, int allTokens) {
      Part part = super.part(step, batch, allTokens);
      if (batch.size() > most) {
        throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
      }
      return part;
    }
  }

  @Test
  void aBatchThatIsTooLargeForTheDeviceIsSplitAndLearntAsOne(NDManager manager) {
    ModelConfig shape = SpineShapes.all().get(3);
    List<String> events = new ArrayList<>();
    TrainingConfig training = SpineModel.PLAIN;
    try (SpineModel whole = new SpineModel(manager, shape, training);
        SpineModel split = new SpineModel(manager, shape, training)) {
      int before = arrays(split);
      whole.step().run(List.of(SpineModel.batch()), 1, RATE);
      new SmallDevice(split, training, 1, events).run(List.of(SpineModel.batch()), 1, RATE);
      Close.assertWithin(
          "first moment", state(whole).firstMoment(), state(split).firstMoment(), 1e-6);
      assertEquals(before + 1, arrays(split), "the place of the logits stays, and nothing else");
      // 4 pairs, then 2 and 2 of them.
      assertEquals(3, events.size(), events.toString());
      assertTrue(events.get(0).startsWith("update 1: the device has no memory for a batch of 4"));
      float[] sums = split.state().sums().toFloatArray();
      assertEquals(SpineModel.batch().realTokens(), sums[1]);
      assertEquals(whole.state().sums().getFloat(0), sums[0], 1e-4);
    }
  }

  @Test
  void aSinglePairThatIsTooLargeForTheDeviceEndsTheTraining(NDManager manager) {
    try (SpineModel model = new SpineModel(manager, SpineShapes.all().get(3), SpineModel.PLAIN)) {
      UpdateStep step = new SmallDevice(model, SpineModel.PLAIN, 0, new ArrayList<>());
      EngineException failure =
          assertThrows(EngineException.class, () -> step.run(List.of(SpineModel.batch()), 1, RATE));
      assertTrue(failure.getMessage().contains("out of memory"));
    }
  }

  @Test
  void theEnginesOwnComplaintIsKnown(NDManager manager) {
    EngineException failure =
        assertThrows(EngineException.class, () -> manager.zeros(new Shape(1L << 50)));
    assertTrue(DeviceMemory.isExhausted(failure), failure.getMessage());
    assertFalse(DeviceMemory.isExhausted(new EngineException("shapes do not fit")));
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void updateWithoutFiniteGradientIsCountedAndChangesNothing(ModelConfig shape, NDManager manager) {
    try (SpineModel model = new SpineModel(manager, shape, SpineModel.PLAIN)) {
      float[] broken = model.model().values();
      broken[model.model().layout().entry("output.bias").offset() + 5] = Float.NaN;
      model.model().flat().set(broken);
      model.step().run(batches(1), 1, RATE);
      assertEquals(1f, model.state().sums().getFloat(3));
      assertEquals(0f, model.state().steps().getFloat());
      Close.assertSameBits("parameters", broken, model.model().values());
    }
  }
}
