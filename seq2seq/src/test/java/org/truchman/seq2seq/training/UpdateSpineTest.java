package org.truchman.seq2seq.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.data.IndexedPair;
import org.truchman.seq2seq.data.PaddedBatch;
import org.truchman.seq2seq.decoding.Candidates;
import org.truchman.seq2seq.decoding.ModelScorer;
import org.truchman.seq2seq.tensor.Close;
import org.truchman.seq2seq.tensor.EngineExtension;

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
      int before = arrays(model);
      update(model, 1, 50);
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
    try (ModelScorer scorer = ModelScorer.open(model.model(), model.model().flat(), sources)) {
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

  @ParameterizedTest
  @MethodSource("shapes")
  void resumedRunEndsInTheSameBits(ModelConfig shape, NDManager manager) {
    try (SpineModel straight = new SpineModel(manager, shape, SpineModel.RANDOM);
        SpineModel resumed = new SpineModel(manager, shape, SpineModel.RANDOM)) {
      update(straight, 1, 2);
      TrainingState snapshot =
          straight.state().snapshot(straight.model().flat(), TrainingProgress.start(RATE));
      update(straight, 3, 5);

      resumed.model().flat().set(snapshot.parameters());
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
    return model.state().snapshot(model.model().flat(), TrainingProgress.start(RATE));
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
