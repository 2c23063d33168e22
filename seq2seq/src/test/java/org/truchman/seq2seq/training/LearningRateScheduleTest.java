package org.truchman.seq2seq.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.truchman.seq2seq.config.ScheduleType;
import org.truchman.seq2seq.config.TrainingConfig;

class LearningRateScheduleTest {
  private static final TrainingConfig HALF =
      TrainingConfig.defaults().withLearningRate(0.5).withLearningRateDecay(0.25);

  /** The rate of an update in an epoch, when the height is 0.5. */
  private static double rate(TrainingConfig config, long update, int epoch) {
    TrainingProgress progress =
        new TrainingProgress(update - 1, epoch, 0, 0.5, null, 0, 0, 0, 0, null);
    return new LearningRateSchedule(config).next(progress);
  }

  @Test
  void warmupRisesInEqualStepsToTheHeight() {
    TrainingConfig config = HALF.withSchedule(ScheduleType.CONSTANT).withWarmupUpdates(4);
    assertEquals(0.125, rate(config, 1, 1));
    assertEquals(0.375, rate(config, 3, 1));
    assertEquals(0.5, rate(config, 4, 1));
    assertEquals(0.5, rate(config, 1_000_000, 9));
  }

  @Test
  void inverseSquareRootIsAtItsHeightWhereTheWarmupEnds() {
    TrainingConfig config = HALF.withWarmupUpdates(4).withSchedule(ScheduleType.INVERSE_SQRT);
    assertEquals(0.25, rate(config, 2, 1));
    assertEquals(0.5, rate(config, 4, 1));
    assertEquals(0.25, rate(config, 16, 1));
    assertEquals(0.125, rate(config, 64, 1));
  }

  @Test
  void exponentialFallsOnceAnEpoch() {
    TrainingConfig config = HALF.withSchedule(ScheduleType.EXPONENTIAL);
    assertEquals(0.5, rate(config, 500, 1));
    assertEquals(0.125, rate(config, 501, 2));
    assertEquals(0.03125, rate(config, 1001, 3));
  }

  @Test
  void exponentialStaysForItsFlatEpochs() {
    TrainingConfig config = HALF.withSchedule(ScheduleType.EXPONENTIAL).withFlatEpochs(4);
    assertEquals(0.5, rate(config, 1, 1));
    assertEquals(0.5, rate(config, 400, 4));
    assertEquals(0.125, rate(config, 401, 5));
    assertEquals(0.03125, rate(config, 501, 6));
  }

  @Test
  void exponentialFallsSmoothlyBetweenItsTurns() {
    TrainingConfig config = HALF.withSchedule(ScheduleType.EXPONENTIAL).withDecayUpdates(10);
    assertEquals(0.125, rate(config, 10, 7), 1e-12);
    assertEquals(0.25, rate(config, 5, 7), 1e-12);
    assertEquals(0.125, rate(config.withWarmupUpdates(3), 13, 1), 1e-12);
  }

  @Test
  void plateauIsCutOnlyAfterItsPatience() {
    TrainingConfig config = HALF.withDecayPatience(2);
    LearningRateSchedule schedule = new LearningRateSchedule(config);
    TrainingProgress first = new TrainingProgress(9, 1, 0, 0.5, null, 1, 0, 0, 0, null);
    assertEquals(0.5, schedule.afterStall(first));
    assertEquals(0.125, schedule.afterStall(first.worse(0.5)));
    assertEquals(0.125, schedule.next(first.worse(0.125)));
  }

  @Test
  void otherSchedulesAreNotCutByAStall() {
    LearningRateSchedule schedule =
        new LearningRateSchedule(HALF.withSchedule(ScheduleType.CONSTANT));
    TrainingProgress stalled = new TrainingProgress(9, 1, 0, 0.5, null, 9, 9, 0, 0, null);
    assertEquals(0.5, schedule.afterStall(stalled));
  }
}
